import { objectsOf } from '../../model/json';
import type { ObjectFault } from '../object-fault';
import { findingKind } from '../../model/finding-kind';
import type { ApiCheck } from './objects';

export const apiRoleRulesKind = findingKind({
  code: 'api-role-rules',
  why: 'A rule speaks either of resources in API groups or, cluster-wide, of URLs; the API server rejects half of one.',
  fix: 'Give the rule apiGroups and resources, or only nonResourceURLs in a ClusterRole.',
  messages: {
    urlsInRole: 'got {got:json}; only a ClusterRole may have them',
    urlsAndResources: 'got {got:json}; a rule with URLs has no resources',
    missing: 'got {got:json}; a rule about resources needs it',
  },
});

export const roleRuleFaults: ApiCheck = (manifest) => {
  return objectsOf(manifest.rules).flatMap((rule, index): ObjectFault[] => {
    const path = ['rules', index];
    const has = (name: string) => Array.isArray(rule[name]) && rule[name].length > 0;
    if (has('nonResourceURLs')) {
      const place = [...path, 'nonResourceURLs'];
      if (manifest.kind === 'Role')
        return [apiRoleRulesKind.fault('urlsInRole', { got: rule.nonResourceURLs }, { path: place })];
      if (has('apiGroups') || has('resources') || has('resourceNames'))
        return [apiRoleRulesKind.fault('urlsAndResources', { got: rule.nonResourceURLs }, { path: place })];
      return [];
    }
    return ['apiGroups', 'resources']
      .filter((name) => !has(name))
      .map((name) => apiRoleRulesKind.fault('missing', { got: rule[name] }, { path: [...path, name] }));
  });
};
