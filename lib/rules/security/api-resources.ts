import { builtInResources } from '../../kinds/scope';
import { hint, type Hint } from '../../model/words';

/** What RBAC names besides the resources of Kubernetes' own kinds: whom one may act for, and kinds of old or newer versions. */
const others: Readonly<Record<string, readonly string[]>> = {
  '': ['groups', 'users'],
  'authentication.k8s.io': ['uids', 'userextras'],
  'certificates.k8s.io': ['clustertrustbundles', 'podcertificaterequests', 'signers'],
  policy: ['podsecuritypolicies'],
};

/**
 * Resources of Kubernetes' own API groups, as RBAC and webhooks name them; other groups are those of CustomResourceDefinitions
 * and aggregated APIs. Subresources are listed apart: no table tells which resource has which.
 */
const resources: ReadonlyMap<string, readonly string[]> = new Map(
  Array.from(builtInResources, ([group, kinds]) => [group, [...kinds.keys(), ...(others[group] ?? [])]]),
);

/** Those of nodes are what the kubelet asks about. */
const subresources: readonly string[] = [
  'approval',
  'attach',
  'binding',
  'checkpoint',
  'configz',
  'driver',
  'ephemeralcontainers',
  'eviction',
  'exec',
  'finalize',
  'finalizers',
  'healthz',
  'log',
  'metrics',
  'pods',
  'portforward',
  'proxy',
  'resize',
  'restricted',
  'rollback',
  'scale',
  'spec',
  'stats',
  'status',
  'token',
];

/** Whether `resource` or `resource/subresource` is one of the groups, as far as that can be told. */
export function isResource(resource: string, groups: readonly string[]): boolean {
  const [name = '', subresource = '*'] = resource.split('/');
  if (name !== '*' && !groups.some((group) => resources.get(group)?.includes(name) ?? true)) return false;
  // The keys of a user's extra fields are anybody's.
  if (name === 'userextras') return true;
  return subresource === '*' || subresources.includes(subresource) || groups.some((group) => !resources.has(group));
}

/** The API group that has a resource which these groups lack; undefined where none has it. */
export function homeOf(resource: string, groups: readonly string[]): string | undefined {
  const [name = ''] = resource.split('/');
  if (groups.some((group) => resources.get(group)?.includes(name))) return undefined;
  return [...resources.keys()].find((group) => resources.get(group)?.includes(name));
}

/** What is right instead of something that is not a resource of the groups. */
export function resourceHint(resource: string, groups: readonly string[]): Hint {
  const [name = ''] = resource.split('/');
  const known = groups.flatMap((group) => resources.get(group) ?? []);
  if (known.includes(name)) {
    const whole = subresources.map((each) => `${name}/${each}`);
    return hint(resource, whole, 'subresources');
  }
  return hint(name, known, 'resources');
}
