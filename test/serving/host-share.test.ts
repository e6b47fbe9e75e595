import { renderModelService } from '../../lib/serving';
import { cpuService, g6, p5, service, slice, timeSlice, wholeGpus } from './situations';

function requests(situation: Parameters<typeof renderModelService>) {
  const { template } = renderModelService(...situation).find(({ kind }) => kind === 'Deployment')!.spec as {
    template: { spec: { containers: { resources: Record<'limits' | 'requests', Record<string, string>> }[] } };
  };
  const { limits, requests: asked } = template.spec.containers[0]!.resources;
  return { cpu: parseInt(asked.cpu!) / 1000, memory: parseInt(asked.memory!), limits, asked };
}

test('memory is limited to what is asked for, and CPU is not limited', () => {
  const { limits, asked } = requests(service(slice('3g.40gb')));
  expect(limits.memory).toBe(asked.memory);
  expect(limits).not.toHaveProperty('cpu');
});

test.each([
  ['slices of 8 H100', slice('1g.10gb'), 16, 192, 2048],
  ['whole H100', wholeGpus(p5(), 1), 8, 192, 2048],
  ['shares of one L4', timeSlice(4), 4, 8, 32],
  ['shares of one L4 in a small machine', timeSlice(4, g6({ machines: ['g6.xlarge'] })), 4, 4, 16],
])('%s: as many replicas fit a node as its GPUs allow', (_, allocation, perNode, vcpu, memoryGiB) => {
  const { cpu, memory } = requests(service(allocation, { model: 'Qwen/Qwen2.5-0.5B' }));
  expect(cpu * perNode).toBeLessThan(vcpu);
  expect(memory * perNode).toBeLessThan(memoryGiB);
  expect(cpu).toBeGreaterThan(0.5);
  expect(memory).toBeGreaterThanOrEqual(2);
});

test('on the CPU memory is for the whole model and its cache', () => {
  expect(requests(cpuService()).memory).toBe(2);
  expect(requests(cpuService({ model: 'meta-llama/Llama-3.1-8B', gguf: 'a/b-GGUF' })).memory).toBe(7);
  expect(requests(cpuService({ model: 'somebody/else' })).memory).toBe(8);
});

test('what the user says holds', () => {
  expect(requests(service(slice('3g.40gb'), { resources: { cpu: 1.5, memoryGiB: 48 } }))).toMatchObject({
    cpu: 1.5,
    memory: 48,
  });
});
