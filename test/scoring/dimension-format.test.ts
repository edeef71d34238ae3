import fc from 'fast-check';
import {
  canProduce,
  parseFormat,
  placeholders,
  placeholdersOf,
  render,
  type Placeholder,
} from '../../lib/scoring/dimension-format';

test('the nine placeholders are known, and no others', () => {
  const format = placeholders.map((name) => `\${${name}}`).join(';');
  expect(parseFormat(format).unknown).toEqual([]);
  expect(placeholdersOf(format)).toEqual([...placeholders]);
  expect(placeholders).toHaveLength(9);
});

test.each([
  ['${nodes}', 1, '${nodes}', '${node}'],
  ['a;${Node}', 3, '${Node}', '${node}'],
  ['${scorename}', 1, '${scorename}', '${scoreName}'],
  ['${node};${name-space}', 9, '${name-space}', '${namespace}'],
  ['$pod', 1, '$pod', '${pod}'],
  ['x{app}', 2, '{app}', '${app}'],
  ['${app', 1, '${app', '${app}'],
  ['${ node }', 1, '${ node }', '${node}'],
  ['${}', 1, '${}', undefined],
  ['${somethingElse}', 1, '${somethingElse}', undefined],
])('%s: at column %i, %s is unknown; %s was meant', (format, column, text, suggestion) => {
  expect(parseFormat(format).unknown).toEqual([{ text, column, ...(suggestion === undefined ? {} : { suggestion }) }]);
});

test('text that only resembles a placeholder stays text', () => {
  expect(parseFormat('cost$usd{sum}').unknown).toEqual([]);
  expect(render('cost$usd{sum}', {})).toBe('cost$usd{sum}');
});

test('a missing value leaves nothing in its place', () => {
  expect(render('${app};${device}', { app: 'app01', device: 'all' })).toBe('app01;all');
  expect(render('${app};${device}', { app: 'app01' })).toBe('app01;');
  expect(render('${app}', {})).toBe('');
});

const pieces = fc.array(
  fc.oneof(
    fc.constantFrom(...placeholders).map((name) => `\${${name}}`),
    fc.constantFrom(';', '-', '.*', '(', '\\d'),
  ),
);
const values = fc.record(
  Object.fromEntries(placeholders.map((name) => [name, fc.string()])) as Record<Placeholder, fc.Arbitrary<string>>,
);

test('whatever a format renders, it can produce, with and without knowing the values', () => {
  fc.assert(
    fc.property(pieces, values, fc.subarray([...placeholders]), (list, filled, known) => {
      const format = list.join('');
      const item = render(format, filled);
      const some = Object.fromEntries(known.map((name) => [name, filled[name]]));
      expect(canProduce(format, item, some)).toBe(item !== '');
    }),
  );
});

test.each([
  ['${app};${device}', 'app01;all', {}, true],
  ['${app};${device}', 'app01', {}, false],
  ['${app}-${app}', 'x-x', {}, true],
  ['${app}-${app}', 'x-y', {}, false],
  ['${scoreName}', 'other', { scoreName: 'mine' }, false],
  ['cpu', 'cpu', {}, true],
  ['cpu', 'cpux', {}, false],
  ['c.u', 'cpu', {}, false],
  ['${app}', '', {}, false],
])('%s can produce %j (%j): %s', (format, item, known, expected) => {
  expect(canProduce(format, item, known)).toBe(expected);
});
