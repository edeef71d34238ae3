import { pluralOf } from '../kinds/resource-name';
import { compare } from '../model/finding';
import { groupOf, type Manifest } from '../model/manifest';
import type { Rendered } from '../model/unit';

/** Groups that a work agent manages from the start: by the ClusterRole `admin`, which OpenShift widens, and by one of its own. */
const held = new Set([
  '',
  'apiextensions.k8s.io',
  'apps',
  'autoscaling',
  'batch',
  'image.openshift.io',
  'networking.k8s.io',
  'policy',
  'rbac.authorization.k8s.io',
  'route.openshift.io',
  'template.openshift.io',
]);

/** Kinds of these groups that `admin` may at most read. */
const readOnly = new Set(['/LimitRange', '/PersistentVolume', '/ResourceQuota', 'networking.k8s.io/IngressClass']);

const verbs = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'];

/** What is in a ClusterRole with this label, the work agent may do too (Open Cluster Management 0.12 and later). */
const aggregateToWork = 'open-cluster-management.io/aggregate-to-work';

/**
 * The right to manage what a ManifestWork carries, where its agent does not have it from the start: custom resources above
 * all. The agent may escalate, so the role travels in the work itself: what comes too early is tried again.
 *
 * @param work its name; the role is named after it, since two works that carry one object undo each other
 * @returns one ClusterRole, or none where the agent holds all rights
 */
export function agentRights(work: string, items: readonly Rendered[]): Rendered[] {
  const foreign = items.filter(({ manifest }) => !isHeld(manifest));
  const [first] = foreign;
  if (first === undefined) return [];
  const { cluster, unit, settings } = first.origin;
  const groups = new Map<string, Set<string>>();
  for (const { manifest } of foreign) {
    const group = groupOf(manifest.apiVersion);
    groups.set(group, (groups.get(group) ?? new Set()).add(pluralOf({ group, kind: manifest.kind })));
  }
  const manifest = {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: {
      labels: { 'app.kubernetes.io/managed-by': 'scorewright', [aggregateToWork]: 'true' },
      name: `open-cluster-management:klusterlet-work:${work}`,
    },
    rules: [...groups.keys()].sort(compare).map((group) => ({
      apiGroups: [group],
      resources: [...(groups.get(group) ?? [])].sort(compare),
      verbs,
    })),
  };
  return [{ manifest, origin: { cluster, unit, settings } }];
}

/** Whether an object gives rights to the agent. Deleted before the others, it would leave them undeletable. */
export function isAgentRights({ kind, metadata }: Manifest): boolean {
  return kind === 'ClusterRole' && metadata.labels?.[aggregateToWork] === 'true';
}

function isHeld({ apiVersion, kind }: Manifest): boolean {
  const group = groupOf(apiVersion);
  return held.has(group) && !readOnly.has(`${group}/${kind}`);
}
