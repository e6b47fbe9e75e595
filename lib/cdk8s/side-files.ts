import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { App as Cdk8sApp } from 'cdk8s';
import type { Construct } from 'constructs';
import type { SideFile } from '../components';
import type { IssueOwner, OwnedIssue } from '../errors';
import { App } from './app';

const helped = new WeakSet<Construct>();

/**
 * The App of cdk8s writes charts and nothing else. A helmfile left out would leave a cluster without its charts, so it is
 * written after that App's synth. The App of this package needs no help.
 */
export function writeSideFilesAfterSynth(root: Construct, filesOf: () => readonly SideFile[]): void {
  const app = root as Partial<Pick<Cdk8sApp, 'synth' | 'outdir'>>;
  const { synth } = app;
  if (root instanceof App || helped.has(root) || synth === undefined) return;
  helped.add(root);
  app.synth = () => {
    synth.call(root);
    for (const { path: name, content } of filesOf()) {
      const file = path.join(app.outdir ?? '.', name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
  };
}

/** Clusters of one program share its folder: a file of one must not take the place of another's. */
export function checkSideFiles(files: readonly { readonly path: string; readonly owner: IssueOwner }[]): OwnedIssue[] {
  const first = new Map<string, IssueOwner>();
  return files.flatMap(({ path: name, owner }): OwnedIssue[] => {
    const other = first.get(name);
    if (other === undefined) {
      first.set(name, owner);
      return [];
    }
    const reason = `its file '${name}' would take the place of the one of '${other.constructPath}'`;
    const hint = `write delivery: { helmfile: { file: '${owner.constructPath}/${name}' } }`;
    return [{ code: 'NAME_TAKEN', path: 'delivery', reason, hint, owner }];
  });
}
