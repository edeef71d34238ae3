import { at, objectsOf } from '../../model/json';
import type { ObjectFault } from '../object-fault';
import { findingKind } from '../../model/finding-kind';
import type { ApiCheck } from './objects';

export const apiRoleBindingKind = findingKind({
  code: 'api-role-binding',
  why: 'A binding must name a role that it can reach, and subjects in the form of their kind.',
  fix: 'Bind a ClusterRole from a ClusterRoleBinding; give ServiceAccounts no API group and, in a ClusterRoleBinding, a namespace.',
  messages: {
    roleKind: 'got {got:json}; a ClusterRoleBinding binds a ClusterRole',
    accountWithGroup: 'got {got:json}; a ServiceAccount has none',
    accountWithoutNamespace: 'got {got:json}; in a ClusterRoleBinding a ServiceAccount needs its namespace',
    group: 'got {got:json}; must be {rbacGroup:json}',
  },
});

const rbacGroup = 'rbac.authorization.k8s.io';

export const roleBindingFaults: ApiCheck = (manifest) => {
  const roleKind = at(manifest, 'roleRef', 'kind');
  const role: ObjectFault[] =
    manifest.kind === 'ClusterRoleBinding' && roleKind !== 'ClusterRole'
      ? [apiRoleBindingKind.fault('roleKind', { got: roleKind }, { path: ['roleRef', 'kind'] })]
      : [];
  const subjects = objectsOf(manifest.subjects).flatMap(({ kind, namespace, apiGroup }, index): ObjectFault[] => {
    const path = ['subjects', index];
    if (kind === 'ServiceAccount') {
      if (apiGroup !== undefined && apiGroup !== '')
        return [apiRoleBindingKind.fault('accountWithGroup', { got: apiGroup }, { path: [...path, 'apiGroup'] })];
      // A RoleBinding names its own namespace by leaving it out.
      if (manifest.kind === 'ClusterRoleBinding' && (namespace === undefined || namespace === ''))
        return [
          apiRoleBindingKind.fault('accountWithoutNamespace', { got: namespace }, { path: [...path, 'namespace'] }),
        ];
      return [];
    }
    if (apiGroup !== undefined && apiGroup !== '' && apiGroup !== rbacGroup)
      return [apiRoleBindingKind.fault('group', { got: apiGroup, rbacGroup }, { path: [...path, 'apiGroup'] })];
    return [];
  });
  return [...role, ...subjects];
};
