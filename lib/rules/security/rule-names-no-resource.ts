import { isObject } from '../../model/json';
import { find, parsePattern } from '../../graph/field-pattern';
import type { Located } from '../../graph/located';
import { groupOf } from '../../model/manifest';
import { isResource, resourceHint } from './api-resources';
import { faultOf } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

const roleRules = parsePattern('rules[*]');
const hookRules = parsePattern('webhooks[*].rules[*]');
const hooks = parsePattern('webhooks[*]');
const versions = /^v\d+((alpha|beta)\d+)?$/;

export const ruleNamesNoResource: Rule<Fault> = {
  code: 'rule-names-no-resource',
  kinds: [
    'rbac.authorization.k8s.io/Role',
    'rbac.authorization.k8s.io/ClusterRole',
    'rbac.authorization.k8s.io/RoleBinding',
    'rbac.authorization.k8s.io/ClusterRoleBinding',
    'admissionregistration.k8s.io/MutatingWebhookConfiguration',
    'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
  ],
  severity: 'error',
  profile: 'scorewright',
  summary: 'Every role or webhook rule names a resource in the API group that has it.',
  why: 'The API server accepts a rule for a resource that its group does not have; the role then permits nothing, or the webhook is never called.',
  fix: 'Name the plural of the resource in the API group that has it: deployments are in apps, jobs in batch.',
  turnOff: 'When the cluster serves resources of these groups that this version does not know.',

  *collect(_, { objects }) {
    for (const located of objects) {
      const { manifest } = located;
      const isRole = groupOf(manifest.apiVersion) === 'rbac.authorization.k8s.io';
      const isHook = manifest.kind.endsWith('WebhookConfiguration');
      if (!isRole && !isHook) continue;
      if (isHook) yield* silent(located);
      for (const { value, path } of find(isRole ? roleRules : hookRules, manifest, [])) {
        const { apiGroups, resources, apiVersions } = isObject(value) ? value : {};
        const groups = texts(apiGroups);
        if (groups.length === 0 || groups.includes('*')) continue;
        for (const [at, resource] of texts(resources).entries())
          if (!isResource(resource, groups))
            yield faultOf(located, [...path, 'resources', at], `got ${resource}; ${resourceHint(resource, groups)}`);
        for (const [at, version] of texts(apiVersions).entries())
          if (version !== '*' && !versions.test(version))
            yield faultOf(
              located,
              [...path, 'apiVersions', at],
              `got ${version}; a version is written as v1 or v1beta1`,
            );
      }
    }
  },

  judge: (faults) => faults,
};

/** A webhook that is asked about nothing. */
function* silent(located: Located): Iterable<Fault> {
  const found = find(hooks, located.manifest, []);
  if (found.length === 0) yield faultOf(located, ['webhooks'], 'got none; leave the configuration out');
  for (const { value, path } of found)
    if (!isObject(value) || !Array.isArray(value.rules) || value.rules.length === 0)
      yield faultOf(located, [...path, 'rules'], 'got none; the webhook is never asked');
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
