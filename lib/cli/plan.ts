import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { type ClusterPlan, planText } from '../planning';

/**
 * Runs the app as a synth would and prints the plan it leaves. What it writes is thrown away, unless the app names a
 * folder of its own. Returns the exit code.
 */
export function plan(args: readonly string[]): number {
  const options = readOptions(args);
  if (typeof options === 'string') {
    process.stderr.write(`cdk8s-ai plan: ${options}\n`);
    return 2;
  }
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-ai-plan-'));
  try {
    const file = join(folder, 'plan.jsonl');
    const { status } = spawnSync(options.app, {
      shell: true,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, CDK8S_OUTDIR: join(folder, 'out'), CDK8S_AI_PLAN: file },
    });
    if (status !== 0) return 1;
    const plans = existsSync(file) ? readPlans(file) : [];
    if (plans.length === 0) {
      process.stderr.write(`cdk8s-ai plan: '${options.app}' synthesized no AiCluster\n`);
      return 1;
    }
    process.stdout.write(options.json ? `${JSON.stringify(plans, null, 2)}\n` : plans.map(planText).join('\n'));
    return 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readOptions(args: readonly string[]): { app: string; json: boolean } | string {
  try {
    const { values } = parseArgs({ args: [...args], options: { app: { type: 'string' }, json: { type: 'boolean' } } });
    const app = values.app ?? appOfProject();
    return app === undefined
      ? 'there is no cdk8s.yaml with an app here; say --app COMMAND'
      : { app, json: values.json ?? false };
  } catch (error) {
    return (error as Error).message;
  }
}

function appOfProject(): string | undefined {
  if (!existsSync('cdk8s.yaml')) return undefined;
  const { app } = (parse(readFileSync('cdk8s.yaml', 'utf8')) ?? {}) as { app?: unknown };
  return typeof app === 'string' ? app : undefined;
}

/** The last plan of each cluster: a program may look at its objects and declare more after. */
function readPlans(file: string): ClusterPlan[] {
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  const left = lines.map((line) => JSON.parse(line) as { of: string; plan: ClusterPlan });
  return [...new Map(left.map(({ of, plan }) => [of, plan])).values()];
}
