import { MIG_CAPABLE_GPUS, legalLayouts } from '../../lib/gpu';
import { isLabelValue } from '../../lib/kube';
import type { Platform } from '../../lib/platforms';
import { devicePluginConfigs, migConfigs, resolveSharing } from '../../lib/sharing';
import { declare, LOCAL, ON_PREM, ownedBy, resolved, type SharingKind } from './pools';

const H100 = resolved('h100-80gb');
const L4 = resolved('l4');

function sharingOf(kind: SharingKind, props: object, pool = H100, platform: Platform = ON_PREM) {
  return resolveSharing(declare(kind, props, pool), pool, platform).sharing!;
}

describe('the files of the GPU Operator', () => {
  const slices = sharingOf('mig', { layout: { '3g.40gb': 2 } });
  const same = sharingOf('mig', { layout: { '3g.40gb': 2 } });
  const smaller = sharingOf('mig', { layout: { '1g.10gb': 7 } });
  const timed = sharingOf('timeSliced', {}, L4);

  it('hold each content once, in an order that does not depend on the declaration', () => {
    const files = devicePluginConfigs([timed, slices, same, smaller]);
    expect(Object.keys(files)).toEqual([slices.devicePluginConfig!.key, timed.devicePluginConfig!.key]);
    expect(JSON.stringify(devicePluginConfigs([smaller, slices, timed]))).toBe(JSON.stringify(files));
    expect(JSON.stringify(migConfigs([smaller, slices]))).toBe(JSON.stringify(migConfigs([same, slices, smaller])));
  });

  it('can switch MIG off, since the operator labels nodes with that', () => {
    expect(migConfigs([slices, timed])).toEqual({
      version: 'v1',
      'mig-configs': {
        'all-disabled': [{ devices: 'all', 'mig-enabled': false }],
        [slices.migConfig!.name]: [{ devices: 'all', 'mig-enabled': true, 'mig-devices': { '3g.40gb': 2 } }],
      },
    });
  });

  it('are not made for what others divide', () => {
    expect(migConfigs([timed])).toBeUndefined();
    const pool = resolved('h100-80gb', { provisioner: 'simulated', owners: ownedBy('simulator') });
    const simulated = sharingOf('mig', { layout: { '3g.40gb': 2 } }, pool, LOCAL);
    expect(migConfigs([simulated])).toBeUndefined();
    expect(devicePluginConfigs([simulated])).toEqual({});
  });

  it('are found by names that every label can hold', () => {
    for (const model of MIG_CAPABLE_GPUS) {
      const names = legalLayouts(model).map((layout) => sharingOf('mig', { layout }, resolved(model)).migConfig!.name);
      expect(names.filter((name) => !isLabelValue(name))).toEqual([]);
      expect(new Set(names).size).toBe(names.length);
    }
  });
});
