import type { Edge } from '../../graph/edge';
import { unknownScore } from '../../graph/makers';
import { isKind } from '../../kinds/group-kind';
import { groupKindKey, outsideApi } from '../../model/group-kind';
import { formatRef, refKey, type Ref } from '../../model/ref';
import { findingKind } from '../../model/finding-kind';
import { bare, fieldOfEdge, firstUser } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';
import type { RuleFleet } from '../engine/rule-fleet';

/** Where an object of a kind comes from, when it is missing. */
const sources: Readonly<Record<string, string>> = {
  'cluster.open-cluster-management.io/AddOnPlacementScore': 'render the DynamicScorer whose score has this name',
  [groupKindKey(outsideApi('Folder'))]: 'name a folder that this environment renders',
  'cluster.open-cluster-management.io/ManagedCluster': 'list it under clusters',
  '/Namespace': 'list it among the namespaces of its unit',
  '/PersistentVolumeClaim': 'render it in the same namespace',
  '/Secret': 'render what makes it (ExternalSecret, SealedSecret, Certificate), or list it under external',
  '/ServiceAccount': 'render it in the same namespace',
  'storage.k8s.io/StorageClass': "name one that the cluster's platform has, or list it under external",
};

const finding = findingKind({
  code: 'reference-dangling',
  why: 'Kubernetes accepts a reference to a missing object, and whatever needs the object then waits forever or fails at run time.',
  fix: 'Correct the name, render the object on the same cluster, or list it under `external` with the reason why it exists.',
  messages: {
    missing: 'got {got}, which does not exist; {remedy}',
  },
});

export const referenceDangling: Rule<Edge> = {
  ...finding,
  ofAbsence: true,
  summary:
    'Every reference in a field leads to an object that is rendered, made by a rendered object, or known to exist.',
  turnOff: 'Rarely: `external` with a reason is better, because it covers just the one object.',

  *collect(_, { edges }) {
    for (const edge of edges) if ((edge.via === 'field' || edge.via === 'namespace') && !edge.optional) yield edge;
  },

  *judge(edges, fleet) {
    const missing = new Map<string, { readonly edge: Edge; readonly ref: Ref }>();
    for (const edge of edges) {
      // The pods of a StatefulSet run without its Service, only without names in DNS, which not every set needs.
      if (isServiceOfSet(edge) && !fleet.demands('scorewright')) continue;
      for (const ref of fleet.targets(edge)) {
        if (isThere(ref, edge, fleet)) continue;
        // A missing namespace is one fault of the unit, not one of each object in it.
        const user = edge.via === 'namespace' ? `${edge.origin.cluster}/${edge.origin.unit}` : refKey(edge.from);
        const key = `${user} ${refKey(ref)}`;
        missing.set(key, { edge: firstUser(edge, missing.get(key)?.edge), ref });
      }
    }
    for (const { edge, ref } of missing.values()) yield dangling(edge, ref, fleet);
  },
};

function isThere(ref: Ref, { instead, uninstantiated }: Edge, fleet: RuleFleet): boolean {
  if (uninstantiated) return fleet.isNamed(ref) || (instead !== undefined && fleet.isNamed(instead));
  if (isFolder(ref) && ref.cluster !== fleet.input.fleet.gitops.repoURL) return true;
  if (fleet.find(ref).length > 0 || (instead !== undefined && fleet.find(instead).length > 0)) return true;
  if (!isScore(ref)) return false;
  // A scorer that tells its score by /config alone may be the one, unless the environment knows the scores of all.
  const known = fleet.input.present.some(isScore);
  return !known && fleet.find({ ...bare(ref), name: unknownScore }).length > 0;
}

const isServiceOfSet = ({ from, fieldPath }: Edge): boolean =>
  isKind('apps/StatefulSet', from) && fieldPath.at(-1) === 'serviceName';
const isScore = (ref: Ref): boolean => isKind('cluster.open-cluster-management.io/AddOnPlacementScore', ref);
const isFolder = (ref: Ref): boolean => groupKindKey(ref) === groupKindKey(outsideApi('Folder'));

function dangling(edge: Edge, ref: Ref, fleet: RuleFleet): Fault {
  const near = fleet.nearest(ref) ?? (edge.instead && fleet.nearest(edge.instead));
  const remedy = near
    ? `did you mean ${formatRef(bare(near))}?`
    : (sources[groupKindKey(ref)] ?? 'render it on this cluster, or list it under external');
  const cluster = isFolder(ref) ? edge.from.cluster : ref.cluster;
  return finding.fault(
    'missing',
    { got: formatRef(bare(ref)), remedy, ...(near && { suggestion: formatRef(bare(near)) }) },
    fieldOfEdge(edge, cluster),
  );
}
