import { find, isObject, parsePattern } from '../../graph/field-pattern';
import { kindKey, type Located } from '../../graph/located';
import type { Manifest } from '../../model/manifest';
import { faultOf } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';
import { workSpec } from '../open-cluster-management/work-spec';

/** Kinds that take data with them when they go, with their resource names. */
const keepers: Readonly<Record<string, string>> = {
  '/Namespace': 'namespaces',
  '/PersistentVolumeClaim': 'persistentvolumeclaims',
  'apiextensions.k8s.io/CustomResourceDefinition': 'customresourcedefinitions',
};

/** Nothing that holds data goes when its file or its ManifestWork does. */
export const pruningDeletesData: Rule<Fault> = {
  code: 'pruning-deletes-data',
  severity: 'error',
  appliesTo: 'argo-cd',
  why: 'When a unit goes, Argo CD prunes what it brought and a ManifestWork deletes it: a claim with its data, a namespace with all in it, a CRD with all its objects.',
  fix: 'Annotate the object with `argocd.argoproj.io/sync-options: Prune=false,Delete=false`, or orphan it in the ManifestWork.',

  *collect(_, { objects: [outer, ...inner] }) {
    if (keepers[kindKey(outer.manifest)] !== undefined && !isKept(outer.manifest))
      yield faultOf(
        outer,
        ['metadata', 'annotations'],
        'got no protection from pruning; set argocd.argoproj.io/sync-options: Prune=false,Delete=false',
      );
    const work = workSpec(outer);
    for (const located of work ? inner : [])
      if (keepers[kindKey(located.manifest)] !== undefined && !isOrphaned(located, work?.value))
        yield faultOf(
          located,
          [],
          'got no orphaning rule in its ManifestWork; list it under deleteOption.selectivelyOrphans.orphaningRules',
        );
  },

  judge: (faults) => faults,

  bad: {
    units: {
      'worker01/demo': [
        {
          apiVersion: 'v1',
          kind: 'PersistentVolumeClaim',
          metadata: {
            name: 'data',
            namespace: 'demo',
            annotations: { 'argocd.argoproj.io/sync-options': 'Prune=false' },
          },
        },
        {
          apiVersion: 'work.open-cluster-management.io/v1',
          kind: 'ManifestWork',
          metadata: { name: 'demo', namespace: 'worker01' },
          spec: { workload: { manifests: [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'demo' } }] } },
        },
      ],
    },
    findings: [
      'PersistentVolumeClaim demo/data metadata.annotations: got no protection from pruning; set argocd.argoproj.io/sync-options: Prune=false,Delete=false',
      'Namespace demo spec.workload.manifests[0]: got no orphaning rule in its ManifestWork; list it under deleteOption.selectivelyOrphans.orphaningRules',
    ],
  },
  good: {
    'worker01/demo': [
      {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: {
          name: 'data',
          namespace: 'demo',
          annotations: { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' },
        },
      },
      {
        apiVersion: 'work.open-cluster-management.io/v1',
        kind: 'ManifestWork',
        metadata: { name: 'demo', namespace: 'worker01' },
        spec: {
          deleteOption: {
            propagationPolicy: 'SelectivelyOrphan',
            selectivelyOrphans: {
              orphaningRules: [{ group: '', resource: 'namespaces', name: 'demo', namespace: '' }],
            },
          },
          workload: { manifests: [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'demo' } }] },
        },
      },
    ],
  },
};

function isKept({ metadata }: Manifest): boolean {
  const options = (metadata.annotations?.['argocd.argoproj.io/sync-options'] ?? '')
    .split(',')
    .map((option) => option.trim());
  return options.includes('Prune=false') && options.includes('Delete=false');
}

const orphaning = parsePattern('deleteOption.selectivelyOrphans.orphaningRules[*]');
const policy = parsePattern('deleteOption.propagationPolicy');

function isOrphaned({ manifest, ref }: Located, work: unknown): boolean {
  const how = find(policy, work, [])[0]?.value;
  if (how === 'Orphan') return true;
  const resource = keepers[kindKey(manifest)];
  return (
    how === 'SelectivelyOrphan' &&
    find(orphaning, work, []).some(
      ({ value }) =>
        isObject(value) &&
        value.resource === resource &&
        value.name === ref.name &&
        (value.namespace ?? '') === (ref.namespace ?? ''),
    )
  );
}
