import * as fc from 'fast-check';
import { manifestWorks } from '../../lib/deliver/manifest-work';
import { workLimitBytes } from '../../lib/model/work-limit';
import { identity, type Manifest } from '../../lib/model/manifest';
import type { Rendered } from '../../lib/model/unit';
import { schemaFaults } from '../../lib/schema/schema-faults';
import { configMap, rendered, unit } from './fleet';

interface Work extends Manifest {
  readonly spec: {
    readonly deleteOption?: object;
    readonly manifestConfigs?: readonly object[];
    readonly workload: { readonly manifests: readonly Manifest[] };
  };
}

const carried = unit('scorers', { delivery: 'work' });

function works(...items: readonly (Manifest | [string, Manifest])[]): Work[] {
  const all = items.map((item) =>
    Array.isArray(item) ? rendered(carried, item[1], item[0]) : rendered(carried, item),
  );
  return worksOf(all);
}

function worksOf(items: readonly Rendered[]): Work[] {
  return manifestWorks(carried, items).map(({ manifest }) => manifest as unknown as Work);
}

const bytes = ({ spec }: Work): number => Buffer.byteLength(JSON.stringify(spec.workload.manifests));

describe('what goes together', () => {
  test('the objects of one top-level construct are one work, named after it, in the cluster’s namespace', () => {
    const [sample, others, ...rest] = works(
      ['sample/workload/deployment', configMap('a')],
      ['sample/service', configMap('b')],
      ['static', configMap('c')],
    );
    expect(rest).toEqual([]);
    expect(sample).toMatchObject({
      apiVersion: 'work.open-cluster-management.io/v1',
      kind: 'ManifestWork',
      metadata: { name: 'scorers-sample', namespace: 'worker01' },
      spec: { workload: { manifests: [{ metadata: { name: 'a' } }, { metadata: { name: 'b' } }] } },
    });
    expect(others).toMatchObject({ metadata: { name: 'scorers-static' } });
  });

  test('a name never says the unit twice, and two constructs with one name are one work', () => {
    const named = works(['scorers', configMap('a')], ['scorers-x', configMap('b')], ['x', configMap('c')]);
    expect(named.map(({ metadata, spec }) => [metadata.name, spec.workload.manifests.length])).toEqual([
      ['scorers', 1],
      ['scorers-x', 2],
    ]);
  });

  test('an origin keeps the unit and its settings, and those of what is carried', () => {
    const item = rendered(carried, configMap('a'));
    const own = { ...item.origin, settings: ['scorers', 'a'] };
    expect(manifestWorks(carried, [{ ...item, origin: own }])[0]?.origin).toEqual({
      cluster: 'worker01',
      unit: 'scorers',
      settings: ['scorers'],
      carries: { under: ['spec', 'workload', 'manifests'], origins: [own] },
    });
  });
});

describe('how the agent treats what it carries', () => {
  const namespace: Manifest = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'demo' } };
  const claim: Manifest = {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'data', namespace: 'demo' },
    spec: {},
  };
  const definition: Manifest = {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'things.example.org' },
  };
  const deployment: Manifest = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'demo' },
  };
  const policy: Manifest = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'web', namespace: 'demo' },
  };

  test('namespaces, claims and definitions outlive the work, and nothing else does', () => {
    const [work] = works(namespace, claim, definition, deployment);
    expect(work?.spec.deleteOption).toEqual({
      propagationPolicy: 'SelectivelyOrphan',
      selectivelyOrphans: {
        orphaningRules: [
          { resource: 'namespaces', name: 'demo' },
          { resource: 'persistentvolumeclaims', name: 'data', namespace: 'demo' },
          { group: 'apiextensions.k8s.io', resource: 'customresourcedefinitions', name: 'things.example.org' },
        ],
      },
    });
    expect(works(deployment)[0]?.spec).not.toHaveProperty('deleteOption');
  });

  test('a namespace is only created, all else is applied by the server; Deployments and Jobs report', () => {
    const job: Manifest = { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'once', namespace: 'demo' } };
    const updateStrategy = { type: 'ServerSideApply', serverSideApply: { fieldManager: 'work-agent', force: true } };
    const feedbackRules = [{ type: 'WellKnownStatus' }];
    expect(works(namespace, deployment, job, policy)[0]?.spec.manifestConfigs).toEqual([
      { resourceIdentifier: { resource: 'namespaces', name: 'demo' }, updateStrategy: { type: 'CreateOnly' } },
      {
        resourceIdentifier: { group: 'apps', resource: 'deployments', name: 'web', namespace: 'demo' },
        updateStrategy,
        feedbackRules,
      },
      {
        resourceIdentifier: { group: 'batch', resource: 'jobs', name: 'once', namespace: 'demo' },
        updateStrategy,
        feedbackRules,
      },
      {
        resourceIdentifier: { group: 'networking.k8s.io', resource: 'networkpolicies', name: 'web', namespace: 'demo' },
        updateStrategy,
      },
    ]);
  });
});

describe('what is too large for one work', () => {
  /** Objects of some groups; their sizes make groups above and below the limit. */
  const objects = fc
    .uniqueArray(
      fc.record({
        group: fc.constantFrom('one', 'two'),
        name: fc.stringMatching(/^[a-z]{3,8}$/),
        kilobytes: fc.integer({ min: 1, max: 200 }),
      }),
      { selector: ({ name }) => name, minLength: 1, maxLength: 24 },
    )
    .map((list) =>
      list.map(({ group, name, kilobytes }) =>
        rendered(carried, configMap(name, 'x'.repeat(kilobytes * 1024)), `${group}/${name}`),
      ),
    );

  /** By object, the work that carries it. */
  function places(items: readonly Rendered[]): Map<string, string> {
    return new Map(
      worksOf(items).flatMap(({ metadata, spec }) =>
        spec.workload.manifests.map((manifest) => [identity(manifest), metadata.name] as const),
      ),
    );
  }

  test('every part is below the limit, none is empty, each object is in exactly one, and the order changes nothing', () => {
    fc.assert(
      fc.property(objects, (items) => {
        const all = worksOf(items);
        expect(all.every((work) => bytes(work) <= workLimitBytes && work.spec.workload.manifests.length > 0)).toBe(
          true,
        );
        expect(new Set(all.map(({ metadata }) => metadata.name)).size).toBe(all.length);
        const inside = all.flatMap(({ spec }) => spec.workload.manifests.map(identity));
        expect(inside.sort()).toEqual(items.map(({ manifest }) => identity(manifest)).sort());
        expect(places(items.toReversed())).toEqual(places(items));
      }),
      { numRuns: 25 },
    );
  });

  test('whatever comes or goes, another object moves only if its own work passed the limit with it, or had passed it', () => {
    fc.assert(
      fc.property(objects, (items) => {
        const [first] = items;
        if (first === undefined) return;
        const [more, fewer] = [places(items), places(items.slice(1))];
        const moved = [...fewer].filter(([object, place]) => more.get(object) !== place);
        if (moved.length === 0) return;
        // All that moved had been together, in the one work that the new object would have gone into.
        const former = new Set(moved.map(([, place]) => place));
        expect(former.size).toBe(1);
        const [place = ''] = former;
        expect(more.get(identity(first.manifest))?.startsWith(place)).toBe(true);
        const together = items.filter(
          ({ manifest }) => manifest === first.manifest || fewer.get(identity(manifest)) === place,
        );
        const size = together.reduce((sum, { manifest }) => sum + JSON.stringify(manifest).length, 0);
        expect(size).toBeGreaterThan(workLimitBytes - 8 * 1024);
      }),
      { numRuns: 50 },
    );
  });

  test('an object that is too large by itself stays one: a rule rejects it', () => {
    const huge = configMap('huge', 'x'.repeat(workLimitBytes));
    expect(works(huge)).toHaveLength(1);
  });

  test('characters count as the bytes that they take', () => {
    const umlauts = ['a', 'b', 'c'].map((name) => configMap(name, 'ü'.repeat(100 * 1024)));
    expect(works(...umlauts).length).toBeGreaterThan(1);
  });

  test('names of parts are names that the API server takes', () => {
    const large = Array.from({ length: 8 }, (_, index) => configMap(`settings-${index}`, 'x'.repeat(150 * 1024)));
    const parts = works(...large);
    expect(parts.length).toBeGreaterThan(3);
    expect(parts.flatMap((part) => schemaFaults(part))).toEqual([]);
  });
});
