import { Delivery, type Delivered } from '../../lib/deliver/delivery';
import type { Manifest } from '../../lib/model/manifest';
import { markers } from '../../lib/model/marker';
import type { Unit } from '../../lib/model/unit';
import { chartUnit, configMap, fleet, rendered, unit } from './fleet';

const argocd = { namespace: 'argocd', configuredBy: 'configmap' } as const;
const wave = 'argocd.argoproj.io/sync-wave';

function deliver(of: Unit, manifests: readonly Manifest[], all: readonly Unit[] = [of]): Delivered[] {
  return new Delivery(fleet, argocd, all).deliver(
    of,
    manifests.map((manifest) => rendered(of, manifest)),
  );
}

/** The objects of the unit's own folder. */
function own(of: Unit, manifests: readonly Manifest[], all?: readonly Unit[]): Manifest[] {
  return deliver(of, manifests, all)
    .filter(({ folder }) => folder === `${of.cluster}/${of.name}`)
    .map(({ rendered: { manifest } }) => manifest);
}

const annotationsOf = ({ metadata }: Manifest) => metadata.annotations ?? {};

test('a unit is a folder of its cluster, and an Application in the folder of its cluster on the hub', () => {
  const files = deliver(unit('app'), [configMap('a')]);
  expect(files.map(({ folder, rendered: { manifest } }) => [folder, manifest.kind, manifest.metadata.name])).toEqual([
    ['worker01/app', 'ConfigMap', 'a'],
    ['hub01/applications-worker01', 'Application', 'kind.worker01.app'],
  ]);
});

test('a chart has no folder, a unit that renders nothing has no Application', () => {
  expect(deliver(chartUnit('kserve'), []).map(({ folder }) => folder)).toEqual(['hub01/applications-worker01']);
  expect(deliver(unit('app'), [])).toEqual([]);
});

test('an Application names a namespace of its objects, which its project permits', () => {
  const delivery = new Delivery(fleet, argocd, []);
  const destinationOf = (of: Unit, manifests: readonly Manifest[]) => {
    const files = delivery.deliver(
      of,
      manifests.map((manifest) => rendered(of, manifest)),
    );
    return (files.at(-1)?.rendered.manifest.spec as { destination: object }).destination;
  };
  const role: Manifest = {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: 'reader' },
  };
  const namespace: Manifest = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'made' } };
  const destinations = [
    destinationOf(unit('one'), [configMap('a', '', { namespace: 'z' }), configMap('b', '', { namespace: 'b' })]),
    destinationOf(unit('two'), [namespace]),
    destinationOf(unit('three'), [role]),
    destinationOf(unit('four', { delivery: 'work' }), [configMap('a')]),
  ];
  expect(destinations).toEqual([
    { name: 'worker01', namespace: 'b' },
    { name: 'worker01', namespace: 'made' },
    { name: 'worker01', namespace: 'default' },
    { server: 'https://kubernetes.default.svc', namespace: 'worker01' },
  ]);
  const project = delivery
    .bootstrap()
    .find(({ manifest }) => manifest.metadata.name === 'kind' && manifest.kind === 'AppProject');
  expect((project?.manifest.spec as { destinations: object[] }).destinations).toEqual(
    expect.arrayContaining(destinations),
  );
});

test('what a person applies: health scripts first, then the projects, then the root that uses them', () => {
  const delivery = new Delivery(fleet, argocd, []);
  delivery.deliver(unit('app'), [rendered(unit('app'), configMap('a'))]);
  const manifests = delivery.bootstrap().map(({ manifest: { kind, metadata } }) => `${kind} ${metadata.name}`);
  expect(manifests).toEqual([
    'ConfigMap argocd-cm',
    'AppProject kind-root',
    'AppProject kind',
    'AppProject kind-charts',
    'Application kind',
  ]);
});

describe('deleting a unit', () => {
  const claim: Manifest = {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'data', namespace: 'demo' },
    spec: {},
  };
  const namespace: Manifest = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'demo' } };
  const definition: Manifest = {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'things.example.org' },
  };
  const kept = {
    // Else its Application would be out of sync for as long as the object outlives its place in Git.
    'argocd.argoproj.io/compare-options': 'IgnoreExtraneous',
    'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
  };

  test.each(['argo', 'work'] as const)('never deletes a claim, a namespace or a definition (%s)', (delivery) => {
    const of = unit('app', { delivery });
    const [first] = own(of, [claim, namespace, definition, configMap('a')]);
    if (delivery === 'work') {
      expect(first?.spec).toMatchObject({
        deleteOption: {
          selectivelyOrphans: { orphaningRules: [{ name: 'data' }, { name: 'demo' }, { name: 'things.example.org' }] },
        },
      });
      return;
    }
    const manifests = own(of, [claim, namespace, definition, configMap('a')]);
    const optionsOf = (kind: string) =>
      annotationsOf(manifests.find((manifest) => manifest.kind === kind) ?? configMap('none'));
    for (const kind of ['PersistentVolumeClaim', 'Namespace', 'CustomResourceDefinition'])
      expect(optionsOf(kind)).toMatchObject(kept);
    expect(optionsOf('ConfigMap')).not.toMatchObject(kept);
  });
});

describe('waves of objects', () => {
  const job = (name: string, annotations: Record<string, string> = {}): Manifest => ({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, namespace: 'demo', annotations },
    spec: { template: { spec: { containers: [{ name: 'run', image: 'busybox' }] } } },
  });

  test('the first wave needs no word; an object that comes after another says its wave, and the marker is gone', () => {
    const [collect, train] = own(unit('app'), [
      job('collect'),
      job('train', { [markers.after]: 'Job/collect', note: 'kept' }),
    ]);
    expect(annotationsOf(collect!)).toEqual({});
    expect(annotationsOf(train!)).toEqual({ [wave]: '1', note: 'kept' });
  });

  test('what waits for something outside stands last, and its marker is gone, in a ManifestWork too', () => {
    const marked = configMap('late', '', { annotations: { [markers.waitsFor]: 'a person' } });
    const [late, other] = own(unit('app'), [marked, configMap('a')]);
    expect(annotationsOf(late!)).toEqual({ [wave]: '1' });
    expect(annotationsOf(other!)).toEqual({});
    const [work] = own(unit('app', { delivery: 'work' }), [marked]);
    expect(JSON.stringify(work)).not.toContain('scorewright.dev/');
  });

  test('a wait for what is not there is told with its unit', () => {
    const of = unit('app');
    const delivery = new Delivery(fleet, argocd, [of]);
    delivery.deliver(of, [rendered(of, job('train', { [markers.after]: 'Job/collect' }))]);
    expect(delivery.faults).toMatchObject([{ origin: { unit: 'app' }, fault: { code: 'wave-after-unknown' } }]);
  });
});

describe('smoke tests', () => {
  const app = unit('app');
  const other = unit('other');
  const chart = chartUnit('chart');
  const smoke = unit('smoke', { stage: 'smoke' }, { tests: ['worker01/app', 'worker01/chart', 'worker01/gone'] });
  const checks = configMap('checks', 'GET /', { annotations: { [markers.tested]: 'old' } });
  const job: Manifest = {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'checks', namespace: 'demo', annotations: { [markers.runAfter]: 'sync' } },
  };

  /** What the smoke unit renders once the others have come by. */
  function tested({ appText = '', otherText = '', version = '1', check = checks } = {}): Manifest[] {
    const source = { type: 'helm', repoURL: 'r', chart: 'c', version, releaseName: 'c', values: {} } as const;
    const pinned = chartUnit('chart', { source });
    const delivery = new Delivery(fleet, argocd, [app, other, chart, smoke]);
    delivery.deliver(app, [rendered(app, configMap('a', appText))]);
    delivery.deliver(other, [rendered(other, configMap('b', otherText))]);
    delivery.deliver(pinned, []);
    return delivery
      .deliver(smoke, [rendered(smoke, check), rendered(smoke, job)])
      .filter(({ folder }) => folder === 'worker01/smoke')
      .map(({ rendered: { manifest } }) => manifest);
  }

  const hashOf = (manifests: readonly Manifest[]) => annotationsOf(manifests[0]!)[markers.tested];

  test('run after every sync of their unit, each time anew, and leave nothing of ours on the Job', () => {
    const [, hook] = tested();
    expect(annotationsOf(hook!)).toEqual({
      'argocd.argoproj.io/hook': 'PostSync',
      'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
    });
  });

  test('run again when something that they test changes, and only then', () => {
    const before = hashOf(tested());
    expect(before).toMatch(/^[0-9a-f]{64}$/);
    expect(hashOf(tested())).toBe(before);
    expect(hashOf(tested({ otherText: 'changed' }))).toBe(before);
    const after = [
      hashOf(tested({ appText: 'changed' })),
      hashOf(tested({ version: '2' })),
      hashOf(tested({ check: { ...checks, data: { text: 'GET /other' } } })),
    ];
    expect(new Set([before, ...after]).size).toBe(4);
  });
});

test('the root Application is there as soon as it has a folder to read', () => {
  const roots = (units: readonly Unit[]) => {
    const delivery = new Delivery(fleet, argocd, units);
    for (const each of units) delivery.deliver(each, [rendered(each, configMap('a'))]);
    const applications = delivery.bootstrap().filter(({ manifest: { kind } }) => kind === 'Application');
    const folders = delivery.clusterApplications().map(({ folder }) => folder);
    return { folders, roots: applications.map(({ manifest }) => (manifest.spec as { source: object }).source) };
  };
  expect(roots([])).toEqual({ folders: [], roots: [] });
  expect(roots([unit('app')])).toMatchObject({
    folders: ['hub01/applications'],
    roots: [{ path: 'fleet/dist/kind/hub01/applications' }],
  });
});
