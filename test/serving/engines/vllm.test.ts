import type { Deployment } from 'kubernetes-types/apps/v1';
import type { GpuModel } from '../../../lib/gpu';
import { renderModelService } from '../../../lib/serving';
import { p5, service, wholeGpus } from '../situations';

function argsOn(gpu: GpuModel, args?: readonly string[]): readonly string[] {
  const allocation = { ...wholeGpus(p5({ gpu })), memoryGiB: 14 };
  const situation = service(allocation, { model: 'Qwen/Qwen2.5-0.5B-Instruct', ...(args && { args }) });
  const object = renderModelService(...situation).find(({ kind }) => kind === 'Deployment') as unknown as Deployment;
  return object.spec!.template.spec!.containers[0]!.args!;
}

test.each(['t4', 't4g', 'v100-16gb'] as const)('serves in half precision on %s, which knows no bfloat16', (gpu) => {
  expect(argsOn(gpu)).toContain('--dtype=half');
});

test.each(['a100-40gb', 'l4', 'h100-80gb', 'b200-180gb'] as const)(
  'leaves the number format to the model on %s',
  (gpu) => {
    expect(argsOn(gpu).join(' ')).not.toContain('--dtype');
  },
);

test('takes the number format that was asked for', () => {
  expect(argsOn('t4', ['--dtype=float32']).filter((arg) => arg.startsWith('--dtype'))).toEqual(['--dtype=float32']);
});
