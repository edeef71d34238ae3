import { isObject } from '../../model/json';
import { find, parsePattern } from '../../graph/field-pattern';
import type { Located } from '../../graph/located';
import { groupOf } from '../../model/manifest';
import type { Path } from '../../model/origin';
import { faultOf } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

const rules = parsePattern('rules[*]');
/** Verbs that give whoever has them all rights of others; to bind just the roles that are named gives only theirs. */
const escalating: ReadonlySet<unknown> = new Set(['bind', 'escalate', 'impersonate']);

export const rbacTooBroad: Rule<Fault> = {
  code: 'rbac-too-broad',
  kinds: [
    'rbac.authorization.k8s.io/Role',
    'rbac.authorization.k8s.io/ClusterRole',
    'rbac.authorization.k8s.io/RoleBinding',
    'rbac.authorization.k8s.io/ClusterRoleBinding',
  ],
  severity: 'error',
  profile: 'scorewright',
  summary: 'No role or binding grants permissions to everything.',
  why: 'Whoever takes over a pod has the permissions of its ServiceAccount; cluster-admin, wildcards, escalate, bind and impersonate amount to all permissions.',
  fix: 'List the API groups, resources and verbs that are used, and bind a Role of your own.',
  turnOff: 'When a workload really administers the whole cluster; say so in the reason.',

  *collect(_, { objects }) {
    for (const located of objects) {
      const { manifest } = located;
      if (groupOf(manifest.apiVersion) !== 'rbac.authorization.k8s.io') continue;
      if (manifest.kind.endsWith('Binding')) {
        if (isObject(manifest.roleRef) && manifest.roleRef.name === 'cluster-admin')
          yield faultOf(
            located,
            ['roleRef', 'name'],
            'got cluster-admin; bind a role with just the rights that are used',
          );
      } else yield* broadRules(located);
    }
  },

  judge: (faults) => faults,
};

function* broadRules(located: Located): Iterable<Fault> {
  for (const { value, path } of find(rules, located.manifest, [])) {
    if (!isObject(value)) continue;
    for (const field of ['apiGroups', 'resources', 'verbs', 'nonResourceURLs']) {
      const items: unknown = value[field];
      const at: Path = [...path, field];
      if (!Array.isArray(items)) continue;
      if (items.includes('*')) yield faultOf(located, at, 'got *; list what is used');
      const named = Array.isArray(value.resourceNames) && value.resourceNames.length > 0;
      const verb: unknown =
        field === 'verbs' ? items.find((item) => escalating.has(item) && !(named && item === 'bind')) : undefined;
      if (typeof verb === 'string')
        yield faultOf(located, at, `got ${verb}, which gives all rights of others; take it out`);
    }
  }
}
