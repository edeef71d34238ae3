import fc from 'fast-check';
import { cleanScoreName } from '../../lib/model/score-name';
import { collisions } from '../../lib/scoring/score-name';

test.each([
  ['sample_my_score', 'sample-my-score'],
  ['A-b', 'a-b'],
  ['a--b', 'a-b'],
  ['a_b', 'a-b'],
  ['.a.b.', 'a.b'],
  ['_.-', 'score'],
  ['', 'score'],
  ['Größe', 'gr-e'],
  ['İ', 'i'],
  ['a😀😀b', 'a-b'],
  ['x'.repeat(300), 'x'.repeat(253)],
  [`${'x'.repeat(252)}-yz`, 'x'.repeat(252)],
])('%j becomes %j', (scoreName, name) => {
  expect(cleanScoreName(scoreName)).toBe(name);
});

const names = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('a', 'B', '_', '-', '.', '😀') }),
);

test('a cleaned name is one that Kubernetes takes, and cleaning it again changes nothing', () => {
  fc.assert(
    fc.property(
      fc.oneof(names, fc.string({ unit: fc.constantFrom('a', '-', '.'), minLength: 250, maxLength: 260 })),
      (name) => {
        const clean = cleanScoreName(name);
        expect(clean).toMatch(/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/);
        expect(clean).not.toContain('--');
        expect(clean.length).toBeLessThanOrEqual(253);
        expect(cleanScoreName(clean)).toBe(clean);
      },
    ),
  );
});

test('names collide just when they differ and clean to one', () => {
  fc.assert(
    fc.property(fc.array(names), (list) => {
      const groups = collisions(list);
      for (const a of list) {
        const others = list.filter((b) => b !== a && cleanScoreName(b) === cleanScoreName(a));
        expect(groups.get(cleanScoreName(a))?.includes(a) ?? false).toBe(others.length > 0);
      }
    }),
  );
});

test('a name that stands twice is no collision', () => {
  expect(collisions(['a', 'a'])).toEqual(new Map());
  expect(collisions(['a_b', 'c', 'A-b', 'a--b'])).toEqual(new Map([['a-b', ['a_b', 'A-b', 'a--b']]]));
});
