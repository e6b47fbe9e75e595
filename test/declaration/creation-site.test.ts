import { CreationSite } from '../../lib/declaration';

test('a site is the line that called the function, not the function itself', () => {
  const make = () => new CreationSite(make);
  const { line } = make();
  expect(line).toMatch(/creation-site\.test\.ts:5:\d+$/);
});

test('traces of other errors stay as long as they were', () => {
  const before = Error.stackTraceLimit;
  void new CreationSite(CreationSite).line;
  expect(Error.stackTraceLimit).toBe(before);
});
