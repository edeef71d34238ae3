import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { Document, parse, visit } from 'yaml';
import { edited } from '../../lib/commands/promote/edit-file';
import { promotionOf, type Ring } from '../../lib/commands/promote/promotion';
import { writtenAt } from '../../lib/commands/promote/written';
import { at } from '../../lib/model/json';
import { project, scorewright, tree } from './program';

const ring = (clusters: string[], set: Record<string, unknown> = {}): Ring => ({ clusters, set });

describe('where a setting goes', () => {
  test('to a ring that contains the first: the first no longer needs it', () => {
    expect(promotionOf([ring(['a'], { image: 'x:2' }), ring(['a', 'b'])])).toEqual({
      from: 0,
      to: 1,
      moves: [{ key: ['image'], value: 'x:2', leaves: [0] }],
    });
  });

  test('to a ring without a cluster of the first: both give it, and the block takes it from both', () => {
    const beside = [ring(['a'], { image: 'x:2' }), ring(['b'])];
    expect(promotionOf(beside)).toMatchObject({ to: 1, moves: [{ leaves: [] }] });
    expect(promotionOf([ring(['a'], { image: 'x:2' }), ring(['b'], { image: 'x:2' })])).toEqual({
      from: 1,
      moves: [{ key: ['image'], value: 'x:2', leaves: [0, 1] }],
    });
  });

  test('a newer change in an earlier ring stays there', () => {
    expect(promotionOf([ring(['a'], { image: 'x:3' }), ring(['b'], { image: 'x:2' })])).toMatchObject({
      from: 1,
      moves: [{ value: 'x:2', leaves: [1] }],
    });
  });

  test('settings in maps move one by one, a choice as a whole', () => {
    const set = { training: { window: '6h', step: '60s' }, predictor: { expose: { nodePort: 30009 } } };
    expect(promotionOf([ring(['a'], set)])).toMatchObject({
      moves: [
        { key: ['training', 'window'] },
        { key: ['training', 'step'] },
        { key: ['predictor', 'expose'], value: { nodePort: 30009 } },
      ],
    });
  });

  test.each([
    [[ring(['a'])], undefined, 'no entry of for sets anything'],
    [[ring(['a']), ring(['b'], { x: 1 })], 0, 'for[0] sets nothing'],
    [[ring(['a'], { x: 2 }), ring(['b'], { x: 1 })], 0, 'for[1] sets x already; promote that one first, with --ring 2'],
    [
      [ring(['a', 'b'], { x: 2 }), ring(['b', 'c'])],
      undefined,
      'for[0] sets x too and shares b with for[1]; choose rings where one contains the other, or that share no cluster',
    ],
  ])('a promotion that cannot be: %#', (rings, from, refused) => {
    expect(promotionOf(rings, from)).toEqual({ refused });
  });
});

describe('an edited file', () => {
  const text = `# the fleet
environment:   fleet # as the file
labels:    { a:   b }

# who predicts
energetiscope:
  # everywhere
  on: managed
  image: es:1 # the old one
  # rings
  for:
    - { on: dev, set: { image: es:2 } } # first
    # then a tenth
    - on: tenth
      set: {}

# the end
strategies: {  x: 1 }
# over
`;
  test('changes its values, keeps comments and order, and all other lines byte for byte', () => {
    expect(
      edited(text, [
        { path: ['energetiscope', 'for', 0, 'set', 'image'], keep: 4 },
        { path: ['energetiscope', 'for', 1, 'set', 'image'], value: 'es:2' },
      ]),
    ).toBe(text.replace('set: { image: es:2 } }', 'set: {} }').replace('set: {}\n', 'set: { image: es:2 }\n'));
    expect(edited(text, [{ path: ['energetiscope', 'image'], value: 'es:2' }])).toBe(text.replace('es:1', 'es:2'));
    expect(edited(text, [{ path: ['energetiscope', 'training', 'window'], value: '6h' }])).toBe(
      text.replace('      set: {}\n', '      set: {}\n  training: { window: 6h }\n'),
    );
  });

  test('maps that become empty are removed, except those to keep', () => {
    const nested = 'a:\n  set: { b: { c: 1 } }\n  d: 2\n';
    expect(edited(nested, [{ path: ['a', 'set', 'b', 'c'], keep: 2 }])).toBe('a:\n  set: {}\n  d: 2\n');
  });

  const promoted = (before: string) => {
    const from = ['b', 'for', 0, 'set', 'x'];
    const value: unknown = at(parse(before), ...from);
    return edited(before, [
      { path: from, keep: 4 },
      { path: ['b', 'x'], value, written: writtenAt(before, from) },
    ]);
  };

  test.each([
    [
      'quotes of the value that was there',
      `b:\n  x:   'v1'   # old\n  for: [ {on: a,  set: {x: "v2"}} ] # ring\n`,
      `b:\n  x:   'v2'   # old\n  for: [ {on: a,  set: {}} ] # ring\n`,
    ],
    [
      'quotes and the comment of a value that is new there',
      `b:\n    for:\n    -   on: a\n        set:\n            # see 12\n            x: "v2" # faster\n    y: 1 # last\n`,
      `b:\n    for:\n    -   on: a\n        set: {}\n            # see 12\n    y: 1 # last\n    x: "v2" # faster\n`,
    ],
    [
      'a list in block style with its comments',
      `b:\n  x:\n    - { old: true }\n  for:\n    - on: a\n      set:\n        x: # both\n        # the first\n        - k: 1\n          v:  2\n\n        - k: 3\nend: 1\n`,
      `b:\n  x:\n  # the first\n  - k: 1\n    v:  2\n\n  - k: 3\n  for:\n    - on: a\n      set: {}\nend: 1\n`,
    ],
    [
      'a list in block style into braces',
      `b: { for: [{ on: a, set: { x: [1,  2] } }], y: 1 }`,
      `b: { for: [{ on: a, set: {} }], y: 1, x: [1,  2] }`,
    ],
    [
      'braces on several lines',
      `b: {\n  y: 1, # one\n  for: [{ on: a, set: {\n    # note\n    x: 2, # new\n    z: 3\n  } }]\n}\n`,
      `b: {\n  y: 1, # one\n  for: [{ on: a, set: {\n    # note\n    z: 3\n  } }],\n  x: 2\n}\n`,
    ],
    [
      'line ends of Windows',
      `b:\r\n  y: 1\r\n  for:\r\n    - on: a\r\n      set:\r\n        x: 2\r\n        z: 3\r\n`,
      `b:\r\n  y: 1\r\n  for:\r\n    - on: a\r\n      set:\r\n        z: 3\r\n  x: 2\r\n`,
    ],
    [
      'text on several lines',
      `b:\n  x: |\n    one\n    two\n  for:\n    - on: a\n      set:\n        x: >-\n          three\n          four\n`,
      `b:\n  x: three four\n  for:\n    - on: a\n      set: {}\n`,
    ],
  ])('keeps %s', (_, before, after) => {
    expect(promoted(before)).toBe(after);
  });

  test.each([
    'b: { x: &old v1, y: *old, for: [{ on: a, set: { x: v2 } }] }',
    'b: { y: 1, for: [{ on: a, set: { x: &new v2 } }] }\nc: *new',
    'd: &d { x: v2 }\nb: { for: [{ on: a, set: *d }] }',
  ])('rejects what an anchor shares with other settings: %s', (before) => {
    expect(() => promoted(before)).toThrow(
      /^b(\.for\[0\]\.set)?\.x shares its text with other settings by an anchor or an alias; write out its value, then promote$/,
    );
  });

  test('holds what it should for any data in any style, with every comment', () => {
    const key = fc.constantFrom('a', 'b', 'c', 'true', 'x y');
    const leaf = fc.constantFrom<unknown>('v', 'a, b', '1', 7, true, '', [], ['p', { q: '#r' }], 'two\nlines');
    const map = fc.letrec((tie) => ({
      map: fc.dictionary(key, fc.oneof({ maxDepth: 4 }, leaf, tie('map')), { maxKeys: 4 }),
    })).map;
    const path = fc.array(key, { minLength: 1, maxLength: 4 });
    const style = fc.infiniteStream(fc.integer({ min: 0, max: 3 }));
    fc.assert(
      fc.property(map, path, leaf, style, fc.boolean(), (data, way, value, styles, flushed) => {
        fc.pre(!way.some((_, length) => Array.isArray(at(data, ...way.slice(0, length)))));
        const text = styled(data, styles, flushed);
        const written = edited(text, [{ path: ['fixed', ...way], value }]);
        expect(at(parse(written), 'fixed', ...way)).toEqual(value);
        const there = at(data, ...way) !== undefined;
        const removed = there ? edited(text, [{ path: ['fixed', ...way], keep: 1 }]) : text;
        expect(at(parse(removed), 'fixed', ...way)).toBeUndefined();
        for (const result of [written, removed]) expect(result.match(/^# top$|# end$/gm)).toEqual(['# top', '# end']);
      }),
      { numRuns: 60 },
    );
  });

  test('keeps lists as they are indented', () => {
    const flush = 'a:\n  for:\n  - on: x\n    set: { b: 1 }\n';
    expect(edited(flush, [{ path: ['a', 'for', 0, 'set', 'b'], value: 2 }])).toBe(flush.replace('b: 1', 'b: 2'));
  });
});

/** The data below the key `fixed`, in a mixture of styles. */
function styled(data: unknown, styles: Iterator<number>, indentSeq: boolean): string {
  const document = new Document({ fixed: data }, { aliasDuplicateObjects: false });
  visit(document, {
    Collection: (_, node) => {
      node.flow = node.items.length === 0 || styles.next().value === 0;
    },
    Scalar: (position, node) => {
      if (position === 'key' || typeof node.value !== 'string') return;
      const types = ['PLAIN', 'QUOTE_SINGLE', 'QUOTE_DOUBLE', 'BLOCK_LITERAL'] as const;
      node.type = types[styles.next().value as 0 | 1 | 2 | 3];
    },
  });
  return `# top\n${document.toString({ lineWidth: 40, indentSeq })}# end\n`;
}

const fleet = `environment: fleet
gitops: { repoURL: https://github.com/acme/fleet.git, revision: refs/heads/main, path: dist }
include: [energy.yaml]
clusters:
  hub01: { platform: kind, role: hub, address: 172.18.0.2 }
  dev01: { platform: kind, labels: { stage: dev } }
  prod01: { platform: kind, labels: { stage: prod, ring: tenth } }
  prod02: { platform: kind, labels: { stage: prod } }
external:
  - { on: managed, kind: Service, name: metrics/prometheus, why: ours }
`;
const energy = `# owned by the energy team
energetiscope:
  on: managed
  prometheus: { url: http://prometheus.metrics.svc:9090 }
  image: ghcr.io/acme/es:1.0.0
  for:
    - { on: { labels: { stage: dev } }, set: { image: ghcr.io/acme/es:2.0.0 } }
    # a tenth
    - { on: { labels: { ring: tenth } }, set: {} }
`;

const hashes = (dir: string) =>
  Object.fromEntries(
    Object.entries(tree(dir)).map(([file, text]) => [file, createHash('sha256').update(text).digest('hex')]),
  );
const changed = (before: Record<string, string>, after: Record<string, string>) =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((file) => before[file] !== after[file]).sort();

test('a promotion touches only the files of its ring, and says what syncing it does', async () => {
  const dir = project({ 'environments/fleet.yaml': fleet, 'environments/energy.yaml': energy });
  expect(await scorewright(dir, 'synth')).toMatchObject({ status: 0, stderr: '' });
  const first = hashes(dir);
  const one = await scorewright(dir, 'promote', 'energetiscope');
  expect(one).toMatchObject({ status: 0, stderr: '' });
  expect(one.stdout).toMatch(
    /^promoted image from energetiscope\.for\[0\] to energetiscope\.for\[1\] in environments\/energy\.yaml\n/,
  );
  expect(one.stdout).toContain('prod01');
  const second = hashes(dir);
  expect(changed(first, second).filter((file) => !file.startsWith('dist/fleet/prod01/'))).toEqual([
    'environments/energy.yaml',
  ]);
  expect(changed(first, second).length).toBeGreaterThan(1);
  expect(fs.readFileSync(path.join(dir, 'environments/energy.yaml'), 'utf8')).toBe(
    energy.replace('set: {} }', 'set: { image: ghcr.io/acme/es:2.0.0 } }'),
  );

  expect(await scorewright(dir, 'promote', 'energetiscope')).toMatchObject({ status: 0, stderr: '' });
  const third = hashes(dir);
  expect(changed(second, third).filter((file) => !file.startsWith('dist/fleet/prod02/'))).toEqual([
    'environments/energy.yaml',
  ]);
  expect(fs.readFileSync(path.join(dir, 'environments/energy.yaml'), 'utf8')).toBe(
    energy.replace('es:1.0.0', 'es:2.0.0').replace('set: { image: ghcr.io/acme/es:2.0.0 } }', 'set: {} }'),
  );

  expect(await scorewright(dir, 'promote', 'energetiscope')).toMatchObject({
    status: 2,
    stderr: 'error: energetiscope: no entry of for sets anything\n',
  });
  expect(await scorewright(dir, 'promote', 'energetiscop')).toMatchObject({
    status: 2,
    stderr: 'error: got energetiscop, which has no for; did you mean "energetiscope"?\n',
  });
});

test('where the result would be rejected, every file is as it was', async () => {
  const bad = energy
    .replace('set: { image: ghcr.io/acme/es:2.0.0 }', 'set: { training: { window: 30d } }')
    .replace('image: ghcr.io/acme/es:1.0.0', 'training: { step: 5m }')
    .replace('set: {} }', 'set: { training: { step: 60s } } }');
  const dir = project({ 'environments/fleet.yaml': fleet, 'environments/energy.yaml': bad });
  expect(await scorewright(dir, 'synth')).toMatchObject({ status: 0, stderr: '' });
  const before = hashes(dir);
  const { status, stderr } = await scorewright(dir, 'promote', 'energetiscope', '--ring', '1');
  expect(status).toBe(1);
  expect(stderr).toContain('window-points energetiscope.for[1].set.training.window: ');
  expect(hashes(dir)).toEqual(before);
});
