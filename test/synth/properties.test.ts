import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { environmentFiles } from '../../lib/environment/environment-file';
import { Output } from '../../lib/synth/output';
import { folders } from '../../lib/synth/folders';
import { synthesize } from '../../lib/synth/synth';
import type { Publication } from '../../lib/publish/publication';

type Data = Readonly<Record<string, unknown>>;

interface Made {
  readonly data: Data;
  /** Seeds the order in which keys are written. */
  readonly order: number;
}

const workers = fc.uniqueArray(
  fc.record({
    name: fc.stringMatching(/^[a-z][a-z0-9]{1,8}$/).map((name) => `w-${name}`),
    platform: fc.constantFrom('kind', 'eks'),
    last: fc.integer({ min: 3, max: 250 }),
    tier: fc.constantFrom('gold', 'tin'),
  }),
  { minLength: 1, maxLength: 6, selector: ({ name }) => name },
);

const fleet = fc
  .record({
    workers,
    sample: fc.nat(),
    other: fc.nat(),
    port: fc.integer({ min: 30_000, max: 32_766 }),
    delivery: fc.constantFrom('argo', 'work'),
    masked: fc.boolean(),
    order: fc.nat(),
  })
  .map(({ workers: list, sample, other, port, delivery, masked, order }): Made => {
    const at = (index: number) => list[index % list.length]!.name;
    const entries = list.map(({ name, platform, last, tier }, index) => [
      name,
      { platform, address: `172.18.${index}.${last}`, labels: { tier } },
    ]);
    return {
      order,
      data: {
        environment: 'fleet',
        gitops: { repoURL: 'https://github.com/acme/fleet.git', revision: 'refs/heads/main', path: 'dist' },
        clusters: { hub01: { platform: 'kind', role: 'hub', address: '172.18.9.2' }, ...Object.fromEntries(entries) },
        charts: { 'kube-prometheus-stack': { on: 'managed' } },
        'dynamic-scoring': {
          on: 'managed',
          hub: 'rendered',
          delivery,
          scorers: {
            sample: { on: at(sample), expose: { nodePort: port } },
            static: { on: at(other), expose: { nodePort: port + 1 } },
          },
          masks: masked ? [{ cluster: at(other), score: 'example_performance_score' }] : [],
        },
        rules: { 'mutable-image-tag': { severity: 'off', reason: 'upstream publishes only moving tags' } },
      },
    };
  });

test('any valid fleet renders without an error, and in whatever order its keys stand, to the same bytes', () => {
  fc.assert(
    fc.property(fleet, ({ data, order }) => {
      const plain = render(data);
      expect(plain.errors).toEqual([]);
      expect(plain.files.size).toBeGreaterThan(20);
      expect([...render(shuffled(data, order) as Data).files].sort()).toEqual([...plain.files].sort());
    }),
    { numRuns: 25 },
  );
}, 60_000);

test('a change to one cluster changes only what is about that cluster', () => {
  fc.assert(
    fc.property(fleet, fc.nat(), ({ data }, pick) => {
      const clusters = data.clusters as Record<string, Data>;
      const scorers = Object.values((data['dynamic-scoring'] as { scorers: Record<string, { on: string }> }).scorers);
      const hosts = new Set(scorers.map(({ on }) => on));
      const free = Object.keys(clusters).filter((name) => name !== 'hub01' && !hosts.has(name));
      const name = free[pick % Math.max(free.length, 1)];
      fc.pre(name !== undefined);
      const platform = clusters[name]!.platform === 'kind' ? 'eks' : 'kind';
      const before = render(data).files;
      const after = render({ ...data, clusters: { ...clusters, [name]: { ...clusters[name], platform } } }).files;
      const changed = [...after].filter(([path, text]) => before.get(path) !== text).map(([path]) => path);
      expect(changed.filter((path) => !path.includes(name))).toEqual([]);
    }),
    { numRuns: 25 },
  );
}, 60_000);

/** The files of an environment by path, and the errors found. */
function render(data: Data): { files: Map<string, string>; errors: string[] } {
  const folder = mkdtempSync(join(tmpdir(), 'scorewright-property-'));
  try {
    writeFileSync(join(folder, 'fleet.yaml'), stringify(data));
    const files = new Map<string, string>();
    const publication = { put: (path: string, text: string) => void files.set(path, text) };
    const output = new Output(folders(folder, 'out'), '.', publication as unknown as Publication);
    const report = synthesize(environmentFiles(folder)[0]!, output);
    const errors = report.findings.filter(({ severity }) => severity === 'error').map(({ message }) => message);
    return { files, errors };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The same data with the keys of every map in another order. */
function shuffled(value: unknown, seed: number): unknown {
  if (Array.isArray(value)) return value.map((item) => shuffled(item, seed));
  if (typeof value !== 'object' || value === null) return value;
  const rank = (key: string, index: number) => ((index + 1) * 7919 + key.length * 104_729 + seed) % 1009;
  return Object.fromEntries(
    Object.entries(value as Record<string, unknown>)
      .map(([key, item], index) => ({ key, item, rank: rank(key, index) }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ key, item }) => [key, shuffled(item, seed + 1)]),
  );
}
