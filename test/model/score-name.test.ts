import fc from 'fast-check';
import { cleanScoreName } from '../../lib/model/score-name';

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
