import { hint, type Hint } from '../../model/words';

/**
 * Resources of Kubernetes' own API groups by group, as RBAC and webhooks name them. Subresources are listed apart: which
 * resource has which is not told. Groups that are not here are those of CustomResourceDefinitions and aggregated APIs.
 */
const resources: Readonly<Record<string, readonly string[]>> = {
  '': [
    'bindings',
    'componentstatuses',
    'configmaps',
    'endpoints',
    'events',
    'groups',
    'limitranges',
    'namespaces',
    'nodes',
    'persistentvolumeclaims',
    'persistentvolumes',
    'pods',
    'podtemplates',
    'replicationcontrollers',
    'resourcequotas',
    'secrets',
    'serviceaccounts',
    'services',
    'users',
  ],
  'admissionregistration.k8s.io': [
    'mutatingadmissionpolicies',
    'mutatingadmissionpolicybindings',
    'mutatingwebhookconfigurations',
    'validatingadmissionpolicies',
    'validatingadmissionpolicybindings',
    'validatingwebhookconfigurations',
  ],
  'apiextensions.k8s.io': ['customresourcedefinitions'],
  'apiregistration.k8s.io': ['apiservices'],
  apps: ['controllerrevisions', 'daemonsets', 'deployments', 'replicasets', 'statefulsets'],
  'authentication.k8s.io': ['selfsubjectreviews', 'tokenreviews', 'uids', 'userextras'],
  'authorization.k8s.io': [
    'localsubjectaccessreviews',
    'selfsubjectaccessreviews',
    'selfsubjectrulesreviews',
    'subjectaccessreviews',
  ],
  autoscaling: ['horizontalpodautoscalers'],
  batch: ['cronjobs', 'jobs'],
  'certificates.k8s.io': ['certificatesigningrequests', 'clustertrustbundles', 'podcertificaterequests', 'signers'],
  'coordination.k8s.io': ['leasecandidates', 'leases'],
  'discovery.k8s.io': ['endpointslices'],
  'events.k8s.io': ['events'],
  'flowcontrol.apiserver.k8s.io': ['flowschemas', 'prioritylevelconfigurations'],
  'networking.k8s.io': ['ingressclasses', 'ingresses', 'ipaddresses', 'networkpolicies', 'servicecidrs'],
  'node.k8s.io': ['runtimeclasses'],
  policy: ['poddisruptionbudgets', 'podsecuritypolicies'],
  'rbac.authorization.k8s.io': ['clusterrolebindings', 'clusterroles', 'rolebindings', 'roles'],
  'scheduling.k8s.io': ['priorityclasses'],
  'storage.k8s.io': [
    'csidrivers',
    'csinodes',
    'csistoragecapacities',
    'storageclasses',
    'volumeattachments',
    'volumeattributesclasses',
  ],
};

/** Those of nodes are what the kubelet asks about. */
const subresources: readonly string[] = [
  'approval',
  'attach',
  'binding',
  'checkpoint',
  'configz',
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
  if (name !== '*' && !groups.some((group) => resources[group]?.includes(name) ?? true)) return false;
  // The keys of a user's extra fields are anybody's.
  if (name === 'userextras') return true;
  return subresource === '*' || subresources.includes(subresource) || groups.some((group) => !(group in resources));
}

/** The API group that has a resource which these groups lack; undefined where none has it. */
export function homeOf(resource: string, groups: readonly string[]): string | undefined {
  const [name = ''] = resource.split('/');
  if (groups.some((group) => resources[group]?.includes(name))) return undefined;
  return Object.keys(resources).find((group) => resources[group]?.includes(name));
}

/** What is right instead of something that is not a resource of the groups. */
export function resourceHint(resource: string, groups: readonly string[]): Hint {
  const [name = ''] = resource.split('/');
  const known = groups.flatMap((group) => resources[group] ?? []);
  if (known.includes(name)) {
    const whole = subresources.map((each) => `${name}/${each}`);
    return hint(resource, whole, 'subresources');
  }
  return hint(name, known, 'resources');
}
