import * as fc from 'fast-check';
import { parseAllDocuments, stringify } from 'yaml';
import { identity, type Manifest } from '../../lib/model/manifest';
import { schemaFaults } from '../../lib/schema/schema-faults';
import { deservedWarnings } from '../fleets/deserved-warnings';
import { validEnvironment, type EnvironmentData } from '../fleets/environment';
import { synthesizeData, synthesizeText, type Synthesized } from './in-memory';

interface Clusters {
  readonly clusters: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

interface Scoring {
  readonly 'dynamic-scoring'?: { readonly scorers: Readonly<Record<string, { readonly on?: string }>> };
}

/** The same data with the keys of every map in another order. */
function shuffled(value: unknown, turn: number): unknown {
  if (Array.isArray(value)) return value.map((item) => shuffled(item, turn + 1));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, shuffled(item, turn + 1)] as const);
  const at = entries.length === 0 ? 0 : turn % entries.length;
  return Object.fromEntries([...entries.slice(at), ...entries.slice(0, at)].reverse());
}

function text(data: unknown): string {
  return stringify(data, { aliasDuplicateObjects: false });
}

const known = new Map<string, Synthesized>();

/** Renders what must be right, once, and says what is wrong with it otherwise. */
function rendered(data: EnvironmentData): Synthesized {
  const key = JSON.stringify(data);
  const result = known.get(key) ?? synthesizeData(data);
  known.set(key, result);
  expect(result.errors).toEqual([]);
  return result;
}

/** Every rendered object with the cluster that its folder names; of what a person applies, the hub. */
function manifests({ files, report }: Synthesized): { cluster: string; unit: string; manifest: Manifest }[] {
  return [...files]
    .filter(([file]) => file.endsWith('.yaml') && !file.startsWith('dist/kind/files/'))
    .flatMap(([file, content]) => {
      const [, , cluster = '', unit = ''] = file.startsWith('dist/')
        ? file.split('/')
        : ['', '', report.expansion?.fleet.hub.name];
      return parseAllDocuments(content).map((document) => ({ cluster, unit, manifest: document.toJS() as Manifest }));
    });
}

/** Paths of files that are not the same in both. */
function differing(a: Synthesized, b: Synthesized): string[] {
  const all = new Set([...a.files.keys(), ...b.files.keys()]);
  return [...all].filter((file) => a.files.get(file) !== b.files.get(file)).sort();
}

/** Of one seed, so that each is rendered once for all checks; `test/slow/valid-fleets.test.ts` takes many more. */
const seed = 20_261_122;

/** Runs the check over environments that are right; `only` some components, or all. */
function forAny(check: (data: EnvironmentData) => void, numRuns = 6, only?: readonly string[]): void {
  fc.assert(fc.property(validEnvironment({ ...(only && { only }) }), check), { numRuns, seed });
}

describe('any valid environment', () => {
  test('renders to the same bytes whatever the order of its keys, its line ends, its quotes, the clock’s zone and the folder', () => {
    forAny((data) => {
      const first = rendered(data);
      expect(first.files.size).toBeGreaterThan(0);
      const json = JSON.stringify(shuffled(data, 2));
      const others = [
        synthesizeData(data),
        synthesizeText(text(shuffled(data, 1))),
        synthesizeText(text(data).replaceAll('\n', '\r\n')),
        synthesizeText(`\ufeff# A comment.\n--- # And a document start.\n${json}\n`),
        elsewhere(() => synthesizeData(data)),
      ];
      for (const other of others) expect(differing(first, other)).toEqual([]);
    }, 4);
  });

  test('gives objects that the API server accepts, each once in its folder', () => {
    forAny((data) => {
      const all = manifests(rendered(data));
      expect(all.flatMap(({ manifest }) => schemaFaults(manifest))).toEqual([]);
      const keys = all.map(({ cluster, unit, manifest }) => `${cluster}/${unit} ${identity(manifest)}`);
      expect(new Set(keys).size).toBe(keys.length);
    });
  });

  test('has no finding but what is true of the scorers of upstream that it takes as they are', () => {
    forAny((data) => {
      const { report } = rendered(data);
      // Whether the scores of a drawn strategy can differ is for the tests of those rules.
      const codes = report.findings.map(({ code }) => code).filter((code) => !code.startsWith('placement-'));
      expect(codes.sort()).toEqual(deservedWarnings(data));
    });
  });

  test('mentions a cluster only in its own files, and on the hub', () => {
    forAny((data) => {
      const { files, report } = rendered(data);
      const hub = report.expansion?.fleet.hub.name ?? '';
      const clusters = Object.keys((data as unknown as Clusters).clusters);
      const folders = new Set(
        [...files.keys()].flatMap((file) => (file.startsWith('dist/') ? [file.split('/')[2] ?? ''] : [])),
      );
      expect([...folders].filter((folder) => folder !== 'files' && !clusters.includes(folder))).toEqual([]);
      const applications = [...files.keys()].filter((file) => file.includes('/Application.'));
      expect(applications.every((file) => file.startsWith(`dist/kind/${hub}/applications`))).toBe(true);
    });
  });
});

describe('a change of one cluster', () => {
  /** A managed cluster that no scorer runs on: nobody else has anything from it. */
  function bystander(data: EnvironmentData): string | undefined {
    const { clusters, 'dynamic-scoring': scoring } = data as unknown as Clusters & Scoring;
    const homes = Object.values(scoring?.scorers ?? {}).map(({ on }) => on);
    return Object.entries(clusters).find(([name, { role }]) => role !== 'hub' && !homes.includes(name))?.[0];
  }

  const changed = (data: EnvironmentData, name: string, over: object): EnvironmentData => {
    const { clusters } = data as unknown as Clusters;
    return { ...data, clusters: { ...clusters, [name]: { ...clusters[name], ...over } } };
  };

  /** Other blocks ask more of a cluster than the change leaves it. */
  const forAnyScoring = (check: (data: EnvironmentData) => void) => {
    forAny(check, 15, ['dynamic-scoring']);
  };

  test('its address and a label that nothing asks for change no file', () => {
    let seen = 0;
    forAnyScoring((data) => {
      const name = bystander(data);
      if (name === undefined) return;
      seen++;
      const { labels = {} } = (data as unknown as Clusters).clusters[name] ?? {};
      const other = changed(data, name, { address: '10.0.0.99', labels: { ...(labels as object), unheard: 'of' } });
      expect(differing(rendered(data), rendered(other))).toEqual([]);
    });
    expect(seen).toBeGreaterThan(3);
  });

  test('its platform changes its own files, its Applications, and what is told of all clusters', () => {
    let seen = 0;
    forAnyScoring((data) => {
      const name = bystander(data);
      if (name === undefined) return;
      seen++;
      const { platform } = (data as unknown as Clusters).clusters[name] ?? {};
      const other = changed(data, name, { platform: platform === 'eks' ? 'kind' : 'eks', appsDomain: undefined });
      const before = rendered(data);
      const hub = before.report.expansion?.fleet.hub.name ?? '';
      const own = [
        `dist/kind/${name}/`,
        `dist/kind/${hub}/applications-${name}/`,
        'dist/kind/files/',
        'argocd/kind.yaml',
      ];
      const strange = differing(before, rendered(other)).filter((file) => !own.some((start) => file.startsWith(start)));
      expect(strange).toEqual([]);
    });
    expect(seen).toBeGreaterThan(3);
  });
});

test('clusters of equal settings are built once and come out as if each were built by itself', () => {
  // Names that stand in one another, in what is rendered, and in the names of other fields.
  const word = fc.constantFrom('app', 'app1', 'agent', 'cluster', 'dynamic-scoring', 'a', 'name', 'spec', 'sum', 'cpu');
  const clusters = fc.uniqueArray(
    fc.tuple(word, fc.nat(99)).map(([first, number]) => `${first}-${number}`),
    {
      minLength: 4,
      maxLength: 10,
    },
  );
  const kinds = fc.array(
    fc.record({
      platform: fc.constantFrom('eks', 'openshift'),
      power: fc.boolean(),
      nodes: fc.integer({ min: 1, max: 3 }),
    }),
    { minLength: 16, maxLength: 16 },
  );
  const common = fc.record({ labels: fc.boolean(), patch: fc.boolean(), masks: fc.boolean() });
  fc.assert(
    fc.property(clusters, kinds, common, (names, of, { labels, patch, masks }) => {
      const managed = names.map((name, at): [string, object] => {
        const { platform, power, nodes } = of[at]!;
        return [
          name,
          { platform, nodes, labels: { power: power ? 'measured' : 'unknown', chart: String(platform === 'eks') } },
        ];
      });
      const data = {
        environment: 'kind',
        gitops: { repoURL: 'https://github.com/acme/fleet.git', revision: 'refs/heads/main', path: 'dist' },
        clusters: { 'the-hub': { platform: 'eks', role: 'hub', nodes: 3 }, ...Object.fromEntries(managed) },
        ...(labels && { labels: { team: names[0] } }),
        charts: { 'kube-prometheus-stack': { on: { labels: { chart: 'true' } } } },
        'dynamic-scoring': {
          on: 'managed',
          scorers: {
            static: {
              on: 'the-hub',
              image: 'registry.example.com/static:v1.4.0',
              expose: { loadBalancer: 'internal', host: 'static.example.com' },
            },
          },
          ...(masks && { masks: [{ cluster: names[1], score: 'example_performance_score' }] }),
        },
        ...(patch && {
          patches: [
            {
              target: { on: names[2], kind: 'Service', name: 'dynamic-scoring/dynamic-scoring-agent-service' },
              ops: [{ op: 'add', path: '/metadata/labels/patched', value: names[3] }],
            },
          ],
        }),
      };
      const [once, whole] = [false, true].map((each) => synthesizeText(text(data), 'kind', { whole: each }));
      expect(differing(once!, whole!)).toEqual([]);
      expect(once!.errors).toEqual([]);
      expect(once!.files.size).toBeGreaterThan(4 * names.length);
      expect(once!.report.findings).toEqual(whole!.report.findings);
    }),
    { numRuns: 4, seed },
  );
});

test('an environment is rendered alike beside another', () => {
  const two = fc.tuple(validEnvironment({ name: 'kind' }), validEnvironment({ name: 'lab' }));
  fc.assert(
    fc.property(two, ([first, second]) => {
      const alone = rendered(first);
      synthesizeData(second, 'lab');
      expect(differing(alone, synthesizeData(first))).toEqual([]);
    }),
    { numRuns: 3, seed },
  );
});

/** What a run in another folder and another part of the world gives. */
function elsewhere<T>(run: () => T): T {
  const { TZ } = process.env;
  const cwd = process.cwd();
  process.env.TZ = 'Asia/Kathmandu';
  process.chdir('/');
  try {
    return run();
  } finally {
    process.chdir(cwd);
    if (TZ === undefined) delete process.env.TZ;
    else process.env.TZ = TZ;
  }
}
