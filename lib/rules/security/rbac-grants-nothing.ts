import { groupOf } from '../../model/manifest';
import { faultOf } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

export const rbacGrantsNothing: Rule<Fault> = {
  code: 'rbac-grants-nothing',
  kinds: [
    'rbac.authorization.k8s.io/Role',
    'rbac.authorization.k8s.io/ClusterRole',
    'rbac.authorization.k8s.io/RoleBinding',
    'rbac.authorization.k8s.io/ClusterRoleBinding',
  ],
  severity: 'error',
  profile: 'scorewright',
  ofAbsence: true,
  summary: 'Every role has rules, and every binding has subjects.',
  why: 'The API server accepts an empty role or binding; it grants nothing, and the pods that it was meant for are refused at run time.',
  fix: 'List the rules or the subjects, or remove the object.',
  turnOff: 'When an aggregated ClusterRole or another controller fills it.',

  *collect(_, { objects }) {
    for (const located of objects) {
      const { manifest } = located;
      if (groupOf(manifest.apiVersion) !== 'rbac.authorization.k8s.io') continue;
      const field = manifest.kind.endsWith('Binding') ? 'subjects' : 'rules';
      const items = manifest[field];
      if ((Array.isArray(items) && items.length > 0) || manifest.aggregationRule !== undefined) continue;
      yield faultOf(located, [field], `got none; list them, or leave the ${manifest.kind} out`);
    }
  },

  judge: (faults) => faults,
};
