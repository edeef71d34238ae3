import { pluralOf } from '../kinds/resource-name';
import { compare } from '../model/finding';
import type { Fleet } from '../model/fleet';
import { groupOf, type Manifest } from '../model/manifest';
import type { Chart } from '../model/unit';
import type { ArgocdSetup } from './bootstrap';
import { operatorInstance } from './health';
import { deliveryLabels } from './names';
import { retainedNote, StandingRights, type PolicyRule } from './standing-rights';

/** The account by which OpenShift GitOps applies things on its own cluster; by itself it may hardly more than look. */
export function accountOf({ namespace, instance = operatorInstance }: Pick<ArgocdSetup, 'namespace' | 'instance'>) {
  return { namespace, name: `${instance}-argocd-application-controller` };
}

const verbs = ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'];
const rbacGroup = 'rbac.authorization.k8s.io';

const clusterSetBinding = 'cluster.open-cluster-management.io/ManagedClusterSetBinding';

/** The hub's webhook lets nobody bind a set to a namespace who may not `create` this subresource, which no object has. */
function binding(clusterSet: string): PolicyRule {
  return {
    apiGroups: ['cluster.open-cluster-management.io'],
    resourceNames: [clusterSet],
    resources: ['managedclustersets/bind'],
    verbs: ['create'],
  };
}

/**
 * Collects what Argo CD must be allowed to do on the cluster that it runs on: every verb on each kind that it applies there,
 * every rule of the roles that it makes, since nobody may hand out what he does not hold, and the binding of just those roles
 * that it names and does not make.
 */
export class ArgocdRights {
  private readonly resources = new Map<string, Set<string>>();
  private readonly granted = new Map<string, PolicyRule>();
  private readonly made = new Set<string>();
  private readonly bound = new Set<string>();

  addManifest(manifest: Manifest): void {
    const { apiVersion, kind, metadata } = manifest;
    const group = groupOf(apiVersion);
    this.addKind(group, kind);
    if (`${group}/${kind}` === clusterSetBinding) this.grant(binding(metadata.name));
    if (group !== rbacGroup) return;
    if (kind === 'Role' || kind === 'ClusterRole') {
      this.made.add(`${kind}/${metadata.name}`);
      for (const rule of (manifest.rules ?? []) as PolicyRule[]) this.grant(inOrder(rule));
    } else {
      const { kind: role, name } = manifest.roleRef as { readonly kind: string; readonly name: string };
      this.bound.add(`${role}/${name}`);
    }
  }

  /** What a chart declares. The rules inside its roles are not seen here: they are what a person must add. */
  addChart({ creates }: Chart): void {
    for (const { group, kind } of creates) this.addKind(group, kind);
  }

  /**
   * A ClusterRole and its binding to Argo CD's account; nothing where Argo CD applies nothing on its own cluster. What it must
   * still prune it must still be allowed to delete, so the rules that stand now stay.
   */
  manifests(
    fleet: Fleet,
    standing = new StandingRights(),
    argocd: Pick<ArgocdSetup, 'namespace' | 'instance'> = { namespace: operatorInstance },
  ): Manifest[] {
    const name = `${fleet.environment}-argocd`;
    const needed = this.rules();
    const retained = standing.rulesOf(name).filter((rule) => !needed.some((one) => includes(one, rule)));
    const rules = [...needed, ...retained];
    if (rules.length === 0) return [];
    const metadata = { labels: deliveryLabels(fleet), name };
    const note = retainedNote(retained.map((rule) => JSON.stringify(rule)).sort(compare));
    return [
      { apiVersion: `${rbacGroup}/v1`, kind: 'ClusterRole', metadata: { ...note, ...metadata }, rules },
      {
        apiVersion: `${rbacGroup}/v1`,
        kind: 'ClusterRoleBinding',
        metadata,
        roleRef: { apiGroup: rbacGroup, kind: 'ClusterRole', name },
        subjects: [{ kind: 'ServiceAccount', ...accountOf(argocd) }],
      },
    ];
  }

  private grant(rule: PolicyRule): void {
    this.granted.set(JSON.stringify(rule), rule);
  }

  private addKind(group: string, kind: string): void {
    const known = this.resources.get(group) ?? new Set<string>();
    known.add(pluralOf({ group, kind }));
    this.resources.set(group, known);
  }

  private rules(): PolicyRule[] {
    const kinds = [...this.resources.keys()].sort(compare).map((group) => ({
      apiGroups: [group],
      resources: [...(this.resources.get(group) ?? [])].sort(compare),
      verbs,
    }));
    const granted = [...this.granted].sort(([a], [b]) => compare(a, b)).map(([, rule]) => rule);
    return [...kinds, ...granted, ...this.bindings()];
  }

  private bindings(): PolicyRule[] {
    const foreign = [...this.bound].filter((role) => !this.made.has(role)).sort(compare);
    return (['Role', 'ClusterRole'] as const).flatMap((kind) => {
      const names = foreign.flatMap((role) => (role.startsWith(`${kind}/`) ? [role.slice(kind.length + 1)] : []));
      if (names.length === 0) return [];
      return [
        {
          apiGroups: [rbacGroup],
          resourceNames: names,
          resources: [pluralOf({ group: rbacGroup, kind })],
          verbs: ['bind'],
        },
      ];
    });
  }
}

/** Whether whoever may do all of one rule may do all of another. */
function includes(one: PolicyRule, other: PolicyRule): boolean {
  const holds = (field: Exclude<keyof PolicyRule, 'resourceNames'>) =>
    (other[field] ?? []).every((item) => one[field]?.includes(item) === true);
  const names =
    one.resourceNames === undefined || other.resourceNames?.every((name) => one.resourceNames?.includes(name));
  return names === true && holds('apiGroups') && holds('resources') && holds('nonResourceURLs') && holds('verbs');
}

/** The same rule in the same words, however a role wrote it. */
function inOrder({ verbs: allowed, ...rest }: PolicyRule): PolicyRule {
  const words = (items: readonly string[] | undefined) => items && [...items].sort(compare);
  const { apiGroups, resources, resourceNames, nonResourceURLs } = rest;
  const fields = { apiGroups, nonResourceURLs, resourceNames, resources };
  const given = Object.entries(fields).flatMap(([field, items]) => (items ? [[field, words(items)] as const] : []));
  return { ...Object.fromEntries(given), verbs: [...allowed].sort(compare) };
}

/** OpenShift GitOps as the Operator Lifecycle Manager installs it; with it come Argo CD and its kinds. */
export function gitOpsSubscription(fleet: Fleet): Manifest {
  const name = 'openshift-gitops-operator';
  return {
    apiVersion: 'operators.coreos.com/v1alpha1',
    kind: 'Subscription',
    metadata: { labels: deliveryLabels(fleet), name, namespace: 'openshift-operators' },
    spec: {
      channel: 'latest',
      installPlanApproval: 'Automatic',
      name,
      source: 'redhat-operators',
      sourceNamespace: 'openshift-marketplace',
    },
  };
}
