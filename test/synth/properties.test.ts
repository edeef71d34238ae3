import * as fc from 'fast-check';
import { parseAllDocuments, stringify } from 'yaml';
import { BuiltIns } from '../../lib/graph/built-in';
import { edgesOf } from '../../lib/graph/edges';
import { objectsIn } from '../../lib/graph/located';
import { OfferIndex } from '../../lib/graph/offer-index';
import { offersOf } from '../../lib/graph/offers';
import { identity, type Manifest } from '../../lib/model/manifest';
import { formatRef, refKey } from '../../lib/model/ref';
import { schemaProblems } from '../../lib/schema/schema-problems';
import { ruleInput } from '../../lib/synth/rule-input';
import { synthesizeData, synthesizeText, type Synthesized } from './in-memory';
import { validEnvironment, type EnvironmentData } from './valid-environments';

interface Clusters {
  readonly clusters: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
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

/** Renders what must be right, and says what is wrong with it otherwise. */
function rendered(data: EnvironmentData): Synthesized {
  const result = synthesizeData(data);
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

/** Runs the check over environments that are right. */
function forAny(check: (data: EnvironmentData) => void, numRuns = 25): void {
  fc.assert(fc.property(validEnvironment(), check), { numRuns });
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
    }, 15);
  });

  test('gives objects that the API server accepts, each once in its folder', () => {
    forAny((data) => {
      const all = manifests(rendered(data));
      expect(all.flatMap(({ manifest }) => schemaProblems(manifest))).toEqual([]);
      const keys = all.map(({ cluster, unit, manifest }) => `${cluster}/${unit} ${identity(manifest)}`);
      expect(new Set(keys).size).toBe(keys.length);
    });
  });

  test('refers to nothing that is not there', () => {
    forAny((data) => {
      const result = rendered(data);
      expect(danglingReferences(result)).toEqual([]);
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
  /** A managed cluster that nothing names: no scorer, no mask, no external object by name. */
  function bystander(data: EnvironmentData): string | undefined {
    const { clusters, ...rest } = data as unknown as Clusters;
    const named = JSON.stringify(rest);
    return Object.entries(clusters).find(([name, { role }]) => role !== 'hub' && !named.includes(`"${name}"`))?.[0];
  }

  const changed = (data: EnvironmentData, name: string, over: object): EnvironmentData => {
    const { clusters } = data as unknown as Clusters;
    return { ...data, clusters: { ...clusters, [name]: { ...clusters[name], ...over } } };
  };

  test('its address and a label that nothing asks for change no file', () => {
    forAny((data) => {
      const name = bystander(data);
      if (name === undefined) return;
      const { labels = {} } = (data as unknown as Clusters).clusters[name] ?? {};
      const other = changed(data, name, { address: '10.0.0.99', labels: { ...(labels as object), unheard: 'of' } });
      expect(differing(rendered(data), rendered(other))).toEqual([]);
    });
  });

  test('its platform changes its own files, its Applications, and what is told of all clusters', () => {
    let seen = 0;
    forAny((data) => {
      const name = bystander(data);
      if (name === undefined) return;
      seen++;
      const { platform } = (data as unknown as Clusters).clusters[name] ?? {};
      const other = changed(data, name, { platform: platform === 'eks' ? 'kind' : 'eks' });
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

test('an environment is rendered alike beside another', () => {
  const two = fc.tuple(validEnvironment('kind'), validEnvironment('lab'));
  fc.assert(
    fc.property(two, ([first, second]) => {
      const alone = rendered(first);
      synthesizeData(second, 'lab');
      expect(differing(alone, rendered(first))).toEqual([]);
    }),
    { numRuns: 8 },
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

/** References by field to objects that neither stand in a file nor are declared to be there. */
function danglingReferences(result: Synthesized): string[] {
  const { expansion } = result.report;
  if (expansion === undefined) return ['nothing was rendered'];
  const hub = expansion.fleet.hub.name;
  const located = manifests(result).flatMap(({ cluster, unit, manifest }) =>
    objectsIn({ manifest, origin: { cluster, unit, settings: [] } }, hub),
  );
  const builtIn = new BuiltIns(expansion.fleet);
  const index = new OfferIndex();
  for (const offer of located.flatMap(offersOf)) index.add(offer);
  const declared = [...ruleInput(expansion).present, ...expansion.needs.map(({ ref }) => ref)];
  const known = new Set(
    declared.map((ref) => `${ref.cluster} ${formatRef({ ...ref, port: undefined, key: undefined } as never)}`),
  );
  const kinds = ['ConfigMap', 'PersistentVolumeClaim', 'Role', 'Secret', 'ServiceAccount'];
  return located.flatMap(edgesOf).flatMap(({ to, optional, uninstantiated, from }) => {
    if (optional || uninstantiated || !kinds.includes(to.kind)) return [];
    const found = index.find(to).length > 0 || known.has(refKey(to)) || builtIn.has(to);
    return found ? [] : [`${formatRef(from)} needs ${formatRef(to)} on ${to.cluster}`];
  });
}
