import { MODEL_SHAPES, modelShape } from '../../lib/serving/models';

test.each(Object.entries(MODEL_SHAPES))('%s has a shape that can exist', (_, shape) => {
  expect(shape.heads % shape.kvHeads).toBe(0);
  expect(shape.parameters).toBeGreaterThan(1e8);
  expect(shape.contextTokens % 1024).toBe(0);
});

test('a model that is not in the table has no shape, whatever it is called', () => {
  for (const name of ['unknown/model', 'constructor', '__proto__', '']) expect(modelShape(name)).toBeUndefined();
});

test('a model is known however its letters are cased, as on the Hub', () => {
  for (const [name, shape] of Object.entries(MODEL_SHAPES)) {
    expect(modelShape(name.toLowerCase())).toBe(shape);
    expect(modelShape(name.toUpperCase())).toBe(shape);
  }
});
