import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { benchmarks } from './benchmarks';
import { isMissed, type Line, table } from './report';

/**
 * Compares whole processes of this library with the tools it replaces. `--quick` takes less than a minute and fewer
 * rounds; it leaves kustomize and jsonnet at a tenth of the size.
 */
const isQuick = process.argv.includes('--quick');
// In memory where there is such a folder, so that the disk is not what is measured.
const scratch = mkdtempSync(path.join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'cdk8s-ai-bench-'));
const lines: Line[] = [];
try {
  for (const benchmark of benchmarks(scratch, isQuick)) {
    process.stderr.write(`${benchmark.name} ...\n`);
    lines.push(...benchmark.run());
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
process.stdout.write(`\nNode ${process.versions.node}; ours divided by theirs, median of interleaved runs\n\n`);
process.stdout.write(table(lines));
process.exitCode = lines.some(isMissed) ? 1 : 0;
