import fc from 'fast-check';
import { Permissions } from '../../lib/deliver/app-project';
import { ArgocdRights } from '../../lib/deliver/argocd-rights';
import { retainedBy, StandingRights } from '../../lib/deliver/standing-rights';
import type { Cluster } from '../../lib/model/fleet';
import type { Manifest } from '../../lib/model/manifest';
import { toYaml } from '../../lib/publish/yaml';
import { standingBootstrap } from '../../lib/synth/standing-bootstrap';
import { chartUnit, configMap, fleet, unit, worker } from './fleet';

/** A part of a fleet that a commit may take away: a unit with a kind of its own, or a chart, on a cluster. */
interface Part {
  readonly cluster: number;
  readonly name: number;
  readonly chart: boolean;
}

const part = fc.record({ cluster: fc.nat(12), name: fc.nat(9), chart: fc.boolean() });
const parts = fc.uniqueArray(part, {
  maxLength: 30,
  selector: ({ cluster, name, chart }) => `${cluster} ${name} ${chart}`,
});

/** As a run writes the file, and the next one reads it. */
function applied(of: readonly Part[], standing: readonly Manifest[], narrow = false, repoURL?: string): Manifest[] {
  const permissions = new Permissions();
  const rights = new ArgocdRights();
  for (const one of of) {
    const cluster: Cluster = { ...worker, name: `worker${one.cluster}` };
    const kinds = { group: `${one.name % 3}.example.org`, kind: `Kind${one.name}`, clusterScoped: one.name % 2 === 0 };
    if (one.chart) {
      const { content } = chartUnit(`chart${one.name}`, { creates: [kinds] });
      if (content.type !== 'chart') throw new Error('a chart');
      permissions.addChart(
        { ...content, source: { ...content.source, repoURL: `https://${one.name}.example.org` } },
        cluster,
      );
      rights.addChart(content);
    } else {
      const manifest = {
        ...configMap('a', '', { namespace: `demo${one.name}` }),
        apiVersion: `${kinds.group}/v1`,
        kind: 'ConfigMap',
      };
      permissions.addManifest(unit(`app${one.name}`, { cluster: cluster.name }), cluster, fleet, manifest);
      rights.addManifest(manifest);
    }
  }
  const gitops = { ...fleet.gitops, ...(repoURL !== undefined && { repoURL }) };
  const text = standing.map((manifest) => toYaml(manifest)).join('---\n');
  const before = standingBootstrap('argocd/kind.yaml', text, narrow);
  expect(before.findings).toEqual([]);
  const own = { ...fleet, gitops };
  return [...rights.manifests(own, before.rights), ...permissions.projects(own, 'argocd', before.rights)];
}

/** Every single right that the objects give, in words. */
function rightsOf(manifests: readonly Manifest[]): string[] {
  return manifests.flatMap((manifest) => {
    const { kind, metadata, rules = [] } = manifest as unknown as Role;
    const {
      destinations = [],
      sourceRepos = [],
      clusterResourceWhitelist = [],
      namespaceResourceWhitelist = [],
    } = (manifest as unknown as Project).spec ?? {};
    return [
      ...destinations.map((one) => `to ${one.name ?? one.server} ${one.namespace}`),
      ...sourceRepos.map((url) => `from ${url}`),
      ...clusterResourceWhitelist.map((one) => `cluster ${one.group}/${one.kind}`),
      ...namespaceResourceWhitelist.map((one) => `namespaced ${one.group}/${one.kind}`),
      ...rules.flatMap(({ apiGroups, resources, verbs }) =>
        apiGroups.flatMap((group) =>
          resources.flatMap((resource) => verbs.map((verb) => `${verb} ${group}/${resource}`)),
        ),
      ),
    ].map((right) => `${kind} ${metadata.name}: ${right}`);
  });
}

interface Role {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly rules?: readonly Record<'apiGroups' | 'resources' | 'verbs', readonly string[]>[];
}

interface Project {
  readonly spec?: {
    readonly destinations?: readonly { name?: string; server?: string; namespace: string }[];
    readonly sourceRepos?: readonly string[];
    readonly clusterResourceWhitelist?: readonly Record<'group' | 'kind', string>[];
    readonly namespaceResourceWhitelist?: readonly Record<'group' | 'kind', string>[];
  };
}

const bare = (manifests: readonly Manifest[]) => rightsOf(manifests).sort();
const notes = (manifests: readonly Manifest[]) => manifests.flatMap(retainedBy);

test('whatever leaves, the rights of before and of after stay; a second run changes nothing; narrowing leaves what is needed', () => {
  fc.assert(
    fc.property(parts, parts, fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }), (all, added, keep) => {
      const old = applied(all, []);
      const left = [...all.filter((_, index) => keep[index]), ...added];
      const needed = applied(left, []);
      const now = applied(left, old);
      expect(bare(now)).toEqual(expect.arrayContaining([...bare(old), ...bare(needed)]));
      expect(applied(left, now)).toEqual(now);
      // What has just become needless is not taken by the same run, though it narrows.
      expect(bare(applied(left, old, true))).toEqual(bare(now));
      const narrowed = applied(left, now, true);
      expect(new Set(bare(narrowed))).toEqual(new Set(bare(needed)));
      expect(notes(narrowed)).toEqual([]);
    }),
    { numRuns: 200, seed: 17 },
  );
});

test('what is retained is noted, a line each, and nothing else is', () => {
  const [one, other] = [
    { cluster: 1, name: 1, chart: false },
    { cluster: 2, name: 2, chart: true },
  ];
  const old = applied([one, other], []);
  expect(notes(old)).toEqual([]);
  expect(notes(applied([one], old))).toEqual([
    '{"apiGroups":["2.example.org"],"resources":["kind2s"],"verbs":["create","delete","get","list","patch","update","watch"]}',
    'cluster kind 2.example.org/Kind2',
    'destination worker2 chart2',
    'source https://2.example.org',
  ]);
  // What comes back is needed again.
  expect(applied([one, other], applied([one], old))).toEqual(old);
});

test('the repository that Applications still name is permitted after another one is', () => {
  const old = applied([{ cluster: 1, name: 1, chart: false }], []);
  const now = applied([{ cluster: 1, name: 1, chart: false }], old, false, 'https://example.org/moved.git');
  const sources = now.flatMap(({ spec }) => (spec as { sourceRepos?: string[] } | undefined)?.sourceRepos ?? []);
  expect(sources.filter((url) => url === fleet.gitops.repoURL)).toHaveLength(2);
  expect(sources.filter((url) => url === 'https://example.org/moved.git')).toHaveLength(2);
});

test('a pattern of clusters stays a pattern until it is narrowed, and covers what leaves', () => {
  const clusters = (count: number) =>
    Array.from({ length: count }, (_, cluster) => ({ cluster, name: 1, chart: false }));
  const old = applied(clusters(501), []);
  const now = applied(clusters(3), old);
  const targets = (manifests: Manifest[]) =>
    manifests.flatMap(({ spec, metadata }) =>
      metadata.name === 'kind' ? ((spec as { destinations?: object[] } | undefined)?.destinations ?? []) : [],
    );
  expect(targets(now)).toEqual([{ name: '*', namespace: 'demo1' }]);
  expect(applied(clusters(3), now)).toEqual(now);
  expect(notes(now)).toEqual(['destination * demo1']);
  expect(targets(applied(clusters(3), now, true))).toHaveLength(3);
  // Fewer than 500 are needed, but with those that leave there are more.
  const many = applied(clusters(501).slice(100), applied(clusters(300), []));
  expect(targets(many)).toEqual([{ name: '*', namespace: 'demo1' }]);
  expect(applied(clusters(501).slice(100), many)).toEqual(many);
});

test.each([
  [
    'not: [yaml',
    'got something that is not YAML; take the file from Git again, or delete it if Argo CD has nothing to prune',
  ],
  [
    '<<<<<<< HEAD\nkind: A\n=======\n',
    'got something that is not YAML; take the file from Git again, or delete it if Argo CD has nothing to prune',
  ],
  [
    '- a\n',
    'got a document that is not an object of Kubernetes; take the file from Git again, or delete it if Argo CD has nothing to prune',
  ],
])('%j is told, for nobody knows what rights it held', (text, message) => {
  expect(standingBootstrap('argocd/kind.yaml', text, false).findings).toMatchObject([
    { code: 'bootstrap-unreadable', path: 'argocd/kind.yaml', message },
  ]);
});

test('without a file there is nothing to keep', () => {
  expect(standingBootstrap('argocd/kind.yaml', undefined, false)).toMatchObject({ manifests: [], findings: [] });
  expect(new StandingRights().permittedBy('kind').sources()).toEqual([]);
});
