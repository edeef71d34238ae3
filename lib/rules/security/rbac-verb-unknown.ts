import { isBuiltInGroup } from '../../kinds/scope';
import { findingKind } from '../../model/finding-kind';
import { hint } from '../../model/words';
import { fieldOf } from '../engine/fault';
import { objectRule } from '../engine/object-rule';
import type { Fault } from '../engine/rule';

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

const finding = findingKind({
  code: 'rbac-verb-unknown',
  why: 'The API server accepts a rule with a misspelt verb or group, and the rule matches no request.',
  fix: 'Use the verbs of the Kubernetes API: get, list, watch, create, update, patch, delete, deletecollection.',
  messages: {
    verb: 'got {got}; {hint}',
    group: 'got {got}, which is not an API group; {hint}',
  },
});

export const rbacVerbUnknown = objectRule({
  ...finding,
  kinds: ['rbac.authorization.k8s.io/v1/Role', 'rbac.authorization.k8s.io/v1/ClusterRole'],
  summary: 'Every rule names verbs and API groups that exist.',
  turnOff: 'When an aggregated API server has verbs of its own.',

  *collect(located): Iterable<Fault> {
    for (const [at, { verbs, apiGroups = [] }] of (located.manifest.rules ?? []).entries()) {
      for (const [index, got] of verbs.entries())
        if (got !== '*' && !known.includes(got))
          yield finding.fault(
            'verb',
            { got, ...hint(got, known, 'verbs') },
            fieldOf(located, ['rules', at, 'verbs', index]),
          );
      // A group that is not of Kubernetes itself is a domain.
      for (const [index, got] of apiGroups.entries())
        if (got !== '*' && !got.includes('.') && !isBuiltInGroup(got) && got !== removed)
          yield finding.fault(
            'group',
            { got, ...hint(got, short, 'short groups') },
            fieldOf(located, ['rules', at, 'apiGroups', index]),
          );
    }
  },

  judge: (faults) => faults,
});

/** What Deployments and Ingresses once were in; charts still list it beside the groups of today. */
const removed = 'extensions';
const short = ['apps', 'autoscaling', 'batch', 'policy'];
