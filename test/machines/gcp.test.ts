import { machineFacts } from '../../lib/machines';

test('the count of GPUs does not grow with the name of a G2', () => {
  expect(machineFacts('g2-standard-24').gpusPerNode).toBe(2);
  expect(machineFacts('g2-standard-32').gpusPerNode).toBe(1);
});

test('one N1 machine type carries either GPU', () => {
  expect(machineFacts('n1-standard-8+nvidia-tesla-t4').gpu).toBe('t4');
  expect(machineFacts('n1-standard-8+nvidia-tesla-v100').gpu).toBe('v100-16gb');
});

test('an A3 Mega is priced where the price table has it', () => {
  expect(machineFacts('a3-megagpu-8g')).toMatchObject({ priceRegion: 'us-east4', priceDate: '2026-07-30' });
});
