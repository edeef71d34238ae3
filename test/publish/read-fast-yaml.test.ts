import fc from 'fast-check';
import { parse } from 'yaml';
import { readFastYaml } from '../../lib/publish/read-fast-yaml';
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

test.each(['a: &x 1\n', 'a: *x\n', "a: 'b'\n", 'a: {b: 1}\n', '# note\na: 1\n', 'a: 1\na: 2\n', 'a:\n- b\n'])(
  '%j is left to the library',
  (text) => {
    expect(readFastYaml(text)).toBeUndefined();
  },
);
