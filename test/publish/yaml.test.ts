import fc from 'fast-check';
import { parse } from 'yaml';
import { fastYaml } from '../../lib/publish/fast-yaml';
import { libraryYaml, toYaml } from '../../lib/publish/yaml';

const awkward = [
  '', ' ', 'yes', 'no', 'on', 'Off', 'y', 'N', 'true', 'null', 'Null', '~', '=', '<<', '.', '..', '-', '--', '---', '...',
  '--- a', '%a', '?', '? a', '- a', '-a', ':', 'a:', 'a: b', 'a:b', 'a #b', '#a', 'a#b', '!a', '&a', '*a', '@a', '`a',
  '1e3', 'e3', 'E10', '1e1_0', '0o7', '-0o7', '0O7', '0x1F', '0X1F', '0b1', '0B1', '017', '1_000', '_1', '-_1', '+1', '.5', '5.', '.inf', '-.INF', '.nan',
  '12:30', '190:20:30', '2024-01-01', '2024-1-1 10:00:00', '2024-01-01T00:00:00Z', '10Gi', '100m', '1.2.3', 'v1',
  ' a', 'a ', '\ta', 'a\t', 'a\tb', '\n', '\n\n', 'a\n', 'a\n\n', '\na', ' a\nb', 'a\n b\n', 'a\nb', 'a \nb', 'a\n\t', 'a\n \n', 'a\n\tb', '  \na', '\ta\nb',
  '#!/bin/sh\nset -eu\n\nexit 0\n', '---\na\n', '%a\nb', 'é', '日本', '😀', '\u2028', 'a\u2029b\n', '\ufeff', '\u0085', '\u0000x', '\u0007', '\x7f', 'a\rb', 'a\r\nb\n', '"', "'", `"'`, '\\', '{a', '[a', '{{ .x }}', '${x}', '|', '>', ',a',
]; // prettier-ignore

const text = fc.oneof(
  fc.constantFrom(...awkward),
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.stringMatching(/^[-+.0-9a-fA-FxXoObBeE_:]{1,8}$/),
  fc.array(fc.constantFrom(...awkward), { maxLength: 4 }).map((parts) => parts.join('')),
  fc.array(fc.constantFrom(...awkward), { maxLength: 4 }).map((parts) => parts.join('\n')),
);
const { value: json } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    text,
    fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(text, tie('value'), { maxKeys: 4 }),
  ),
}));
const document = fc.oneof(fc.dictionary(text, json, { maxKeys: 5 }), fc.array(json, { maxLength: 4 }));

describe('toYaml', () => {
  test('every reader of YAML 1.2 and of YAML 1.1 gets the same value back', () => {
    fc.assert(
      fc.property(document, (value) => {
        const written = toYaml(value);
        expect(parse(written, { version: '1.2' })).toEqual(value);
        expect(parse(written, { version: '1.1' })).toEqual(value);
      }),
      { numRuns: 200 },
    );
  });

  test('the fast serializer writes what the library writes, or nothing', () => {
    fc.assert(
      fc.property(document, (value) => {
        const fast = fastYaml(value);
        if (fast !== undefined) expect(fast).toBe(libraryYaml(value));
      }),
      { numRuns: 400 },
    );
  });

  test('awkward strings are written as the library writes them, as key, value and item', () => {
    const documents = awkward.map((word) => ({ [word]: 1, value: word, items: [word, { deep: word }] }));
    expect(documents.map(toYaml)).toEqual(documents.map(libraryYaml));
  });

  test('text that go-yaml misreads as a block is quoted', () => {
    const document = { a: '\ta\nb', b: ' \n', c: '\n\ta', d: 'a\n\tb\n', e: 'a\u2028b', f: '\x7f' };
    expect(toYaml(document)).toBe(
      'a: "\\ta\\nb"\nb: " \\n"\nc: "\\n\\ta"\nd: |\n  a\n  \tb\ne: "a\\u2028b"\nf: "\\u007f"\n',
    );
  });

  test('an ordinary manifest is written by the fast serializer', () => {
    const script = '#!/bin/sh\nset -eu\n\nexec serve\n';
    const manifest = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'a', labels: { 'app.kubernetes.io/name': 'a', on: 'yes' }, annotations: {} },
      spec: {
        replicas: 1,
        args: ['--x', '10Gi', '017', script],
        ports: [{ containerPort: 80, name: 'http' }],
        list: [],
      },
    };
    expect(fastYaml(manifest)).toBe(`apiVersion: apps/v1
kind: Deployment
metadata:
  name: a
  labels:
    app.kubernetes.io/name: a
    "on": "yes"
  annotations: {}
spec:
  replicas: 1
  args:
    - --x
    - 10Gi
    - "017"
    - |
      #!/bin/sh
      set -eu

      exec serve
  ports:
    - containerPort: 80
      name: http
  list: []
`);
  });

  test('what stands twice is written twice: no aliases', () => {
    const labels = { app: 'a' };
    expect(toYaml({ first: labels, second: labels })).toBe('first:\n  app: a\nsecond:\n  app: a\n');
  });

  test('strings that only Go would take for numbers are quoted', () => {
    expect(toYaml({ a: '0X1F', b: '-0o7', c: '1e1_0', d: '10Gi' })).toBe('a: "0X1F"\nb: "-0o7"\nc: "1e1_0"\nd: 10Gi\n');
  });
});
