import type { PolicyRule } from '../../../imports/objects/k8s';
import type { Located } from '../../graph/located';
import type { Path } from '../../model/origin';
import { findingKind } from '../../model/finding-kind';
import { fieldOf } from '../engine/fault';
import { objectRule } from '../engine/object-rule';
import type { Fault } from '../engine/rule';
/** Verbs that give whoever has them all rights of others; to bind just the roles that are named gives only theirs. */
const escalating: ReadonlySet<string> = new Set(['bind', 'escalate', 'impersonate']);

const finding = findingKind({
  code: 'rbac-too-broad',
  why: 'Whoever takes over a pod has the permissions of its ServiceAccount; cluster-admin, wildcards, escalate, bind and impersonate amount to all permissions.',
  fix: 'List the API groups, resources and verbs that are used, and bind a Role of your own.',
  messages: {
    admin: 'got {got}; bind a role with only the permissions that are used',
    all: 'got {got}; list what is used',
    escalating: 'got {got}, which gives all permissions of others; remove it',
  },
});

export const rbacTooBroad = objectRule({
  ...finding,
  kinds: [
    'rbac.authorization.k8s.io/v1/Role',
    'rbac.authorization.k8s.io/v1/ClusterRole',
    'rbac.authorization.k8s.io/v1/RoleBinding',
    'rbac.authorization.k8s.io/v1/ClusterRoleBinding',
  ],
  profile: 'scorewright',
  summary: 'No role or binding grants permissions to everything.',
  turnOff: 'When a workload really administers the whole cluster; say so in the reason.',

  *collect(located): Iterable<Fault> {
    const { manifest } = located;
    if (manifest.kind === 'Role' || manifest.kind === 'ClusterRole') {
      for (const [at, rule] of (manifest.rules ?? []).entries()) yield* broad(located, rule, ['rules', at]);
    } else if (manifest.roleRef.name === 'cluster-admin') {
      yield finding.fault('admin', { got: manifest.roleRef.name }, fieldOf(located, ['roleRef', 'name']));
    }
  },

  judge: (faults) => faults,
});

function* broad(located: Omit<Located, 'manifest'>, rule: PolicyRule, path: Path): Iterable<Fault> {
  for (const field of ['apiGroups', 'resources', 'verbs', 'nonResourceURLs'] as const)
    if (rule[field]?.includes('*')) yield finding.fault('all', { got: '*' }, fieldOf(located, [...path, field]));
  const isNamed = (rule.resourceNames ?? []).length > 0;
  const verb = rule.verbs.find((item) => escalating.has(item) && !(isNamed && item === 'bind'));
  if (verb !== undefined) yield finding.fault('escalating', { got: verb }, fieldOf(located, [...path, 'verbs']));
}
