import { clustersPerRoot } from '../../lib/deliver/application-set';
import { Delivery } from '../../lib/deliver/delivery';
import type { Cluster, Fleet } from '../../lib/model/fleet';
import type { Manifest } from '../../lib/model/manifest';
import { schemaFaults } from '../../lib/schema/schema-faults';
import { configMap, fleet, hub, rendered, unit, worker } from './fleet';

const argocd = { namespace: 'argocd', configuredBy: 'configmap' } as const;

/** A fleet of so many clusters, hub and all, each with a unit. */
function deliveryOf(count: number): Delivery {
  const managed = Array.from({ length: count - 1 }, (_, at): Cluster => ({ ...worker, name: `w${at}` }));
  const all: Fleet = { ...fleet, clusters: [hub, ...managed] };
  const units = all.clusters.map(({ name }) => unit('app', { cluster: name }));
  const delivery = new Delivery(all, argocd, units);
  for (const of of units) delivery.deliver(of, [rendered(of, configMap('a'))]);
  return delivery;
}

const small = deliveryOf(clustersPerRoot);
const large = deliveryOf(clustersPerRoot + 1);

const rootOf = (delivery: Delivery) => delivery.bootstrap().at(-1)!.manifest;
const applicationsOf = (delivery: Delivery) =>
  [
    ...delivery.clusterApplications().map(({ rendered: item }) => item.manifest),
    ...delivery.generatedApplications().map(({ manifest }) => manifest),
  ].sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));

/** What the ApplicationSet controller makes of the template for one folder: sprig's `trimPrefix` of the folder's name. */
function generated(set: Manifest, folder: string): unknown {
  const { template } = set.spec as { template: object };
  const text = JSON.stringify(template).replaceAll(
    /\{\{ trimPrefix \\"([^"\\]*)\\" \.path\.basename \}\}/g,
    (_, prefix: string) => (folder.startsWith(prefix) ? folder.slice(prefix.length) : folder),
  );
  return JSON.parse(text);
}

test('up to 2,000 clusters the root Application holds an Application of each, which is a file', () => {
  expect(clustersPerRoot).toBe(2000);
  expect(rootOf(small)).toMatchObject({ kind: 'Application', metadata: { name: 'kind' } });
  expect(small.clusterApplications()).toHaveLength(2000);
  expect(small.generatedApplications()).toEqual([]);
});

test('above, an ApplicationSet of the same name makes them, and none is a file', () => {
  expect(rootOf(large)).toMatchObject({ kind: 'ApplicationSet', metadata: { name: 'kind', namespace: 'argocd' } });
  expect(large.clusterApplications()).toEqual([]);
  expect(large.generatedApplications()).toHaveLength(2001);
  expect(large.bootstrap().map(({ manifest: { kind } }) => kind)).not.toContain('Application');
});

test('what it makes is, to the field, what the root Application holds in a smaller fleet', () => {
  const set = rootOf(large);
  const held = new Map(applicationsOf(small).map((manifest) => [manifest.metadata.name, manifest]));
  for (const application of applicationsOf(large)) {
    const cluster = application.metadata.name.slice('kind.'.length);
    const { namespace, ...metadata } = application.metadata;
    expect(namespace).toBe('argocd');
    expect(generated(set, `applications-${cluster}`)).toEqual({ metadata, spec: application.spec });
    if (cluster !== `w${clustersPerRoot - 1}`) expect(application).toEqual(held.get(application.metadata.name));
  }
});

test('it looks at the folders of Applications, and at no other folder', () => {
  expect(rootOf(large).spec).toMatchObject({
    goTemplate: true,
    goTemplateOptions: ['missingkey=error'],
    generators: [
      {
        git: {
          repoURL: 'https://github.com/acme/fleet.git',
          revision: 'refs/heads/main',
          directories: [{ path: 'fleet/dist/kind/hub01/applications-*' }],
        },
      },
    ],
  });
  // The folder of the smaller fleet does not match: it ends before the dash.
  expect('fleet/dist/kind/hub01/applications').not.toMatch(/applications-/);
});

test('neither a folder that vanishes nor its own end deletes an Application', () => {
  expect(rootOf(large)).toMatchObject({
    metadata: { finalizers: ['resources-finalizer.argocd.argoproj.io'] },
    spec: { syncPolicy: { applicationsSync: 'create-update' } },
  });
});

test('it and what it makes are what Argo CD knows', () => {
  expect(schemaFaults(rootOf(large))).toEqual([]);
  expect(schemaFaults(applicationsOf(large)[0]!)).toEqual([]);
});
