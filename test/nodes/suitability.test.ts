import { aks, eks } from '../../lib/platforms';
import { issueOf, issuesOf, resolved } from './pools';

const azureLinux = aks({ kubernetesVersion: '1.35', image: 'azure-linux' });
const ownDriver = aks({ kubernetesVersion: '1.35', driver: 'operator' });
const auto = eks({ kubernetesVersion: '1.35', autoMode: true });

describe('machines the cloud sells but that would not work', () => {
  test.each([
    ['eks', { machine: 'p6e-gb200.36xlarge' }, /UltraServer, which Karpenter cannot start; make a node group/],
    [auto, { machine: 'p6e-gb200.36xlarge' }, /which Auto Mode cannot start/],
    ['eks', { machine: 'p6e-gb200.36xlarge', provisioner: 'existing' }, /resource claims only; use allocation: 'dra'/],
    ['eks', { machine: 'g7.2xlarge' }, /needs driver 595 or newer, and no stock image/],
    ['eks', { gpu: 'rtx-pro-4500-blackwell' }, /\] gpu: .* needs driver 595/],
    ['eks', { machine: 'p3.2xlarge' }, /Karpenter no longer offers p3.2xlarge/],
    ['eks', { machine: 'g6f.xlarge' }, /fraction of a GPU, has none.*nodeOverlay: true/],
    [azureLinux, { machine: 'Standard_ND128isr_NDR_GB200_v6' }, /runs on Ubuntu only; use image: 'ubuntu'/],
    [ownDriver, { machine: 'Standard_NV36ads_A10_v5' }, /GRID driver.*driver: 'image' in aks\(\)/],
  ] as const)('refuses on %j %j', (platform, props, message) => {
    expect(issueOf(platform, props)).toMatch(message);
    expect(issuesOf(platform, props)).toHaveLength(1);
  });

  test.each([
    ['eks with gates', { machine: 'g6f.xlarge' }],
    ['eks', { machine: 'g7.2xlarge', provisioner: 'existing', image: 'ubuntu' }],
    ['eks', { machine: 'p6e-gb200.36xlarge', provisioner: 'existing', allocation: 'dra' }],
    ['eks', { machine: 'p3.2xlarge', provisioner: 'existing' }],
    ['eks on Bottlerocket', { machine: 'g5g.xlarge' }],
    ['aks', { machine: 'Standard_NV36ads_A10_v5' }],
    ['local', { machine: 'g7.2xlarge' }],
  ] as const)('takes on %j %j', (platform, props) => {
    expect(issuesOf(platform, props)).toEqual([]);
  });

  test('leaves out what does not work, as long as something of that GPU does', () => {
    expect(resolved('eks', { gpu: 'v100-32gb', gpusPerNode: 8 }).machines).toEqual(['p3dn.24xlarge']);
  });
});
