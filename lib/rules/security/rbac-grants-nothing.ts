import { findingKind } from '../../model/finding-kind';
import { fieldOf } from '../engine/fault';
import { objectRule } from '../engine/object-rule';
import type { Fault } from '../engine/rule';

const finding = findingKind({
  code: 'rbac-grants-nothing',
  why: 'The API server accepts an empty role or binding; it grants nothing, and the pods that it was meant for are rejected at run time.',
  fix: 'List the rules or the subjects, or remove the object.',
  messages: {
    none: 'got none; list them, or remove the {kind}',
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
  profile: 'scorewright',
  ofAbsence: true,
  summary: 'Every role has rules, and every binding has subjects.',
  turnOff: 'When an aggregated ClusterRole or another controller fills it.',

  *collect(located): Iterable<Fault> {
    const { manifest } = located;
    const isRole = manifest.kind === 'Role' || manifest.kind === 'ClusterRole';
    const items = isRole ? manifest.rules : manifest.subjects;
    const isFilled = manifest.kind === 'ClusterRole' && manifest.aggregationRule !== undefined;
    if ((items ?? []).length === 0 && !isFilled)
      yield finding.fault('none', { kind: manifest.kind }, fieldOf(located, [isRole ? 'rules' : 'subjects']));
  },

  judge: (faults) => faults,
});
