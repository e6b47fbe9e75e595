import { isMigCapable, migGeometryOf, migProfilesOf } from '../../lib/gpu';

test.each(['t4', 'l4', 'a10g', 'v100-16gb', 'rtx-pro-5000-blackwell', 'rtx-pro-4500-blackwell'] as const)(
  '%s offers no profile',
  (model) => {
    expect(isMigCapable(model)).toBe(false);
    expect(migProfilesOf(model)).toEqual({});
    expect(migGeometryOf(model)).toBeUndefined();
  },
);

test('an H100 has seven compute and eight memory slices', () => {
  expect(isMigCapable('h100-80gb')).toBe(true);
  expect(migGeometryOf('h100-80gb')).toMatchObject({ computeSlices: 7, memorySlices: 8 });
});
