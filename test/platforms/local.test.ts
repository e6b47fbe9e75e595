import { local } from '../../lib/platforms';

describe('local', () => {
  it('simulates nodes in kind without being told anything', () => {
    expect(local()).toEqual({
      given: {},
      kind: 'local',
      kubernetesVersion: '1.35',
      distribution: 'kind',
      gpus: 'simulated',
      provisioner: 'simulated',
      autoscaler: 'none',
    });
  });

  it('finds the node that holds the GPU of the host', () => {
    expect(local({ gpus: 'host' }).provisioner).toBe('existing');
  });
});
