import { Construct } from 'constructs';
import { parse } from 'yaml';
import { markAsCluster } from '../../lib/declaration';
import { GpuNodePool, resolvePool } from '../../lib/nodes';
import { checkGpuOperator, type GpuOperatorValues, operandLabels, renderGpuOperator } from '../../lib/operator';
import { eks } from '../../lib/platforms';
import { MigPartitioning, MpsSharedGpu, resolveSharing, shapeNode } from '../../lib/sharing';

/** The operator against what pools and sharing constructs really give, not against what a test thinks they do. */
describe('with real pools and sharing', () => {
  const platform = eks({
    kubernetesVersion: '1.35',
    nodeRole: 'gpu-node',
    discoveryTag: 'prod',
    karpenter: { nodeOverlay: true },
  });
  const cluster = new Construct(undefined as never, 'prod');
  markAsCluster(cluster);
  const h100 = new GpuNodePool(cluster, 'h100', { machine: 'p5.48xlarge', nodes: { max: 2 } });
  const l4 = new GpuNodePool(cluster, 'l4', { machine: 'g6.xlarge', nodes: { max: 4 }, image: 'al2023' });
  const rocket = new GpuNodePool(cluster, 'rocket', { machine: 'g6.xlarge', nodes: { max: 4 }, image: 'bottlerocket' });
  const cut = new MigPartitioning(cluster, 'cut', { pool: h100, layout: { '3g.40gb': 1, '1g.10gb': 2 } });
  const shared = new MpsSharedGpu(cluster, 'shared', { pool: l4, replicas: 4 });

  const pools = [h100, l4, rocket].map((pool) => {
    const answer = resolvePool(pool, platform);
    expect(answer.issues).toEqual([]);
    return answer.pool!;
  });
  const sharings = [cut, shared].map((construct) => {
    const answer = resolveSharing(
      construct,
      pools.find((pool) => pool.construct === construct.props.pool)!,
      platform,
    );
    expect(answer.issues).toEqual([]);
    return answer.sharing!;
  });
  const shapes = pools.map((pool) => {
    const shape = shapeNode(
      pool,
      sharings.find((sharing) => sharing.pool === pool),
    );
    return { ...shape, labels: { ...shape.labels, ...operandLabels(pool, pools) } };
  });
  const context = { platform, shapes, sharings, nfd: 'bundled' } as const;
  const { release, objects } = renderGpuOperator({}, context);
  const data = (prefix: string) =>
    objects.find(({ metadata }) => metadata.name.startsWith(prefix))?.['data'] as Record<string, string>;

  it('finds nothing wrong', () => {
    expect(checkGpuOperator({}, context)).toEqual([]);
  });

  it('has every file and layout that a node names by label', () => {
    const { 'config.yaml': text } = data('mig-configs');
    const layouts = (parse(text!) as { 'mig-configs': object })['mig-configs'];
    for (const { labels } of shapes) {
      const { 'nvidia.com/mig.config': layout, 'nvidia.com/device-plugin.config': file } = labels;
      if (layout !== undefined) expect(Object.keys(layouts)).toContain(layout);
      if (file !== undefined) expect(Object.keys(data('device-plugin-configs'))).toContain(file);
    }
    expect(shapes[0]!.labels).toHaveProperty(['nvidia.com/mig.config']);
    expect(shapes[1]!.labels).toHaveProperty(['nvidia.com/device-plugin.config']);
  });

  it('leaves the strategy to the files, where MPS and mixed slices live in one cluster', () => {
    expect((release!.values as GpuOperatorValues).mig).toEqual({ strategy: '' });
    const strategies = Object.values(data('device-plugin-configs')).map(
      (file) => (parse(file) as { flags: { migStrategy: string } }).flags.migStrategy,
    );
    expect(strategies.sort()).toEqual(['mixed', 'none']);
  });

  it('keeps the device plugin off the nodes that bring one', () => {
    expect(shapes[2]!.labels).toMatchObject({ 'nvidia.com/gpu.deploy.device-plugin': 'false' });
    expect(shapes[0]!.labels).not.toHaveProperty(['nvidia.com/gpu.deploy.device-plugin']);
  });
});
