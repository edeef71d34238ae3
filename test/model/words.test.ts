import * as fc from 'fast-check';
import { count, hint, list, nearest, oneOf, show, tolerance, Written } from '../../lib/model/words';

test.each([
  ['lst', ['get', 'list', 'watch'], 'list'],
  ['knid', ['kind', 'eks', 'openshift'], 'kind'],
  ['SAMPLE', ['sample', 'simple'], 'sample'],
  ['Sample', ['sample', 'SAMPLE'], 'sample'],
  ['qqqqqqqqqq', ['create', 'delete'], undefined],
  ['aws', ['eks', 'kind'], undefined],
  ['x', [], undefined],
])('%s among %j: %s was meant', (written, known, meant) => {
  expect(nearest(written, known)).toBe(meant);
});

test('what is suggested is never further away than the threshold, whatever the order of the known names', () => {
  const word = fc.stringMatching(/^[a-d]{1,8}$/);
  fc.assert(
    fc.property(word, fc.array(word), (written, known) => {
      const meant = nearest(written, known);
      expect(nearest(written, [...known].reverse())).toBe(meant);
      if (known.includes(written)) expect(meant).toBe(written);
      if (meant !== undefined) expect(Math.abs(meant.length - written.length)).toBeLessThanOrEqual(tolerance(written));
    }),
  );
});

test('a hint is the near name, else the known ones, of which it lists ten', () => {
  expect(hint('lst', ['watch', 'list'])).toEqual({ hint: 'did you mean "list"?', suggestion: 'list' });
  expect(hint('xyz', ['watch', 'list'], 'verbs')).toEqual({ hint: 'verbs: list, watch', expected: ['list', 'watch'] });
  const many = Array.from({ length: 12 }, (_, index) => `name-${index + 10}`);
  expect(hint('xyz', many).hint).toBe(`known: ${many.slice(0, 10).join(', ')}, … (12 in all)`);
  expect(hint('xyz', [])).toEqual({ hint: 'there is none to choose from' });
});

test('values are shown as JSON, long ones shortened, and as their file writes them', () => {
  expect([show('5'), show(5), show(undefined), show(null)]).toEqual(['"5"', '5', 'nothing', 'null']);
  expect(show('x'.repeat(100))).toHaveLength(80);
  expect(show(new Written(31, '0x1F'))).toBe('0x1F');
  expect(JSON.stringify({ got: new Written(31, '0x1F') })).toBe('{"got":31}');
});

test('lists, choices and counts', () => {
  expect([list([]), list([1, 2]), list([1, 2, 3, 4, 5, 6, 7])]).toEqual(['none', '1, 2', '1, 2, 3, 4, 5 and 2 more']);
  expect([oneOf(['a']), oneOf(['a', 'b', 1])]).toEqual(['"a"', '"a", "b" or 1']);
  expect([count(1, 'file'), count(0, 'file'), count(2, 'file')]).toEqual(['1 file', '0 files', '2 files']);
});
