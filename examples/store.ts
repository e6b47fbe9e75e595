// Stores what each example synthesizes, so that a change of output is seen in review.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { STORIES } from './stories';

for (const story of STORIES) {
  const outdir = join('examples', story, 'manifests');
  rmSync(outdir, { recursive: true, force: true });
  const { status } = spawnSync('node', ['--enable-source-maps', join('build', 'examples', story, 'main.js')], {
    stdio: 'inherit',
    env: { ...process.env, CDK8S_OUTDIR: outdir },
  });
  if (status !== 0) process.exitCode = 1;
}
