import { machineFacts } from '../../lib/machines';

test('an H100 is the 94 GB board in NC sizes and the 80 GB board in ND sizes', () => {
  expect(machineFacts('Standard_NC40ads_H100_v5').gpu).toBe('h100-94gb');
  expect(machineFacts('Standard_ND96isr_H100_v5').gpu).toBe('h100-80gb');
});

test('A10 sizes up to half a GPU are fractions, and all of them need the GRID driver', () => {
  expect(machineFacts('Standard_NV6ads_A10_v5')).toMatchObject({
    gpuFraction: 0.1667,
    gpuMemoryGiB: 4,
    gridDriver: true,
  });
  expect(machineFacts('Standard_NV36ads_A10_v5')).toMatchObject({ gpuFraction: null, gridDriver: true });
});

test('retired and preview series are marked', () => {
  expect(machineFacts('Standard_NC6s_v3').status).toBe('retired');
  expect(machineFacts('Standard_NC128ds_xl_RTXPRO6000BSE_v6').status).toBe('preview');
});
