import type { FindingKind } from '../../model/finding';
import { quote, type Fault } from '../problem';
import { at, objectsOf, type ApiCheck } from './objects';

export const apiRoleBindingKind: FindingKind = {
  code: 'api-role-binding',
  why: 'A binding must name a role that it can reach, and subjects in the form of their kind.',
  fix: 'Bind a ClusterRole from a ClusterRoleBinding; give ServiceAccounts a namespace and no API group.',
};

const rbacGroup = 'rbac.authorization.k8s.io';

export const roleBindingFaults: ApiCheck = (manifest) => {
  const { code } = apiRoleBindingKind;
  const roleKind = at(manifest, 'roleRef', 'kind');
  const role: Fault[] =
    manifest.kind === 'ClusterRoleBinding' && roleKind !== 'ClusterRole'
      ? [
          {
            code,
            path: ['roleRef', 'kind'],
            message: `got ${quote(roleKind)}; a ClusterRoleBinding binds a ClusterRole`,
          },
        ]
      : [];
  const subjects = objectsOf(manifest.subjects).flatMap(({ kind, namespace, apiGroup }, index): Fault[] => {
    const path = ['subjects', index];
    if (kind === 'ServiceAccount') {
      if (apiGroup !== undefined && apiGroup !== '')
        return [{ code, path: [...path, 'apiGroup'], message: `got ${quote(apiGroup)}; a ServiceAccount has none` }];
      if (namespace === undefined || namespace === '')
        return [
          {
            code,
            path: [...path, 'namespace'],
            message: `got ${quote(namespace)}; a ServiceAccount needs its namespace`,
          },
        ];
      return [];
    }
    if (apiGroup !== undefined && apiGroup !== rbacGroup)
      return [{ code, path: [...path, 'apiGroup'], message: `got ${quote(apiGroup)}; must be ${quote(rbacGroup)}` }];
    if (namespace !== undefined)
      return [{ code, path: [...path, 'namespace'], message: `got ${quote(namespace)}; a ${String(kind)} has none` }];
    return [];
  });
  return [...role, ...subjects];
};
