import type { Located } from '../../graph/located';
import { builtInResources } from '../../kinds/scope';
import { findingKind } from '../../model/finding-kind';
import { fieldOf } from '../engine/fault';
import { objectRule, type ObjectOf } from '../engine/object-rule';
import type { Fault } from '../engine/rule';

type Own = Omit<Located, 'manifest'>;
type Fact =
  | { readonly empty: Fault }
  | { readonly dead: Fault }
  /** A rule of a ClusterRole that grants nothing in a namespace. */
  | { readonly wide: Fault; readonly role: string }
  | { readonly bound: string; readonly everywhere: boolean };

const finding = findingKind({
  code: 'rbac-grants-nothing',
  why: 'The API server accepts an empty role or binding, and a rule that can match no request; it grants nothing, and the pods that it was meant for are rejected at run time.',
  fix: 'List the rules or the subjects, bind cluster-scoped resources by a ClusterRole and a ClusterRoleBinding, and grant create without names.',
  messages: {
    none: 'got none; list them, or remove the {kind}',
    scope: 'got only {got}, which no namespace has; grant them by a ClusterRole and a ClusterRoleBinding',
    bound: 'got only {got}, which no namespace has, and only RoleBindings bind the role; use a ClusterRoleBinding',
    create: 'got names for {got}, whose requests name no object; remove resourceNames',
  },
});

export const rbacGrantsNothing = objectRule({
  ...finding,
  kinds: [
    'rbac.authorization.k8s.io/v1/Role',
    'rbac.authorization.k8s.io/v1/ClusterRole',
    'rbac.authorization.k8s.io/v1/RoleBinding',
    'rbac.authorization.k8s.io/v1/ClusterRoleBinding',
  ],
  ofAbsence: true,
  summary: 'Every role has rules that can grant something, and every binding has subjects.',
  turnOff: 'When an aggregated ClusterRole or another controller fills it.',

  *collect({ manifest, ...own }): Iterable<Fact> {
    const isRole = manifest.kind === 'Role' || manifest.kind === 'ClusterRole';
    const items = isRole ? manifest.rules : manifest.subjects;
    const isFilled = manifest.kind === 'ClusterRole' && manifest.aggregationRule !== undefined;
    if ((items ?? []).length === 0 && !isFilled)
      yield { empty: finding.fault('none', { kind: manifest.kind }, fieldOf(own, [isRole ? 'rules' : 'subjects'])) };
    if (isRole) yield* deadRules(own, manifest);
    else if ((manifest.roleRef as { kind?: string } | undefined)?.kind === 'ClusterRole')
      yield {
        bound: `${own.ref.cluster}/${manifest.roleRef.name}`,
        everywhere: manifest.kind === 'ClusterRoleBinding',
      };
  },

  *judge(facts, fleet) {
    const bindings = new Map<string, boolean>();
    for (const fact of facts)
      if ('bound' in fact) bindings.set(fact.bound, fact.everywhere || bindings.get(fact.bound) === true);
    for (const fact of facts) {
      if ('empty' in fact && fleet.demands('scorewright')) yield fact.empty;
      if ('dead' in fact) yield fact.dead;
      if ('wide' in fact && bindings.get(fact.role) === false) yield fact.wide;
    }
  },
});

type Role = ObjectOf<'rbac.authorization.k8s.io/v1/Role' | 'rbac.authorization.k8s.io/v1/ClusterRole'>;

function* deadRules(own: Own, { kind, rules = [] }: Role): Iterable<Fact> {
  for (const [at, { apiGroups = [], resources = [], verbs, resourceNames = [] }] of rules.entries()) {
    const isNameless = verbs.length > 0 && verbs.every((verb) => verb === 'create' || verb === 'deletecollection');
    if (resourceNames.length > 0 && isNameless && resources.every((name) => !name.includes('/')))
      yield { dead: finding.fault('create', { got: verbs }, fieldOf(own, ['rules', at, 'resourceNames'])) };
    if (resources.length === 0 || !resources.every((resource) => isOfCluster(resource, apiGroups))) continue;
    const where = fieldOf(own, ['rules', at, 'resources']);
    if (kind === 'Role') yield { dead: finding.fault('scope', { got: resources }, where) };
    else
      yield {
        wide: finding.fault('bound', { got: resources }, where),
        role: `${own.ref.cluster}/${own.ref.name}`,
      };
  }
}

/** Whether a resource has no namespace. A Role may grant access to its own Namespace: such a request counts as inside it. */
function isOfCluster(resource: string, groups: readonly string[]): boolean {
  const [name = ''] = resource.split('/');
  const scopes = groups.map((group) => builtInResources.get(group)?.get(name)?.scope);
  return name !== 'namespaces' && scopes.length > 0 && scopes.every((scope) => scope === 'Cluster');
}
