import fc from 'fast-check';
import { parse } from 'yaml';
import { readFastYaml } from '../../lib/yaml/read-fast-yaml';
import { readWithPlaces, readYaml } from '../../lib/yaml/read-yaml';
import { toYaml } from '../../lib/publish/yaml';

const value = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string(),
    fc.constantFrom('10m', '1.2.3', '- a', 'a: b', 'a #b', '~', '.5', 'v1', '|', '- ', 'two\nlines', 'end\n', '\n', ''),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie('value'), { maxKeys: 4 }),
  ),
})).value;

test('what the program writes is read as the library reads it', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), value, { minKeys: 1 }), (map) => {
      const text = toYaml(map);
      const fast = readFastYaml(text);
      expect(fast === undefined ? 'left to the library' : fast).toEqual(
        fast === undefined ? 'left to the library' : parse(text),
      );
    }),
    { numRuns: 500 },
  );
});

test('a manifest is read, and not left to the library', () => {
  const manifest = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { annotations: { 'a.b/c': '1' }, name: 'x' },
    data: { text: 'two\n\nlines\n', list: '- a: b', empty: '' },
    items: [[1, 2], { a: [], b: {} }, 'x', null, true],
  };
  expect(readFastYaml(toYaml(manifest))).toEqual(manifest);
});

test.each([
  'a: &x 1\n',
  'a: *x\n',
  "a: 'b'\n",
  'a: {b: 1}\n',
  '# note\na: 1\n',
  'a: 1\na: 2\n',
  'a:\n',
  'a: |\n   x\n  y\n',
  'a: yes\n',
  'on: x\n',
  'a: 0644\n',
  'a: |\n  x\n\n',
])('%j is left to the library', (text) => {
  expect(readFastYaml(text)).toBeUndefined();
});

test('what others write is read as the library reads it, or left to it', () => {
  const indent = fc.constantFrom('', '', '  ', '  ', '    ', '      ');
  const dash = fc.constantFrom('', '', '', '- ', '- - ', '-');
  const key = fc.constantFrom('', 'a: ', 'b: ', 'c:', '"d": ', 'on: ', '1: ', 'a : ', '-e: ', '? ', '<<: ');
  const scalar = fc.constantFrom(
    ...[
      '',
      '',
      'x',
      'x y',
      '|',
      '|-',
      '>',
      '"q\\n"',
      '"q',
      "'s'",
      '{}',
      '[]',
      '[1]',
      '{a: 1}',
      'true',
      'yes',
      'Off',
      '~',
      'null',
      '=',
      '.',
    ],
    ...[
      '0',
      '-1',
      '-0',
      '1.5',
      '1e3',
      '1E3',
      '0644',
      '0o7',
      '0x1f',
      '1_0',
      '.5',
      '5.',
      '1.2.3',
      '30d',
      '10m',
      '12:30',
      '2025-01-01',
      '.inf',
    ],
    ...['x: y', 'x #c', 'x#c', '#c', '&a x', '*a', '!t x', '@x', '%x', ':x', 'x:', '-x', '---', '...', 'http://a:1/b'],
  );
  const line = fc.tuple(indent, dash, key, scalar).map((parts) => parts.join(''));
  const plain = fc.constantFrom('x', 'x y', '-1', '1.5', '"q\\n"', '{}', '30d', '1.2.3', 'http://a:1/b');
  const most = fc.oneof({ weight: 6, arbitrary: plain }, { weight: 1, arbitrary: scalar });
  const shape = fc.constantFrom(
    ['a: $', 'b:', '- $', '- c: $', '  d: $', 'e:', '  f: $', '  g:', '    - $'],
    ['- $', '- a: $', '  b:', '  - $', '  - - $', '    - $'],
    ['a: |', '  $', '', '    $', 'b: $', 'c: |-', '  x', '  $'],
  );
  const document = fc
    .tuple(shape, fc.array(most, { minLength: 9, maxLength: 9 }), fc.option(fc.tuple(fc.nat(8), line)))
    .map(([lines, scalars, odd]) =>
      lines.map((each, at) => (odd?.[0] === at ? odd[1] : each.replace('$', () => scalars[at] ?? ''))).join('\n'),
    );
  let fast = 0;
  fc.assert(
    fc.property(document, fc.constantFrom('\n', '', '\n\n'), (body, end) => {
      const text = `${body}${end}`;
      const value = readFastYaml(text);
      if (value === undefined) return;
      fast++;
      const whole = readWithPlaces(text);
      expect('reason' in whole ? whole : { value: whole.value, repeated: whole.repeated }).toEqual({
        value,
        repeated: [],
      });
    }),
    { numRuns: 1000, seed: 20_261_201 },
  );
  expect(fast).toBeGreaterThan(50);
});

test('places are found where values were read the fast way', () => {
  const read = readYaml('\nkind: A\nlist:\n- name: x\n  ports:\n  - 80\n');
  if ('reason' in read) throw new Error(read.reason);
  expect(read.value).toEqual({ kind: 'A', list: [{ name: 'x', ports: [80] }] });
  expect([[], ['list', 0, 'name'], ['list', 0, 'ports', 0]].map((path) => read.offsetOf(path))).toEqual([1, 23, 38]);
});
