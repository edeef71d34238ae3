import { parse } from '@marcbachmann/cel-js';
import * as fc from 'fast-check';
import { Delivery, type Delivered } from '../../lib/deliver/delivery';
import { firstDifference } from '../../lib/deliver/replica-set-differs';
import { replicaSetName, replicaSetNamespace, unitOfReplicaSets } from '../../lib/deliver/replica-sets-unit';
import type { Cluster, Fleet } from '../../lib/model/fleet';
import { identity, type Manifest } from '../../lib/model/manifest';
import type { Rendered, Unit } from '../../lib/model/unit';
import { schemaFaults } from '../../lib/schema/schema-faults';
import { buildUnit } from '../../lib/synth/build';
import { configMap, fleet, hub, rendered, unit, worker } from './fleet';

const argocd = { namespace: 'argocd', configuredBy: 'configmap' } as const;

function fleetOf(names: readonly string[]): Fleet {
  const managed = names.map((name): Cluster => ({ ...worker, name }));
  return { ...fleet, clusters: [hub, ...managed] };
}

const workers = (count: number) => Array.from({ length: count }, (_, at) => `w${String(at + 1).padStart(5, '0')}`);
const carried = (cluster: string, name = 'app'): Unit => unit(name, { cluster, delivery: 'workReplicaSet' });

interface Run {
  readonly files: readonly Delivered[];
  readonly delivery: Delivery;
}

/** The unit `app` on all clusters, then the replica sets, as the pipeline brings them. */
function run(clusters: readonly string[], contentOf: (cluster: string) => readonly Manifest[]): Run {
  const fleetOfAll = fleetOf(clusters);
  const units = clusters.map((cluster) => carried(cluster));
  const sets = setsOf(fleetOfAll, units);
  const delivery = new Delivery(fleetOfAll, argocd, [...units, sets]);
  const files = units.flatMap((of) =>
    delivery.deliver(
      of,
      contentOf(of.cluster).map((manifest) => rendered(of, manifest, manifest.metadata.name)),
    ),
  );
  return { files: [...files, ...delivery.deliver(sets, built(sets)), ...delivery.clusterApplications()], delivery };
}

function setsOf(of: Fleet, units: readonly Unit[]): Unit {
  const sets = unitOfReplicaSets(of, units);
  if (sets === undefined) throw new Error('no unit goes by replica set');
  return sets;
}

function built(of: Unit): readonly Rendered[] {
  if (of.content.type === 'chart') throw new Error('a chart');
  return buildUnit(of, of.content).rendered;
}

const names = ({ files }: Run) =>
  files.map(({ folder, rendered: { manifest } }) => `${folder}/${manifest.kind}/${manifest.metadata.name}`);

const ofKind = ({ files }: Run, kind: string) =>
  files.flatMap(({ rendered: item }) => (item.manifest.kind === kind ? [item] : []));

/** Its CEL expressions, of which one must hold. */
function expressions(placement: Manifest): string[] {
  const { predicates } = placement.spec as {
    predicates: { requiredClusterSelector: { celSelector: { celExpressions: string[] } } }[];
  };
  return predicates.map(({ requiredClusterSelector: { celSelector } }) => {
    expect(celSelector.celExpressions).toHaveLength(1);
    return celSelector.celExpressions[0] ?? '';
  });
}

/** Which of these clusters a Placement chooses. */
function chosen(placement: Manifest, among: readonly string[]): string[] {
  const programs = expressions(placement).map((expression) => parse(expression));
  return among.filter((name) => programs.some((program) => program({ managedCluster: { metadata: { name } } })));
}

describe('one set of objects for all clusters', () => {
  const same = () => [configMap('a'), configMap('b')];

  test('lies in one folder of the hub, and its Application stands beside those of the clusters', () => {
    expect(names(run(['w1', 'w2'], same))).toEqual([
      'hub01/replica-sets/ManagedClusterSetBinding/global',
      'hub01/replica-sets/Placement/app',
      'hub01/replica-sets/ManifestWorkReplicaSet/fleet-app-a',
      'hub01/replica-sets/ManifestWorkReplicaSet/fleet-app-b',
      'hub01/applications-replica-sets/Application/kind.hub01.replica-sets',
      'hub01/applications/Application/kind.replica-sets',
    ]);
  });

  test('is as large for 300 clusters as for one, but for the names in the Placement', () => {
    const few = run(['w1'], same);
    const many = run(workers(300), same);
    expect(names(many)).toEqual(names(few));
    expect(ofKind(many, 'ManifestWorkReplicaSet').map(({ manifest }) => manifest)).toEqual(
      ofKind(few, 'ManifestWorkReplicaSet').map(({ manifest }) => manifest),
    );
  });

  test('carries what a ManifestWork would, for the clusters that have the unit, and everywhere at once', () => {
    const claim: Manifest = {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'data', namespace: 'demo' },
      spec: {},
    };
    const [set] = ofKind(
      run(['w2', 'w1'], () => [claim]),
      'ManifestWorkReplicaSet',
    );
    expect(set?.manifest).toMatchObject({
      metadata: { name: 'fleet-app-data', namespace: 'kind-replica-sets' },
      spec: {
        manifestWorkTemplate: {
          deleteOption: { selectivelyOrphans: { orphaningRules: [{ name: 'data' }] } },
          workload: { manifests: [{ metadata: { name: 'data' } }] },
        },
        placementRefs: [{ name: 'app', rolloutStrategy: { type: 'All' } }],
      },
    });
    expect(set?.origin).toMatchObject({ cluster: 'hub01', unit: 'replica-sets', carriedTo: ['w1', 'w2'] });
  });

  test('of Deployments the agents tell when they are rolled out', () => {
    const web: Manifest = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'demo' } };
    const [set] = ofKind(
      run(['w1'], () => [web]),
      'ManifestWorkReplicaSet',
    );
    expect(set?.manifest).toMatchObject({
      spec: {
        manifestWorkTemplate: {
          manifestConfigs: [{ conditionRules: [{ condition: 'Progressing' }, { condition: 'Degraded' }] }],
        },
      },
    });
  });

  test('what is too large for one work is parted as for works, and fits the schema', () => {
    const large = Array.from({ length: 6 }, (_, at) => configMap(`c${at}`, 'x'.repeat(120_000)));
    const units = [carried('w1')];
    const all = fleetOf(['w1']);
    const sets = setsOf(all, units);
    const delivery = new Delivery(all, argocd, [...units, sets]);
    delivery.deliver(
      units[0]!,
      large.map((manifest) => rendered(units[0]!, manifest, `main/${manifest.metadata.name}`)),
    );
    const parts = delivery
      .deliver(sets, built(sets))
      .flatMap(({ rendered: { manifest } }) => (manifest.kind === 'ManifestWorkReplicaSet' ? [manifest] : []));
    expect(parts.length).toBeGreaterThan(1);
    const inside = parts.flatMap(
      ({ spec }) =>
        (spec as { manifestWorkTemplate: { workload: { manifests: Manifest[] } } }).manifestWorkTemplate.workload
          .manifests,
    );
    expect(inside.map(identity).sort()).toEqual(large.map(identity).sort());
    expect(parts.flatMap((manifest) => schemaFaults(manifest))).toEqual([]);
  });

  test('a cluster that gets nothing else has no Application; where Argo CD syncs something too, it has one', () => {
    const all = fleetOf(['w1', 'w2']);
    const units = [carried('w1'), carried('w2'), unit('own', { cluster: 'w2' })];
    const delivery = new Delivery(all, argocd, units);
    for (const of of units) delivery.deliver(of, [rendered(of, configMap('a'))]);
    expect(delivery.clusterApplications().map(({ rendered: { manifest } }) => manifest.metadata.name)).toEqual([
      'kind.w2',
    ]);
  });

  test('smoke tests run again when it changes', () => {
    const smoke = unit('smoke', { cluster: hub.name, stage: 'smoke' }, { tests: ['w1/app'] });
    const hash = (text: string) => {
      const units = [carried('w1'), smoke];
      const delivery = new Delivery(fleetOf(['w1']), argocd, units);
      delivery.deliver(units[0]!, [rendered(units[0]!, configMap('a', text))]);
      const checks = configMap('checks', '', { annotations: { 'scorewright.dev/tested': '' } });
      return delivery.deliver(smoke, [rendered(smoke, checks)])[0]?.rendered.manifest.metadata.annotations;
    };
    expect(hash('one')).toEqual(hash('one'));
    expect(hash('one')).not.toEqual(hash('two'));
  });
});

describe('its Placement', () => {
  test('chooses the clusters that have the unit, and no other of the hub', () => {
    const label = fc.stringMatching(/^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/);
    fc.assert(
      fc.property(fc.uniqueArray(label, { minLength: 2, maxLength: 40 }), fc.nat(), (all, pick) => {
        const clusters = all.slice(0, 1 + (pick % (all.length - 1))).sort();
        // Names that are near: a part of one, one with something around it, two in one.
        const near = clusters.flatMap((name) => [name.slice(1), `${name}x`, `x${name}`, `${name} `]);
        const sets = setsOf(
          fleetOf(all),
          clusters.map((cluster) => carried(cluster)),
        );
        const placements = built(sets).flatMap(({ manifest }) => (manifest.kind === 'Placement' ? [manifest] : []));
        expect(placements).toHaveLength(1);
        const others = [...all, ...near, '', `${clusters.join('-')}-x`].filter((name) => !clusters.includes(name));
        expect(chosen(placements[0]!, [...clusters, ...others])).toEqual(clusters);
        expect(placements[0]).toMatchObject({ spec: { clusterSets: ['global'] } });
        expect(placements[0]?.spec).not.toHaveProperty('numberOfClusters');
      }),
      { numRuns: 25 },
    );
  });

  test('takes 3,000 clusters with the longest names, in expressions that OCM takes', () => {
    const clusters = workers(3000).map((name) => name.padEnd(63, 'x'));
    const sets = setsOf(
      fleetOf(clusters),
      clusters.map((cluster) => carried(cluster)),
    );
    const placement = built(sets).find(({ manifest }) => manifest.kind === 'Placement')?.manifest;
    // cel-go's parser refuses longer ones.
    for (const expression of expressions(placement!)) expect(expression.length).toBeLessThan(100_000);
    const some = [clusters[0]!, clusters[999]!, clusters[1000]!, clusters[2999]!];
    expect(chosen(placement!, [...some, 'w03001'])).toEqual(some);
  });

  test('each unit has its own, so that one more cluster of one moves nothing of another; the binding is one', () => {
    const sets = setsOf(fleetOf(['w1', 'w2']), [carried('w1'), carried('w2'), carried('w2', 'other')]);
    const objects = built(sets).map(({ manifest }) => manifest);
    expect(objects.map(({ kind, metadata }) => `${kind}/${metadata.name}`)).toEqual([
      'ManagedClusterSetBinding/global',
      'Placement/app',
      'Placement/other',
    ]);
    expect(chosen(objects[2]!, ['w1', 'w2'])).toEqual(['w2']);
    expect(objects.flatMap((manifest) => schemaFaults(manifest))).toEqual([]);
  });

  test('keeps a cluster that is out of reach', () => {
    const sets = setsOf(fleetOf(['w1']), [carried('w1')]);
    expect(built(sets)[1]?.manifest).toMatchObject({
      spec: {
        tolerations: [
          { key: 'cluster.open-cluster-management.io/unreachable', operator: 'Exists' },
          { key: 'cluster.open-cluster-management.io/unavailable', operator: 'Exists' },
        ],
      },
    });
  });

  test('there is none where nothing goes by replica set; else the hub must have the feature on', () => {
    expect(unitOfReplicaSets(fleetOf(['w1']), [unit('app', { delivery: 'work' })])).toBeUndefined();
    const [need] = setsOf(fleetOf(['w1']), [carried('w1')]).needs;
    expect(need?.ref).toEqual({
      cluster: 'hub01',
      group: 'operator.open-cluster-management.io',
      kind: 'ClusterManager',
      name: 'cluster-manager',
    });
    expect(need?.why).toContain('featureGates: ManifestWorkReplicaSet');
  });
});

test('a replica set’s name and namespace fit the label that the controller makes of them, and no two names meet', () => {
  const long = fc.stringMatching(/^[a-z]([a-z0-9.-]{0,120}[a-z0-9])?$/).map((text) => text.replace(/[.-]{2,}/g, '-'));
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/), long, long, (environment, one, other) => {
      const of = { ...fleet, environment };
      const name = replicaSetName(of, one);
      expect(`${replicaSetNamespace(of)}.${name}`.length).toBeLessThanOrEqual(63);
      expect(name).toMatch(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/);
      expect(replicaSetNamespace(of)).toMatch(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/);
      expect(name === replicaSetName(of, other)).toBe(one === other);
    }),
  );
  expect(replicaSetName(fleet, 'app-data')).toBe('fleet-app-data');
});

describe('what differs between clusters', () => {
  const clusters = ['w1', 'w2', 'w3', 'w4'];
  const told = (contentOf: (cluster: string) => readonly Manifest[]) =>
    run(clusters, contentOf)
      .delivery.differences()
      .map(({ path, message }) => `${path}: ${message.split(';')[0] ?? ''}`);

  test('is told once for each object, by its first field, with both values and how many more differ', () => {
    expect(told((cluster) => [configMap('a', cluster), configMap('b')])).toEqual([
      'ConfigMap demo/a data.text: got "w2" on w2 (2 more differ), but "w1" on w1',
    ]);
    expect(told((cluster) => [configMap('a', cluster === 'w3' ? 'other' : '')])).toEqual([
      'ConfigMap demo/a data.text: got "other" on w3, but "" on w1',
    ]);
    expect(told((cluster) => (cluster === 'w4' ? [configMap('a')] : [configMap('a', '', { labels: {} })]))).toEqual([
      'ConfigMap demo/a metadata.labels: got nothing on w4, but {} on w1',
    ]);
  });

  test('may be an object that one has and another has not', () => {
    expect(told((cluster) => (cluster === 'w1' ? [configMap('a'), configMap('b')] : [configMap('a')]))).toEqual([
      'ConfigMap demo/b: got no such object on w2 (2 more differ), but one on w1',
    ]);
    expect(told((cluster) => (cluster === 'w2' ? [configMap('a'), configMap('b')] : [configMap('a')]))).toEqual([
      'ConfigMap demo/b: got such an object on w2, but none on w1',
    ]);
  });

  test('leaves out the replica sets of that unit, and says how to go on', () => {
    const differing = run(clusters, (cluster) => [configMap('a', cluster)]);
    expect(ofKind(differing, 'ManifestWorkReplicaSet')).toEqual([]);
    expect(differing.delivery.differences()[0]?.message).toMatch(/make it equal, or write delivery: work$/);
  });

  test('the order of objects and of keys is no difference', () => {
    const one = [configMap('a'), configMap('b')];
    const turned = [configMap('b'), { ...configMap('a'), apiVersion: undefined, data: undefined }].map((manifest) =>
      manifest.metadata.name === 'b'
        ? manifest
        : { data: { text: '' }, metadata: manifest.metadata, kind: 'ConfigMap', apiVersion: 'v1' },
    ) as Manifest[];
    expect(told((cluster) => (cluster === 'w1' ? one : turned))).toEqual([]);
  });

  test('a long value is cut', () => {
    const [line = ''] = told((cluster) => [configMap('a', cluster + 'x'.repeat(1000))]);
    expect(line.length).toBeLessThan(250);
    expect(line).toContain('…');
  });

  test('a patch of one cluster is where it is told', () => {
    const units = ['w1', 'w2'].map((cluster) => carried(cluster));
    const delivery = new Delivery(fleetOf(['w1', 'w2']), argocd, units);
    const [one, two] = units;
    delivery.deliver(one!, [rendered(one!, configMap('a'))]);
    const patched = rendered(two!, configMap('a', 'x'));
    delivery.deliver(two!, [{ ...patched, origin: { ...patched.origin, patch: ['patches', 0] } }]);
    expect(delivery.differences()).toMatchObject([{ patch: ['patches', 0], settings: ['app'] }]);
  });

  test('the first field that differs has two values that differ, and what is equal has none', () => {
    const manifest = (data: fc.JsonValue) => ({ ...configMap('a'), data }) as Manifest;
    const valueAt = (value: unknown, path: readonly (string | number)[]) =>
      path.reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], value);
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const [one, other] = [manifest(a), manifest(b)];
        const copy = JSON.parse(JSON.stringify(one)) as Manifest;
        expect(firstDifference(one, copy)).toBeUndefined();
        const found = firstDifference(one, other);
        const back = firstDifference(other, one);
        expect(back?.path).toEqual(found?.path);
        if (found === undefined) return;
        expect(found.own).toEqual(valueAt(one, found.path));
        expect(found.other).toEqual(valueAt(other, found.path));
        expect(JSON.stringify(found.own)).not.toBe(JSON.stringify(found.other));
      }),
    );
  });
});
