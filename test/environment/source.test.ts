import { Source } from '../../lib/environment/source';
import { formatFinding } from '../../lib/model/finding';

/** Where the value at `path` stands, as `line:column`. */
function at(text: string, ...path: (string | number)[]): string {
  const { line, column } = new Source('a.yaml', text).position(path);
  return `${line}:${column}`;
}

function refusals(content: string | Uint8Array): string[] {
  return new Source('a.yaml', content).findings.map((finding) => formatFinding(finding));
}

describe('where values stand', () => {
  test('in a block map, a flow map and a list', () => {
    const text = 'a:\n  b: 1\nc: { d: [x, y] }\n';
    expect(at(text, 'a', 'b')).toBe('2:6');
    expect(at(text, 'c', 'd', 1)).toBe('3:13');
    expect(at(text, 'c')).toBe('3:4');
  });

  test('what is not there stands in the nearest value around it', () => {
    expect(at('a: { b: 1 }\n', 'a', 'x', 'y')).toBe('1:4');
    expect(at('a: 1\nb:\n  c: 1\n', 'b', 'x', 'y')).toBe('2:1');
    expect(at('a:\n  - b:\n      c: 1\n', 'a', 0)).toBe('2:5');
    expect(at('a: 1\n', 'x')).toBe('1:1');
    expect(at('', 'x')).toBe('1:1');
  });

  test('a value that is left out stands behind its key', () => {
    expect(at('a:\nb: 1\n', 'a')).toBe('1:3');
  });

  test('a value behind an alias stands where it is written', () => {
    const text = 'a: &x { b: 1 }\nc: *x\n';
    expect(at(text, 'c', 'b')).toBe('1:12');
    expect(new Source('a.yaml', text).data).toEqual({ a: { b: 1 }, c: { b: 1 } });
  });

  test('keys, also those that look like numbers or words', () => {
    const source = new Source('a.yaml', 'a: { 1: x, on: y, "b c": z }\n');
    expect(source.keyPosition(['a', '1'])).toMatchObject({ line: 1, column: 6 });
    expect(source.keyPosition(['a', 'on'])).toMatchObject({ line: 1, column: 12 });
    expect(source.keyPosition(['a', 'b c'])).toMatchObject({ line: 1, column: 19 });
  });

  test('columns count UTF-16 code units, as editors do: é is one, 😀 is two', () => {
    expect(at('{ é: 1, b: 2 }\n', 'b')).toBe('1:12');
    expect(at('{ "😀": 1, b: 2 }\n', 'b')).toBe('1:15');
  });

  test('CRLF and a byte order mark move nothing', () => {
    const bytes = Buffer.from('\ufeffa: 1\r\nb:\r\n  c: 2\r\n');
    const source = new Source('a.yaml', bytes);
    expect(source.data).toEqual({ a: 1, b: { c: 2 } });
    expect(source.position(['a'])).toEqual({ file: 'a.yaml', line: 1, column: 4 });
    expect(source.position(['b', 'c'])).toEqual({ file: 'a.yaml', line: 3, column: 6 });
  });

  test('in a map of many keys, without going over all of them for each', () => {
    const keys = Array.from({ length: 20_000 }, (_, number) => `key-${number}`);
    const source = new Source('a.yaml', keys.map((key) => `${key}: x\n`).join(''));
    expect(source.findings).toEqual([]);
    expect(keys.map((key) => source.position([key]).line)).toEqual(keys.map((_, index) => index + 1));
    expect(keys.map((key) => source.keyPosition([key]).line)).toEqual(keys.map((_, index) => index + 1));
  });

  test('what the file gives is told from what it does not', () => {
    const source = new Source('a.yaml', 'a: { b: }\n');
    expect([['a'], ['a', 'b'], ['a', 'c'], ['d'], []].map((path) => source.has(path))).toEqual([
      true,
      true,
      false,
      false,
      true,
    ]);
  });
});

describe('YAML 1.2 and nothing else', () => {
  test('words of YAML 1.1 stay text, as keys and as values', () => {
    expect(new Source('a.yaml', 'a: { b, c: }\nd:\n').data).toEqual({ a: { b: null, c: null }, d: null });
    const { data } = new Source('a.yaml', 'on: yes\nyes: off\nno: 0o17\ny: 1_000\n~: 12:30\n1.0: x\n');
    expect(data).toEqual({ on: 'yes', yes: 'off', no: 15, y: '1_000', '~': '12:30', '1.0': 'x' });
  });

  const refused: [what: string, content: string | Uint8Array, finding: string][] = [
    ['several documents', 'a: 1\n---\nb: 2\n', '2:1 yaml-syntax: got a second document; a file holds one'],
    ['a key that stands twice', 'a: 1\nb: 2\na: 3\n', '3:1 duplicate-key: this key stands twice in one map; keep one of the two'],
    ['a key that stands twice, once in quotes', '{ 1: x, "1": y }', '1:9 duplicate-key: this key stands twice in one map; keep one of the two'],
    ['tabs', 'a:\n\tb: 1\n', '2:1 yaml-syntax: not YAML 1.2: Tabs are not allowed as indentation; indent with blanks'],
    ['a map as a key', '? { a: b }\n: c\n', '1:3 yaml-syntax: got "{" as a key; keys are plain text'],
    ['an alias as a key', 'a: &x b\n*x : c\n', '2:1 yaml-syntax: got "*x" as a key; keys are plain text'],
    ['a merge key', 'a: &x { b: 1 }\nc: { <<: *x }\n', '2:6 yaml-syntax: got a merge key "<<", which is of YAML 1.1; write out the keys that it stands for'],
    ['the key __proto__', 'a: { __proto__: { b: 1 } }\n', '1:6 yaml-syntax: got a key "__proto__"; nothing can have that name'],
    ['an alias without anchor', 'a: *x\n', '1:4 yaml-syntax: got *x, and no anchor &x stands before it'],
    ['an alias inside of its anchor', 'a: &x { b: [*x] }\n', '1:13 yaml-syntax: got *x inside of what it stands for; write out what is meant'],
    ['YAML 1.1', '%YAML 1.1\n---\na: yes\n', '1:1 yaml-syntax: got %YAML 1.1; the settings are YAML 1.2: remove the line'],
    ['an unknown directive', '%FOO bar\n---\na: 1\n', '1:1 yaml-syntax: got the directive %FOO bar; remove it'],
    ['an unknown tag', 'a: !foo b\n', '1:4 yaml-syntax: got the tag !foo; remove it, the settings have plain values only'],
    ['a tag of YAML 1.1', 'a: !!timestamp 2026-01-01\n', '1:4 yaml-syntax: got the tag !!timestamp; remove it, the settings have plain values only'],
    ['a control character', 'a: b\0\n', '1:5 yaml-syntax: got "\\u0000", a control character; remove it'],
    ['bytes that are not UTF-8', Buffer.from('a: 1\nb: caf\xe9\n', 'latin1'), '2:7 yaml-syntax: got bytes that are not UTF-8; save the file as UTF-8'],
    ['UTF-16', Buffer.from('\ufeffa: 1\n', 'utf16le'), '1:1 yaml-syntax: got bytes that are not UTF-8; save the file as UTF-8'],
  ]; // prettier-ignore

  test.each(refused)('%s: refused once, where it stands', (_what, content, finding) => {
    expect(refusals(content)).toEqual([`a.yaml:${finding}`]);
    expect(new Source('a.yaml', content).data).toBeUndefined();
  });

  test('two keys that stand twice are two findings', () => {
    expect(refusals('a: 1\na: 2\nb: 1\nb: 2\n')).toHaveLength(2);
  });

  test.each([
    ['lists', (depth: number) => '['.repeat(depth) + ']'.repeat(depth)],
    ['open lists', (depth: number) => '['.repeat(depth)],
    ['maps', (depth: number) => '{a: '.repeat(depth) + '}'.repeat(depth)],
    ['indented maps', (depth: number) => Array.from({ length: depth }, (_, at) => `${' '.repeat(at)}a:\n`).join('')],
  ])('nesting without end is one finding, whatever the stack: %s', (_what, nested) => {
    for (const depth of [100, 700, 5_000]) {
      const [finding, ...others] = refusals(nested(depth));
      expect(finding).toMatch(
        /^a\.yaml:\d+:\d+ yaml-syntax: got more than 64 levels of nesting; no setting lies so deep$/,
      );
      expect(others).toEqual([]);
    }
    expect(refusals(nested(5_000))).toEqual(refusals(nested(700)));
  });

  test('aliases may repeat a value for thousands of clusters, but not exhaust memory', () => {
    const clusters = Array.from({ length: 3_000 }, (_, number) => `c${number}: *x\n`).join('');
    expect(refusals(`first: &x { platform: kind, nodes: 1 }\n${clusters}`)).toEqual([]);
    const levels = ['b', 'c', 'd', 'e', 'f', 'g'].map(
      (name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcdefg'[at]}`).join(', ')}]`,
    );
    expect(refusals(`a: &a [x, x, x, x, x, x, x, x, x]\n${levels.join('\n')}\n`)).toEqual([
      'a.yaml:1:1 yaml-syntax: got aliases that stand for more than 200000 values; write out what is meant',
    ]);
  });
});
