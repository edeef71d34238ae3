import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { edited } from '../../lib/commands/promote/edit-file';
import { promotionOf, type Ring } from '../../lib/commands/promote/promotion';
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

  test('keeps lists as they are indented', () => {
    const flush = 'a:\n  for:\n  - on: x\n    set: { b: 1 }\n';
    expect(edited(flush, [{ path: ['a', 'for', 0, 'set', 'b'], value: 2 }])).toBe(flush.replace('b: 1', 'b: 2'));
  });
});

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
