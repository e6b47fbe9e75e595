import {
  checkGpuModel,
  deviceFiltersOf,
  migLabelValue,
  migResourceName,
  parseGpuModel,
  productLabelOf,
  productLabelsOf,
} from '../../lib/gpu';

test.each([
  ['1g.5gb', 'nvidia.com/mig-1g.5gb'],
  ['1g.10gb+me', 'nvidia.com/mig-1g.10gb.me'],
  ['1g.24gb+gfx', 'nvidia.com/mig-1g.24gb.gfx'],
  ['1g.24gb+me.all', 'nvidia.com/mig-1g.24gb.me.all'],
  ['1g.24gb-me', 'nvidia.com/mig-1g.24gb-me'],
])('a slice %s is asked for as %s', (profile, resource) => {
  expect(migResourceName(profile)).toBe(resource);
  expect(`nvidia.com/mig-${migLabelValue(profile)}`).toBe(resource);
});

test('product labels follow board, sharing and slicing', () => {
  expect(productLabelOf('t4')).toBe('Tesla-T4');
  expect(productLabelsOf('a100-40gb')).toEqual(['NVIDIA-A100-SXM4-40GB', 'NVIDIA-A100-PCIE-40GB']);
  expect(productLabelOf('l4', { shared: true })).toBe('NVIDIA-L4-SHARED');
  expect(productLabelOf('h100-80gb', { profile: '1g.10gb+me' })).toBe('NVIDIA-H100-80GB-HBM3-MIG-1g.10gb.me');
});

test('device filters join the device and the vendor id', () => {
  expect(deviceFiltersOf('h200-141gb')).toEqual(['0x233510DE', '0x233B10DE']);
});

test('a GPU is parsed from its id and nothing else', () => {
  expect(parseGpuModel('h100-80gb')).toBe('h100-80gb');
  for (const other of ['h100', 'H100-80GB', '', 'toString', '__proto__', null, 3, ['l4']]) {
    expect(parseGpuModel(other)).toBeUndefined();
  }
});

test.each([
  ['h100', "no GPU is called 'h100'", "say which: 'h100-80gb' or 'h100-94gb' or 'h100-96gb'"],
  ['l40', "no GPU is called 'l40'", "did you mean 'l40s'?"],
  ['H200-141GB', "no GPU is called 'H200-141GB'", "did you mean 'h200-141gb'?"],
])('checks %s and suggests', (value, reason, hint) => {
  expect(checkGpuModel(value, 'gpu')).toEqual([{ code: 'GPU_UNKNOWN', path: 'gpu', reason, hint }]);
});

test('values that are no words are refused by their kind', () => {
  expect(checkGpuModel(null, 'gpu')[0]!.reason).toContain('null');
  expect(checkGpuModel(80, 'gpu')[0]!.reason).toContain('number');
  expect(checkGpuModel('l4', 'gpu')).toEqual([]);
});
