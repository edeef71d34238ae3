import { faultOf } from '../engine/fault';
import { objectRule } from '../engine/object-rule';
import type { Fault } from '../engine/rule';

export const rbacGrantsNothing = objectRule({
  code: 'rbac-grants-nothing',
  kinds: [
    'rbac.authorization.k8s.io/v1/Role',
    'rbac.authorization.k8s.io/v1/ClusterRole',
    'rbac.authorization.k8s.io/v1/RoleBinding',
    'rbac.authorization.k8s.io/v1/ClusterRoleBinding',
  ],
  severity: 'error',
  profile: 'scorewright',
  ofAbsence: true,
  summary: 'Every role has rules, and every binding has subjects.',
  why: 'The API server accepts an empty role or binding; it grants nothing, and the pods that it was meant for are refused at run time.',
  fix: 'List the rules or the subjects, or remove the object.',
  turnOff: 'When an aggregated ClusterRole or another controller fills it.',

  *collect(located): Iterable<Fault> {
    const { manifest } = located;
    const isRole = manifest.kind === 'Role' || manifest.kind === 'ClusterRole';
    const items = isRole ? manifest.rules : manifest.subjects;
    const isFilled = manifest.kind === 'ClusterRole' && manifest.aggregationRule !== undefined;
    if ((items ?? []).length === 0 && !isFilled)
      yield faultOf(located, [isRole ? 'rules' : 'subjects'], `got none; list them, or remove the ${manifest.kind}`);
  },

  judge: (faults) => faults,
});
