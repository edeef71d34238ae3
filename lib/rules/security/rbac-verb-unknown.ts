import { closest } from 'fastest-levenshtein';
import { find, parsePattern } from '../../graph/field-pattern';
import { isBuiltInGroup } from '../../graph/scope';
import { groupOf, type Manifest } from '../../model/manifest';
import { faultOf, shown } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

const verbs = parsePattern('rules[*].verbs[*]');
const groups = parsePattern('rules[*].apiGroups[*]');

/** What the API server asks about; the last seven are asked of few resources. */
const known = [
  'create',
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'update',
  'watch',
  'approve',
  'attest',
  'bind',
  'escalate',
  'impersonate',
  'sign',
  'use',
];

/** No rule names a verb, or an API group of Kubernetes itself, that there is not. */
export const rbacVerbUnknown: Rule<Fault> = {
  code: 'rbac-verb-unknown',
  kinds: [
    'rbac.authorization.k8s.io/Role',
    'rbac.authorization.k8s.io/ClusterRole',
    'rbac.authorization.k8s.io/RoleBinding',
    'rbac.authorization.k8s.io/ClusterRoleBinding',
  ],
  severity: 'error',
  why: 'A rule with a misspelt verb or group is accepted and matches no request.',
  fix: 'Use the verbs of the Kubernetes API: get, list, watch, create, update, patch, delete, deletecollection.',

  *collect(_, { objects }) {
    for (const located of objects) {
      if (groupOf(located.manifest.apiVersion) !== 'rbac.authorization.k8s.io') continue;
      for (const { value, path } of find(verbs, located.manifest, []))
        if (typeof value === 'string' && value !== '*' && !known.includes(value))
          yield faultOf(located, path, `got ${shown(value)}; did you mean ${closest(value, known)}?`);
      // A group that is not of Kubernetes itself is a domain.
      for (const { value, path } of find(groups, located.manifest, []))
        if (typeof value === 'string' && value !== '*' && !value.includes('.') && !isBuiltInGroup(value))
          yield faultOf(located, path, `got ${value}, which is no API group; did you mean ${closest(value, short)}?`);
    }
  },

  judge: (faults) => faults,

  bad: {
    units: { 'worker01/demo': [role({ apiGroups: ['app'], resources: ['deployments'], verbs: ['get', 'lst'] })] },
    findings: [
      'Role demo/web rules[0].verbs[1]: got lst; did you mean list?',
      'Role demo/web rules[0].apiGroups[0]: got app, which is no API group; did you mean apps?',
    ],
  },
  good: {
    'worker01/demo': [
      role({ apiGroups: ['', 'apps', 'example.com'], resources: ['pods'], verbs: ['get', 'list', 'watch'] }),
    ],
  },
};

const short = ['apps', 'autoscaling', 'batch', 'policy'];

function role(rule: object): Manifest {
  const metadata = { name: 'web', namespace: 'demo' };
  return { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata, rules: [rule] };
}
