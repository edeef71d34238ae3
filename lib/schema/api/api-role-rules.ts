import type { FindingKind } from '../../model/finding';
import { quote, type Fault } from '../problem';
import { objectsOf, type ApiCheck } from './objects';

export const apiRoleRulesKind: FindingKind = {
  code: 'api-role-rules',
  why: 'A rule speaks either of resources in API groups or, cluster-wide, of URLs; the API server refuses half of one.',
  fix: 'Give the rule apiGroups and resources, or only nonResourceURLs in a ClusterRole.',
};

export const roleRuleFaults: ApiCheck = (manifest) => {
  const { code } = apiRoleRulesKind;
  return objectsOf(manifest.rules).flatMap((rule, index): Fault[] => {
    const path = ['rules', index];
    const has = (name: string) => Array.isArray(rule[name]) && rule[name].length > 0;
    if (has('nonResourceURLs')) {
      const place = [...path, 'nonResourceURLs'];
      if (manifest.kind === 'Role')
        return [{ code, path: place, message: `got ${quote(rule.nonResourceURLs)}; only a ClusterRole may have them` }];
      if (has('apiGroups') || has('resources') || has('resourceNames'))
        return [
          { code, path: place, message: `got ${quote(rule.nonResourceURLs)}; a rule with URLs has no resources` },
        ];
      return [];
    }
    return ['apiGroups', 'resources']
      .filter((name) => !has(name))
      .map((name) => ({
        code,
        path: [...path, name],
        message: `got ${quote(rule[name])}; a rule about resources needs it`,
      }));
  });
};
