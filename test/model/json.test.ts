import * as fc from 'fast-check';
import { at, groupBy, isObject, objectsOf } from '../../lib/model/json';

test.each([
  [{ a: [{ b: 1 }] }, ['a', 0, 'b'], 1],
  [{ a: 1 }, [], { a: 1 }],
  [{ a: 1 }, ['a', 'b'], undefined],
  [{ a: null }, ['a', 'b'], undefined],
  [{}, ['constructor', 'name'], undefined],
  [[1, 2], [1], 2],
  ['text', ['length'], undefined],
])('%j at %j is %j', (value, path, found) => {
  expect(at(value, ...path)).toEqual(found);
});

test('an object is neither a list nor null', () => {
  expect([{}, [], null, 'a', undefined].map(isObject)).toEqual([true, false, false, false, false]);
  expect(objectsOf([{ a: 1 }, 'b'])).toEqual([{ a: 1 }, {}]);
  expect(objectsOf({ a: 1 })).toEqual([]);
});

test('groups hold every item once, in their order', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20)), (items) => {
      const groups = groupBy(items, (item) => item % 3);
      expect([...groups.values()].flat().sort()).toEqual([...items].sort());
      for (const [key, group] of groups) expect(group).toEqual(items.filter((item) => item % 3 === key));
    }),
  );
});
