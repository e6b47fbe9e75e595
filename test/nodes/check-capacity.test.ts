import { capacityKind } from '../../lib/nodes';
import { issueOf, issuesOf, resolved } from './pools';

const t4 = { gpu: 't4' };
const block = { capacityBlock: 'cr-0123456789abcdef0' };
const reserved = { reservation: 'cr-0123456789abcdef0' };

describe('capacity', () => {
  test.each([
    ['eks', undefined, ['on-demand']],
    ['eks', 'spot', ['spot']],
    ['eks', [reserved, 'spot', 'on-demand'], [reserved, 'spot', 'on-demand']],
    ['eks', [reserved, { reservation: 'cr-1' }], [reserved, { reservation: 'cr-1' }]],
    ['eks', block, [block]],
    ['gke', ['on-demand', 'spot', 'flex-start', { reservation: 'mine' }], undefined],
    ['gke', { reservation: 'projects/our-project/reservations/mine' }, undefined],
    ['aks', ['spot', 'on-demand'], undefined],
    ['on-prem', 'flex-start', undefined],
    ['local', ['on-demand', 'spot', 'flex-start', reserved], undefined],
  ] as const)('on %s takes %j', (platform, capacity, expected) => {
    const pool = resolved(platform, { ...t4, capacity });
    expect(pool.capacity).toEqual(expected ?? [capacity].flat());
  });

  test.each([
    ['eks', 'reserved', /'reserved' is no way to get a node/],
    ['eks', null, /null is no way to get a node/],
    ['eks', [], /names no way to get a node; write 'on-demand'/],
    ['eks', { reservation: 'mine' }, /capacity.reservation: 'mine' is not the id.*starts with 'cr-'/],
    ['eks', { reservation: '' }, /names no reservation/],
    ['eks', [{ capacityBlock: 7 }], /capacity\[0\].capacityBlock: 7 names no reservation/],
    ['eks', { reservation: 'cr-1', capacityBlock: 'cr-2' }, /a map is no way/],
    ['eks', 'flex-start', /eks sells no 'flex-start'/],
    ['aks', 'flex-start', /aks sells no 'flex-start'/],
    ['gke', block, /gke sells no 'capacityBlock'/],
    ['aks', block, /aks sells no 'capacityBlock'/],
    ['gke', { reservation: 'My Reservation' }, /is not the name of a reservation/],
    ['aks', { reservation: 'mine' }, /auto-provisioning uses no reservations; .*provisioner: 'existing'/],
    ['eks in Auto Mode', reserved, /Auto Mode selects no reservation/],
    ['eks', ['spot', block], /capacity\[0\]: a capacity block is paid ahead.*'spot' beside it/],
    ['eks', [block, 'on-demand'], /capacity\[1\].*'on-demand' beside it; declare another pool for 'on-demand'/],
    ['local', ['spot', block], /a capacity block is paid ahead/],
    ['eks', ['spot', 'spot'], /capacity\[1\]: 'spot' stands there already/],
    ['eks', [reserved, reserved], /capacity\[1\]: .* stands there already/],
    ['eks', ['on-demand', 'spot'], /whatever the order here; write \['spot', 'on-demand'\]/],
    ['aks', ['on-demand', 'spot'], /write \['spot', 'on-demand'\]/],
    ['eks', ['spot', reserved], /write \[\{ reservation: 'cr-0123456789abcdef0' \}, 'spot'\]/],
    ['gke', { reservation: 'mine/reservationBlocks/b1' }, /\] zones: .*block of a reservation.*name the zone/],
  ] as const)('on %s refuses %j', (platform, capacity, message) => {
    expect(issueOf(platform, { ...t4, capacity })).toMatch(message);
    expect(issuesOf(platform, { ...t4, capacity })).toHaveLength(1);
  });

  test('takes reservations of AKS where the node pool exists already', () => {
    expect(issuesOf('aks', { ...t4, capacity: { reservation: 'mine' }, provisioner: 'existing' })).toEqual([]);
  });

  test.each([
    ['spot', 'spot'],
    [reserved, 'reservation'],
    [block, 'capacityBlock'],
  ] as const)('%j is of kind %s', (capacity, kind) => {
    expect(capacityKind(capacity)).toBe(kind);
  });
});
