import fc from 'fast-check';
import { parse, stringify } from 'yaml';
import { readYaml } from '../../lib/yaml/read-yaml';
import { splitDocuments } from '../../lib/yaml/split-documents';

const valueOf = (text: string): unknown => {
  const read = readYaml(text);
  return 'reason' in read ? `refused at ${read.offset}: ${read.reason}` : read.value;
};

describe('values that the parser of Kubernetes reads', () => {
  test.each<[string, unknown]>([
    ["a:\n  b:\n    - c: 'one\n\ntwo'\n      d: x\n", { a: { b: [{ c: 'one\ntwo', d: 'x' }] } }],
    ['a:\n  b: "one\ntwo"\nc: x\n', { a: { b: 'one two' }, c: 'x' }],
    ['a:\n  b: {\n c: x,\nd: "y\nz"\n}\ne: [\n]\n', { a: { b: { c: 'x', d: 'y z' } }, e: [] }],
    ['a: |\n  "x\n  y\nb: "z\nw"\n', { a: '"x\ny\n', b: 'z w' }],
    ["- a: it's {{ x }}\n  b: 'c\nd'\n", [{ a: "it's {{ x }}", b: 'c d' }]],
    ["a: # \"\n  - 'b\n# c'\n", { a: ['b # c'] }],
    ['a: .\nb: ..\nc: -.\n', { a: '.', b: '..', c: '-.' }],
    ['a: y\nb: Off\nc: ~\nd: yEs\n', { a: true, b: false, c: null, d: 'yEs' }],
    [
      'a: 0644\nb: 0o17\nc: 0x1F\nd: 1_000\ne: 08\nf: -010\ng: 0b11\n',
      { a: 420, b: 15, c: 31, d: 1000, e: 8, f: -8, g: 3 },
    ],
    ['a: 1e3\nb: .5\nc: 5.\nd: 1.2.3\ne: +1\n', { a: 1000, b: 0.5, c: 5, d: '1.2.3', e: 1 }],
    ['a: 2025-01-01\nb: 12:30:45\nc: "1"\n', { a: '2025-01-01', b: '12:30:45', c: '1' }],
    ['base: &b { x: 1 }\nc:\n  <<: *b\n  z: 2\n', { base: { x: 1 }, c: { x: 1, z: 2 } }],
    ['a:\tb\n\n\t\nc: d\t# e\n', { a: 'b', c: 'd' }],
    ['{\n\t"a": [\n\t\t1\n\t]\n}\n', { a: [1] }],
    ['a: !!binary aGk=\n', { a: 'hi' }],
    ['a: b\r\nc: "d\r\n  e"\r\n', { a: 'b', c: 'd e' }],
  ])('%j', (text, value) => {
    expect(valueOf(text)).toEqual(value);
  });

  test.each([
    ['a: {{ x }}\n', 'refused at 4: a key is a map or a list'],
    [': a\n', 'refused at 0: a key is missing'],
    ['a: \u0007\n', 'refused at 3: the character U+0007 is not allowed'],
    ['a: b: c\n', 'refused at 3: Nested mappings are not allowed in compact mappings'],
  ])('%j is not', (text, refused) => {
    expect(valueOf(text)).toBe(refused);
  });
});

test('places are those of the original text', () => {
  const text = "a:\n  b: 'one\ntwo'\n  c: [x,\n'y\nz', w]\n  d: e\n";
  const read = readYaml(text);
  if ('reason' in read) throw new Error(read.reason);
  const at = (...path: (string | number)[]) => text.slice(read.offsetOf(path)).split('\n')[0];
  expect([at('a', 'b'), at('a', 'c', 1), at('a', 'c', 2), at('a', 'd'), at('a', 'none')]).toEqual([
    "'one",
    "'y",
    'w]',
    'e',
    'a:',
  ]);
});

test('indentation inside quotes and brackets never changes what is read', () => {
  const json = fc.jsonValue({ maxDepth: 3 });
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom('a', 'b', 'c'), json, { minKeys: 1 }), fc.boolean(), (value, quoted) => {
      const text = stringify(value, {
        defaultStringType: quoted ? 'QUOTE_DOUBLE' : 'PLAIN',
        lineWidth: 20,
        version: '1.1',
      });
      expect(valueOf(text)).toEqual(parse(text, { version: '1.1', uniqueKeys: false }));
    }),
    { numRuns: 60, seed: 3 },
  );
});

test('documents end where a line begins with three dashes, whatever follows them', () => {
  const parts = (text: string) => Array.from(splitDocuments(text), ({ text: part, start }) => [part, start]);
  expect(parts('---\na: 1\n--- # next\nb: 2\n---\n# none\n---\n---\nc: |\n  ---\n')).toEqual([
    ['\na: 1\n', 3],
    [' # next\nb: 2\n', 12],
    ['\nc: |\n  ---\n', 43],
  ]);
  expect(parts('\ufeffa: 1\n')).toEqual([['a: 1\n', 1]]);
  expect(parts('%YAML 1.1\n---\na: 1\n')).toHaveLength(1);
  expect(parts('--a: 1\n----: 2\n')).toHaveLength(1);
});
