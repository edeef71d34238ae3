import { find, isObject, parsePattern } from '../../graph/field-pattern';
import type { Located } from '../../graph/located';
import { groupOf, type Manifest } from '../../model/manifest';
import { isResource, resourceHint } from './api-resources';
import { faultOf } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

const roleRules = parsePattern('rules[*]');
const hookRules = parsePattern('webhooks[*].rules[*]');
const hooks = parsePattern('webhooks[*]');
const versions = /^v\d+((alpha|beta)\d+)?$/;

/** Every rule of a Role or webhook names resources, and versions, that there are. */
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
  why: 'The API server takes a rule for a resource that no group of it has; it then permits nothing, or the webhook is never asked.',
  fix: 'Name the resource by its plural, in the API group that has it: deployments is in apps, jobs in batch.',

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

  bad: {
    units: {
      'worker01/demo': [
        role({ apiGroups: [''], resources: ['pod', 'pods/logs', 'deployments'], verbs: ['get'] }),
        hook({ apiGroups: ['apps'], apiVersions: ['1'], resources: ['deployment'], operations: ['CREATE'] }),
        hook(),
      ],
    },
    findings: [
      'Role demo/web rules[0].resources[0]: got pod; did you mean pods?',
      'Role demo/web rules[0].resources[1]: got pods/logs; did you mean pods/log?',
      'Role demo/web rules[0].resources[2]: got deployments; it is in the API group apps',
      'MutatingWebhookConfiguration web webhooks[0].rules[0].resources[0]: got deployment; did you mean deployments?',
      'MutatingWebhookConfiguration web webhooks[0].rules[0].apiVersions[0]: got 1; a version is written as v1 or v1beta1',
      'MutatingWebhookConfiguration web webhooks[0].rules: got none; the webhook is never asked',
    ],
  },
  good: {
    'worker01/demo': [
      role({
        apiGroups: ['', 'apps'],
        resources: ['pods', 'pods/log', 'deployments/scale', '*/status', 'nodes/metrics'],
        verbs: ['get'],
      }),
      role({ apiGroups: ['example.com'], resources: ['things', 'things/parts'], verbs: ['get'] }),
      hook({ apiGroups: ['apps'], apiVersions: ['v1'], resources: ['deployments'], operations: ['CREATE'] }),
    ],
  },
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

function role(rule: object): Manifest {
  const metadata = { name: 'web', namespace: 'demo' };
  return { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata, rules: [rule] };
}

function hook(...rules: readonly object[]): Manifest {
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'MutatingWebhookConfiguration',
    metadata: { name: 'web' },
    webhooks: [{ name: 'a.b.c', rules }],
  };
}
