import { find, parsePattern } from '../../graph/field-pattern';
import { isBuiltInGroup } from '../../kinds/scope';
import { groupOf } from '../../model/manifest';
import { findingKind } from '../../model/finding-kind';
import { hint } from '../../model/words';
import { fieldOf } from '../engine/fault';
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

const kind = findingKind({
  code: 'rbac-verb-unknown',
  why: 'The API server accepts a rule with a misspelt verb or group, and the rule matches no request.',
  fix: 'Use the verbs of the Kubernetes API: get, list, watch, create, update, patch, delete, deletecollection.',
  messages: {
    verb: 'got {got}; {hint}',
    group: 'got {got}, which is not an API group; {hint}',
  },
});

export const rbacVerbUnknown: Rule<Fault> = {
  ...kind,
  kinds: [
    'rbac.authorization.k8s.io/Role',
    'rbac.authorization.k8s.io/ClusterRole',
    'rbac.authorization.k8s.io/RoleBinding',
    'rbac.authorization.k8s.io/ClusterRoleBinding',
  ],
  summary: 'Every rule names verbs and API groups that exist.',
  turnOff: 'When an aggregated API server has verbs of its own.',

  *collect(_, { objects }) {
    for (const located of objects) {
      if (groupOf(located.manifest.apiVersion) !== 'rbac.authorization.k8s.io') continue;
      for (const { value, path } of find(verbs, located.manifest, []))
        if (typeof value === 'string' && value !== '*' && !known.includes(value))
          yield kind.fault('verb', { got: value, ...hint(value, known, 'verbs') }, fieldOf(located, path));
      // A group that is not of Kubernetes itself is a domain.
      for (const { value, path } of find(groups, located.manifest, []))
        if (typeof value === 'string' && value !== '*' && !value.includes('.') && !isBuiltInGroup(value))
          yield kind.fault('group', { got: value, ...hint(value, short, 'short groups') }, fieldOf(located, path));
    }
  },

  judge: (faults) => faults,
};

const short = ['apps', 'autoscaling', 'batch', 'policy'];
