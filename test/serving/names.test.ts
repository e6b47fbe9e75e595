import { RootConstruct } from 'constructs';
import { markAsCluster } from '../../lib/declaration';
import { AutoscaledModelService, renderModelService } from '../../lib/serving';
import { EKS } from './situations';

test.each(['chat', '70b', 'vllm', 'Ünïcödé', '模型', 'x'.repeat(300), 'a.b/c', '-'])(
  'a service called %j gets names that Kubernetes and KEDA take',
  (id) => {
    const root = new RootConstruct();
    markAsCluster(root);
    const props = { model: 'a/b', gguf: 'a/b-GGUF', replicas: { min: 0, max: 2 } };
    const service = new AutoscaledModelService(root, id, props);
    const context = { platform: EKS, name: service.nameInCluster(), namespace: 'default' };
    const objects = renderModelService(service.props, context);
    expect(objects.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['Deployment', 'ScaledObject']));
    for (const { kind, metadata } of objects) {
      expect(metadata.name).toMatch(/^[a-z]([-a-z0-9]*[a-z0-9])?$/);
      expect(metadata.name.length).toBeLessThanOrEqual(kind === 'ScaledObject' ? 54 : 63);
    }
  },
);
