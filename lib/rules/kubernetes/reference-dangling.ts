import type { Edge } from '../../graph/edge';
import { unknownScore } from '../../graph/makers';
import { formatRef, refKey, type Ref } from '../../model/ref';
import { bare, faultOfEdge, firstUser } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';
import type { RuleFleet } from '../engine/rule-fleet';

/** Where an object of a kind comes from, when it is missing. */
const sources: Readonly<Record<string, string>> = {
  AddOnPlacementScore: 'render the DynamicScorer whose score has this name',
  Folder: 'name a folder that this environment renders',
  ManagedCluster: 'list it under clusters',
  Namespace: 'list it among the namespaces of its unit',
  PersistentVolumeClaim: 'render it in the same namespace',
  Secret: 'render what makes it (ExternalSecret, SealedSecret, Certificate), or list it under external',
  ServiceAccount: 'render it in the same namespace',
  StorageClass: "name one that the cluster's platform has, or list it under external",
};

/** Every reference by field leads to an object that is rendered, made by something rendered, or known to be there. */
export const referenceDangling: Rule<Edge> = {
  code: 'reference-dangling',
  severity: 'error',
  ofAbsence: true,
  why: 'Kubernetes accepts a reference to nothing, and whatever needs it then waits for ever or fails at run time.',
  fix: 'Correct the name, render the object on the same cluster, or list it under `external` with why it exists.',

  *collect(_, { edges }) {
    for (const edge of edges) if ((edge.via === 'field' || edge.via === 'namespace') && !edge.optional) yield edge;
  },

  *judge(edges, fleet) {
    const missing = new Map<string, { readonly edge: Edge; readonly ref: Ref }>();
    for (const edge of edges)
      for (const ref of fleet.targets(edge)) {
        if (isThere(ref, edge, fleet)) continue;
        // A missing namespace is one fault of the unit, not one of each object in it.
        const user = edge.via === 'namespace' ? `${edge.origin.cluster}/${edge.origin.unit}` : refKey(edge.from);
        const key = `${user} ${refKey(ref)}`;
        missing.set(key, { edge: firstUser(edge, missing.get(key)?.edge), ref });
      }
    for (const { edge, ref } of missing.values()) yield dangling(edge, ref, fleet);
  },

  bad: {
    units: {
      'worker01/demo': [
        { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'demo' } },
        { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'demo' } },
        {
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: { name: 'reader', namespace: 'demo' },
          spec: {
            volumes: [
              { name: 'settings', configMap: { name: 'setting' } },
              { name: 'token', secret: { secretName: 'token' } },
            ],
          },
        },
      ],
    },
    findings: [
      'Pod demo/reader spec.volumes[0].configMap.name: got ConfigMap demo/setting, which does not exist; did you mean ConfigMap demo/settings?',
      'Pod demo/reader spec.volumes[1].secret.secretName: got Secret demo/token, which does not exist; render what makes it (ExternalSecret, SealedSecret, Certificate), or list it under external',
    ],
  },
  good: {
    'worker01/demo': [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'demo' } },
      {
        apiVersion: 'cert-manager.io/v1',
        kind: 'Certificate',
        metadata: { name: 'web', namespace: 'demo' },
        spec: { secretName: 'tls', issuerRef: { name: 'own' } },
      },
      { apiVersion: 'cert-manager.io/v1', kind: 'Issuer', metadata: { name: 'own', namespace: 'demo' } },
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'web', namespace: 'demo' },
        spec: { volumes: [{ name: 'tls', secret: { secretName: 'tls' } }] },
      },
    ],
  },
};

function isThere(ref: Ref, { instead, uninstantiated }: Edge, fleet: RuleFleet): boolean {
  if (uninstantiated) return fleet.isNamed(ref) || (instead !== undefined && fleet.isNamed(instead));
  if (ref.kind === 'Folder' && ref.cluster !== fleet.input.fleet.gitops.repoURL) return true;
  if (fleet.find(ref).length > 0 || (instead !== undefined && fleet.find(instead).length > 0)) return true;
  if (ref.kind !== 'AddOnPlacementScore') return false;
  // A scorer that tells its score by /config alone may be the one, unless the environment knows the scores of all.
  const known = fleet.input.present.some(({ kind }) => kind === 'AddOnPlacementScore');
  return !known && fleet.find({ ...bare(ref), name: unknownScore }).length > 0;
}

function dangling(edge: Edge, ref: Ref, fleet: RuleFleet): Fault {
  const near = fleet.nearest(ref) ?? (edge.instead && fleet.nearest(edge.instead));
  const fix = near
    ? `did you mean ${formatRef(bare(near))}?`
    : (sources[ref.kind] ?? 'render it on this cluster, or list it under external');
  const cluster = ref.kind === 'Folder' ? edge.from.cluster : ref.cluster;
  return faultOfEdge(edge, `got ${formatRef(bare(ref))}, which does not exist; ${fix}`, cluster);
}
