import { GpuNodePool } from '../../lib/nodes';
import { cluster, declare } from './pools';

describe('a declared pool', () => {
  test.each([
    ['a machine', { machine: 'p5.48xlarge' }, ['h100-80gb']],
    ['several machines', { machine: ['g6.xlarge', 'g5.xlarge', 'g6.2xlarge'] }, ['l4', 'a10g']],
    ['a GPU', { gpu: 'l4' }, ['l4']],
    ['several GPUs', { gpu: ['l4', 'a10g'] }, ['l4', 'a10g']],
    ['a machine nobody knows', { machine: 'p99.huge' }, []],
    ['an AMD machine', { machine: 'g4ad.xlarge' }, []],
    ['nothing', {}, []],
    ['no props at all', undefined, []],
  ])('knows the GPU models of %s', (_, props, models) => {
    expect(declare(props).models).toEqual(models);
  });

  test('calls itself GpuNodePool in errors and is an instance of GpuNodePool', () => {
    const pool = declare({ gpu: 'l4' });
    expect(pool.kind).toBe('GpuNodePool');
    expect(pool.issueOwner).toMatchObject({ kind: 'GpuNodePool', constructPath: 'prod/gpu' });
    expect(pool).toBeInstanceOf(GpuNodePool);
  });

  test('remembers the line of user code that made it', () => {
    const pool = new GpuNodePool(cluster(), 'h100', { machine: 'p5.48xlarge', nodes: { max: 1 } });
    expect(pool.issueOwner.madeAt).toContain('gpu-node-pool.test.ts');
  });

  test('hands out whole GPUs', () => {
    const pool = declare({ gpu: 'l4' });
    expect(pool.gpus()).toEqual({ pool, kind: 'whole', source: pool, count: 1 });
    expect(pool.gpus(4).count).toBe(4);
  });

  test.each([undefined, null, 7, 'l4', [], { machine: Number.NaN, nodes: null }, { gpu: null, gpusPerNode: '3' }])(
    'never throws while it is declared with %j',
    (props) => {
      expect(() => declare(props).models).not.toThrow();
    },
  );
});
