import * as fc from 'fast-check';
import { nearest, suggestion } from '../../lib/environment/suggestion';

test.each([
  ['opensift', ['kind', 'eks', 'openshift'], 'did you mean "openshift"?'],
  ['OpenShift', ['kind', 'eks', 'openshift'], 'did you mean "openshift"?'],
  ['azure', ['kind', 'eks', 'openshift'], 'known: eks, kind, openshift'],
  ['x', [], 'there is none to choose from'],
])('%s of %j: %s', (got, known, text) => {
  expect(suggestion(got, known)).toBe(text);
});

test('of many at most ten are named', () => {
  const known = Array.from({ length: 12 }, (_, index) => `some-long-name-${String(index).padStart(2, '0')}`);
  const first = known.slice(0, 10).join(', ');
  expect(suggestion('other', known, 'blocks')).toBe(`blocks: ${first}, … (12 in all)`);
});

test('a known name is nearest to itself, and what is suggested is known', () => {
  const words = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1 });
  fc.assert(
    fc.property(words, fc.string(), (known, got) => {
      for (const word of known) expect(nearest(word, known)).toBe(word);
      const found = nearest(got, known);
      if (found !== undefined) expect(known).toContain(found);
    }),
  );
});
