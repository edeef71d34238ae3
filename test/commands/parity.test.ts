import path from 'node:path';
import { environmentFiles } from '../../lib/environment/environment-file';
import { absent, parityOf, type ParityRow, type Verdict } from '../../lib/commands/parity/compare';
import { observe, type Observed } from '../../lib/commands/parity/observed';
import { formatFindings } from '../../lib/model/finding';
import { project, scorewright, writeFile } from './program';

/** An environment with many settings that may drift. */
const staging = `environment: staging
gitops: { repoURL: https://github.com/acme/staging.git, revision: refs/heads/main, path: dist }
clusters:
  hub-s: { platform: kind, role: hub, address: 10.1.0.1 }
  s01: { platform: kind, address: 10.1.0.2, labels: { stage: dev, power: kepler } }
  s02: { platform: kind, address: 10.1.0.3, labels: { stage: dev, power: kepler } }
charts:
  kube-prometheus-stack: { on: managed, retention: 20d, storage: { size: 50Gi } }
  kepler: { on: managed }
  cert-manager: { on: managed }
external:
  - { on: managed, kind: Secret, name: shop/registry, why: the shop }
rules:
  mutable-image-tag: { severity: off, reason: built here }
  placement-always-ties: { severity: off, reason: a sample }
dynamic-scoring:
  on: managed
  delivery: work
  hub: chart
  scorers:
    sample: { on: s01, expose: { nodePort: 30007 }, engines: { sample: { interval: 60s } } }
  masks: []
energetiscope:
  on: { labels: { power: kepler } }
  namespace: energy
  image: ghcr.io/acme/es:1.0.0
  imagePullPolicy: IfNotPresent
  storage: { size: 8Gi }
  training: { window: 6h, step: 60s, schedule: "0 3 * * *", neighbors: 5, keep: 5, collect: { listen: 30s } }
  predictor: { replicas: 1, resources: { requests: { cpu: 100m, memory: 256Mi }, limits: { cpu: "1", memory: 1Gi } } }
  collector: { kinds: [Deployment, Job], namespaces: [shop] }
scoring-api: { on: hub-s, image: docker.io/acme/web:1.29.3 }
patches:
  - target: { on: managed, kind: Deployment, name: energy/energetiscope-predict }
    ops: [{ op: add, path: /spec/template/spec/priorityClassName, value: quick }]
`;

/** The same for other clusters: only facts differ. */
const prod = staging
  .replaceAll('staging', 'prod')
  .replace('  s01: {', '  p03: { platform: kind, address: 10.2.0.4, labels: { stage: prod, power: kepler } }\n  s01: {')
  .replaceAll('s01', 'p01')
  .replaceAll('s02', 'p02')
  .replaceAll('hub-s', 'hub-p')
  .replaceAll('10.1.0.', '10.2.0.')
  .replaceAll('stage: dev', 'stage: prod');
const withRing = prod.replace(
  '  namespace: energy\n',
  '  namespace: energy\n  for: [{ on: p02, set: { image: ghcr.io/acme/es:2.0.0, training: { window: 12h } } }]\n',
);

/** Changes that somebody makes in one file and forgets in the other. */
const drifts: readonly (readonly [from: string, to: string])[] = [
  ['retention: 20d', 'retention: 15d'],
  ['size: 50Gi', 'size: 40Gi'],
  ['  cert-manager: { on: managed }\n', ''],
  ['  cert-manager: { on: managed }\n', '  cert-manager: { on: all }\n'],
  ['kepler: { on: managed }', 'kepler: { on: { labels: { power: kepler } } }'],
  ['name: shop/registry', 'name: shop/registry-2'],
  ['why: the shop', 'why: the shop itself'],
  ['reason: a sample', 'reason: a test'],
  ['severity: off, reason: built', 'severity: warning, reason: built'],
  ['delivery: work', 'delivery: argo'],
  ['hub: chart', 'hub: rendered'],
  ['nodePort: 30007', 'nodePort: 30008'],
  ['interval: 60s', 'interval: 30s'],
  ['masks: []', 'masks: [{ on: managed, scores: [sample_my_score] }]'],
  ['namespace: energy', 'namespace: power'],
  ['es:1.0.0', 'es:1.0.1'],
  ['imagePullPolicy: IfNotPresent', 'imagePullPolicy: Always'],
  ['storage: { size: 8Gi }', 'storage: { size: 9Gi }'],
  ['window: 6h', 'window: 5h'],
  ['step: 60s', 'step: 30s'],
  ['"0 3 * * *"', '"0 4 * * *"'],
  ['neighbors: 5', 'neighbors: 6'],
  ['keep: 5', 'keep: 4'],
  ['listen: 30s', 'listen: 45s'],
  ['replicas: 1', 'replicas: 2'],
  ['limits: { cpu: "1"', 'limits: { cpu: "2"'],
  ['kinds: [Deployment, Job]', 'kinds: [Deployment]'],
  ['namespaces: [shop]', 'namespaces: [shop, till]'],
  ['web:1.29.3', 'web:1.29.2'],
  ['value: quick }]', 'value: slow }]'],
];

const folder = path.join(project({}), 'environments');

function observed(text: string): Observed {
  const name = /^environment: (\S+)/.exec(text)?.[1] ?? '';
  writeFile(folder, `${name}.yaml`, text);
  const seen = observe(environmentFiles(folder).find((file) => file.name === name)!);
  expect(formatFindings(seen.findings)).toEqual([]);
  return seen;
}

const base = observed(staging);
const rows = (...all: Observed[]) => parityOf(all);
const having = (all: readonly ParityRow[], verdict: Verdict) => all.filter((row) => row.verdict === verdict);

test('environments that differ by facts of their clusters alone are at parity', () => {
  const all = rows(base, observed(prod));
  expect(having(all, 'otherwise')).toEqual([]);
  expect(having(all, 'declared').length).toBeGreaterThan(5);
  expect(having(all, 'equal').length).toBeGreaterThan(200);
});

test('a difference by for is not a drift: it is declared', () => {
  const all = rows(base, observed(withRing));
  expect(having(all, 'otherwise')).toEqual([]);
  const image = having(all, 'declared').find(({ values }) =>
    values.some(({ value }) => value === 'ghcr.io/acme/es:2.0.0'),
  );
  expect(image?.values.map(({ of }) => of)).toContainEqual(['prod']);
});

test('thirty drifts are all found, each where it is', () => {
  expect(drifts).toHaveLength(30);
  const missed = drifts.filter(([from, to]) => {
    expect(prod.split(from)).toHaveLength(2);
    const found = having(rows(base, observed(prod.replace(from, to))), 'otherwise');
    return !found.some(({ what }) => what.startsWith('setting '));
  });
  expect(missed).toEqual([]);
});

test('a drift is reported by its setting with both places, and by the fields that it changes', () => {
  const found = having(rows(base, observed(prod.replace('neighbors: 5', 'neighbors: 6'))), 'otherwise');
  const [setting, ...others] = found.filter(({ what }) => what.startsWith('setting '));
  expect(others).toEqual([]);
  expect(setting).toEqual({
    what: 'setting energetiscope.training.neighbors',
    verdict: 'otherwise',
    values: [
      { value: '6', of: ['prod'], places: [expect.stringMatching(/prod\.yaml:30:72$/)] },
      { value: '5', of: ['staging'], places: [expect.stringMatching(/staging\.yaml:29:72$/)] },
    ],
  });
  expect(found.length).toBeGreaterThan(1);
});

test('the clusters of one environment: a ring is declared, a patch on one of them is not', () => {
  const patched = withRing.replace(
    'patches:\n',
    'patches:\n  - target: { on: p01, kind: Deployment, name: energy/energetiscope-predict }\n    ops: [{ op: add, path: /spec/minReadySeconds, value: 5 }]\n',
  );
  expect(having(rows(observed(withRing)), 'otherwise')).toEqual([]);
  const found = having(rows(observed(patched)), 'otherwise');
  expect(found).toEqual([
    expect.objectContaining({
      values: [
        { value: '5', of: ['p01'], places: [] },
        { value: absent, of: ['p02', 'p03'], places: [] },
      ],
    }),
  ]);
});

test('the command prints the differences and the counts, and sets the exit status', async () => {
  const dir = project({
    'environments/staging.yaml': staging,
    'environments/prod.yaml': prod.replace('window: 6h', 'window: 5h'),
  });
  const { status, stdout } = await scorewright(dir, 'parity', 'staging', 'prod');
  expect(status).toBe(1);
  expect(stdout).toMatch(
    /^parity of prod, staging: [\d,]+ equal; \d+ differ by a declared variable .*; \d+ differ otherwise\n/,
  );
  expect(stdout).toContain(`
  setting energetiscope.training.window
    prod     5h  environments/prod.yaml:30:23
    staging  6h  environments/staging.yaml:29:23
`);
  expect((await scorewright(dir, 'parity', 'staging')).status).toBe(0);
  expect(await scorewright(dir, 'parity', 'stage')).toMatchObject({ status: 2 });
});
