import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App as Cdk8sApp, type AppProps } from 'cdk8s';
import { App } from '../../../lib/cdk8s/app';

/** Everything an app did: the files it left, by name, and what it threw. */
export interface Outcome {
  readonly files: Record<string, string>;
  readonly error?: string;
}

type AppClass = new (props?: AppProps) => Cdk8sApp;

/** Synthesizes into a fresh folder and reads it back. */
export function write(AppType: AppClass, build: (app: Cdk8sApp) => void, props: AppProps = {}): Outcome {
  const outdir = mkdtempSync(path.join(tmpdir(), 'cdk8s-ai-test-'));
  try {
    return attempt(() => {
      const app = new AppType({ ...props, outdir });
      build(app);
      app.synth();
      return filesIn(outdir);
    });
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** The string of `synthYaml`, as a file of no name. */
export function print(AppType: AppClass, build: (app: Cdk8sApp) => void, props: AppProps = {}): Outcome {
  return attempt(() => {
    const app = new AppType(props);
    build(app);
    return { '': app.synthYaml() };
  });
}

/** Both apps, both ways; the caller compares. */
export function bothWays(build: (app: Cdk8sApp) => void, props: AppProps = {}) {
  return {
    stock: { written: write(Cdk8sApp, build, props), printed: print(Cdk8sApp, build, props) },
    ours: { written: write(App, build, props), printed: print(App, build, props) },
  };
}

/** Files by relative name; empty folders too, with a slash behind. */
export function filesIn(folder: string, prefix = ''): Record<string, string> {
  const files: Record<string, string> = {};
  for (const name of readdirSync(folder).sort()) {
    const full = path.join(folder, name);
    if (statSync(full).isDirectory()) {
      Object.assign(files, { [`${prefix}${name}/`]: '' }, filesIn(full, `${prefix}${name}/`));
    } else {
      files[prefix + name] = readFileSync(full, 'utf8');
    }
  }
  return files;
}

function attempt(work: () => Record<string, string>): Outcome {
  try {
    return { files: work() };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    // Which constructs of a circle cdk8s names depends on the edges it happens to have added by then.
    return { files: {}, error: message.replace(/(Dependency cycle detected).*/s, '$1') };
  }
}
