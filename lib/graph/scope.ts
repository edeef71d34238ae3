/** Kinds without a namespace, of those that something may refer to or that we render. */
const clusterScoped: ReadonlySet<string> = new Set([
  'APIGroup',
  'APIService',
  'CSIDriver',
  'ClusterGenerator',
  'ClusterIssuer',
  'ClusterManagementAddOn',
  'ClusterRole',
  'ClusterRoleBinding',
  'ClusterSecretStore',
  'ClusterServingRuntime',
  'CustomResourceDefinition',
  'DSCInitialization',
  'DataScienceCluster',
  'Folder',
  'IngressClass',
  'ManagedCluster',
  'ManagedClusterSet',
  'MutatingWebhookConfiguration',
  'Namespace',
  'Node',
  'NodeFeatureRule',
  'PersistentVolume',
  'PriorityClass',
  'Project',
  'RuntimeClass',
  'StorageClass',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'ValidatingWebhookConfiguration',
]);

/** Whether objects of the kind have no namespace. Kinds that are not known here have one. */
export function isClusterScoped(kind: string): boolean {
  return clusterScoped.has(kind);
}

/** API groups that every API server serves without a CustomResourceDefinition. */
const builtInGroups: ReadonlySet<string> = new Set([
  '',
  'admissionregistration.k8s.io',
  'apiextensions.k8s.io',
  'apiregistration.k8s.io',
  'apps',
  'authentication.k8s.io',
  'authorization.k8s.io',
  'autoscaling',
  'batch',
  'certificates.k8s.io',
  'coordination.k8s.io',
  'discovery.k8s.io',
  'events.k8s.io',
  'flowcontrol.apiserver.k8s.io',
  'networking.k8s.io',
  'node.k8s.io',
  'policy',
  'rbac.authorization.k8s.io',
  'resource.k8s.io',
  'scheduling.k8s.io',
  'storage.k8s.io',
]);

/** Whether no CustomResourceDefinition is needed for kinds of the API group; the core group is the empty string. */
export function isBuiltInGroup(group: string): boolean {
  return builtInGroups.has(group);
}

/** Name of the CustomResourceDefinition of a kind: its plural as API conventions form it, and the group. */
export function definitionName(group: string, kind: string): string {
  const key = `${group}/${kind}`;
  const known = definitionNames.get(key);
  if (known !== undefined) return known;
  const name = `${pluralOf(kind)}.${group}`;
  definitionNames.set(key, name);
  return name;
}

const definitionNames = new Map<string, string>();

function pluralOf(kind: string): string {
  const singular = kind.toLowerCase();
  if (/[^aeiou]y$/.test(singular)) return `${singular.slice(0, -1)}ies`;
  return /(s|x|ch|sh)$/.test(singular) ? `${singular}es` : `${singular}s`;
}

/** The API group that a CustomResourceDefinition's name ends with. */
export function groupOfDefinition(name: string): string {
  return name.slice(name.indexOf('.') + 1);
}
