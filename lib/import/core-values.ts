import type { JsonSchema } from './json-schema';

type Values = Readonly<Record<string, JsonSchema>>;

const oneOf = (...values: readonly string[]): JsonSchema => ({ enum: values });
const eachOneOf = (...values: readonly string[]): JsonSchema => ({ items: { enum: values } });
const notNegative: JsonSchema = { minimum: 0 };
const atLeastOne: JsonSchema = { minimum: 1 };
const port: JsonSchema = { minimum: 1, maximum: 65535 };
/** Zero leaves the choice to Kubernetes. */
const anyPort: JsonSchema = { minimum: 0, maximum: 65535 };
const notEmpty: JsonSchema = { minItems: 1 };
const fileMode: JsonSchema = { minimum: 0, maximum: 0o777 };
const userId: JsonSchema = { minimum: 0, maximum: 2 ** 31 - 1 };
const protocol = oneOf('TCP', 'UDP', 'SCTP');

const security: Values = { runAsUser: userId, runAsGroup: userId };
const claim: Values = {
  accessModes: eachOneOf('ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'),
  volumeMode: oneOf('Filesystem', 'Block'),
};
const webhook: Values = {
  admissionReviewVersions: notEmpty,
  failurePolicy: oneOf('Ignore', 'Fail'),
  matchPolicy: oneOf('Exact', 'Equivalent'),
  sideEffects: oneOf('None', 'NoneOnDryRun'),
  timeoutSeconds: { minimum: 1, maximum: 30 },
};

/**
 * The values that the API server takes for a field of its own kinds. It enforces them in code, and its OpenAPI document
 * does not tell them. By definition (without `io.k8s.api.`) and field.
 */
const coreValues: Readonly<Record<string, Values>> = {
  'admissionregistration.v1.MutatingWebhook': { ...webhook, reinvocationPolicy: oneOf('Never', 'IfNeeded') },
  'admissionregistration.v1.RuleWithOperations': {
    apiGroups: notEmpty,
    apiVersions: notEmpty,
    operations: { ...notEmpty, ...eachOneOf('CREATE', 'UPDATE', 'DELETE', 'CONNECT', '*') },
    resources: notEmpty,
    scope: oneOf('Cluster', 'Namespaced', '*'),
  },
  'admissionregistration.v1.ServiceReference': { port },
  'admissionregistration.v1.ValidatingWebhook': webhook,
  'apps.v1.DaemonSetSpec': { minReadySeconds: notNegative, revisionHistoryLimit: notNegative },
  'apps.v1.DaemonSetUpdateStrategy': { type: oneOf('RollingUpdate', 'OnDelete') },
  'apps.v1.DeploymentSpec': {
    minReadySeconds: notNegative,
    progressDeadlineSeconds: notNegative,
    replicas: notNegative,
    revisionHistoryLimit: notNegative,
  },
  'apps.v1.DeploymentStrategy': { type: oneOf('RollingUpdate', 'Recreate') },
  'apps.v1.StatefulSetSpec': {
    minReadySeconds: notNegative,
    podManagementPolicy: oneOf('OrderedReady', 'Parallel'),
    replicas: notNegative,
    revisionHistoryLimit: notNegative,
  },
  'apps.v1.StatefulSetUpdateStrategy': { type: oneOf('RollingUpdate', 'OnDelete') },
  'autoscaling.v2.HPAScalingPolicy': {
    periodSeconds: { minimum: 1, maximum: 1800 },
    type: oneOf('Pods', 'Percent'),
    value: atLeastOne,
  },
  'autoscaling.v2.HPAScalingRules': {
    selectPolicy: oneOf('Max', 'Min', 'Disabled'),
    stabilizationWindowSeconds: { minimum: 0, maximum: 3600 },
  },
  'autoscaling.v2.HorizontalPodAutoscalerSpec': { maxReplicas: atLeastOne, minReplicas: notNegative },
  'autoscaling.v2.MetricSpec': { type: oneOf('Object', 'Pods', 'Resource', 'ContainerResource', 'External') },
  'autoscaling.v2.MetricTarget': {
    averageUtilization: atLeastOne,
    type: oneOf('Utilization', 'Value', 'AverageValue'),
  },
  'batch.v1.CronJobSpec': {
    concurrencyPolicy: oneOf('Allow', 'Forbid', 'Replace'),
    failedJobsHistoryLimit: notNegative,
    startingDeadlineSeconds: notNegative,
    successfulJobsHistoryLimit: notNegative,
  },
  'batch.v1.JobSpec': {
    activeDeadlineSeconds: notNegative,
    backoffLimit: notNegative,
    backoffLimitPerIndex: notNegative,
    completionMode: oneOf('NonIndexed', 'Indexed'),
    completions: notNegative,
    maxFailedIndexes: notNegative,
    parallelism: notNegative,
    podReplacementPolicy: oneOf('TerminatingOrFailed', 'Failed'),
    ttlSecondsAfterFinished: notNegative,
  },
  'batch.v1.PodFailurePolicyRule': { action: oneOf('FailJob', 'FailIndex', 'Ignore', 'Count') },
  'core.v1.ConfigMapVolumeSource': { defaultMode: fileMode },
  'core.v1.Container': {
    imagePullPolicy: oneOf('Always', 'IfNotPresent', 'Never'),
    restartPolicy: oneOf('Always', 'OnFailure', 'Never'),
    terminationMessagePolicy: oneOf('File', 'FallbackToLogsOnError'),
  },
  'core.v1.ContainerPort': { containerPort: port, hostPort: anyPort, protocol },
  'core.v1.DownwardAPIVolumeSource': { defaultMode: fileMode },
  'core.v1.GRPCAction': { port },
  'core.v1.HTTPGetAction': { scheme: oneOf('HTTP', 'HTTPS') },
  'core.v1.HostPathVolumeSource': {
    type: oneOf('', 'DirectoryOrCreate', 'Directory', 'FileOrCreate', 'File', 'Socket', 'CharDevice', 'BlockDevice'),
  },
  'core.v1.KeyToPath': { mode: fileMode },
  'core.v1.LimitRangeSpec': { limits: notEmpty },
  'core.v1.NodeSelector': { nodeSelectorTerms: notEmpty },
  'core.v1.NodeSelectorRequirement': { operator: oneOf('In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt') },
  'core.v1.PersistentVolumeClaimSpec': claim,
  'core.v1.PersistentVolumeSpec': { ...claim, persistentVolumeReclaimPolicy: oneOf('Retain', 'Delete', 'Recycle') },
  'core.v1.PodDNSConfig': { nameservers: { maxItems: 3 }, searches: { maxItems: 32 } },
  'core.v1.PodOS': { name: oneOf('linux', 'windows') },
  'core.v1.PodSecurityContext': {
    ...security,
    fsGroup: userId,
    fsGroupChangePolicy: oneOf('OnRootMismatch', 'Always'),
    supplementalGroupsPolicy: oneOf('Merge', 'Strict'),
  },
  'core.v1.PodSpec': {
    activeDeadlineSeconds: atLeastOne,
    containers: notEmpty,
    dnsPolicy: oneOf('ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'),
    preemptionPolicy: oneOf('PreemptLowerPriority', 'Never'),
    restartPolicy: oneOf('Always', 'OnFailure', 'Never'),
    terminationGracePeriodSeconds: notNegative,
  },
  'core.v1.PreferredSchedulingTerm': { weight: { minimum: 1, maximum: 100 } },
  'core.v1.Probe': {
    failureThreshold: notNegative,
    initialDelaySeconds: notNegative,
    periodSeconds: notNegative,
    successThreshold: notNegative,
    terminationGracePeriodSeconds: atLeastOne,
    timeoutSeconds: notNegative,
  },
  'core.v1.ProjectedVolumeSource': { defaultMode: fileMode },
  'core.v1.SeccompProfile': { type: oneOf('RuntimeDefault', 'Localhost', 'Unconfined') },
  'core.v1.SecretVolumeSource': { defaultMode: fileMode },
  'core.v1.SecurityContext': { ...security, procMount: oneOf('Default', 'Unmasked') },
  'core.v1.ServiceAccountTokenProjection': { expirationSeconds: { minimum: 600 } },
  'core.v1.ServicePort': { nodePort: anyPort, port, protocol },
  'core.v1.ServiceSpec': {
    externalTrafficPolicy: oneOf('Cluster', 'Local'),
    internalTrafficPolicy: oneOf('Cluster', 'Local'),
    ipFamilies: eachOneOf('IPv4', 'IPv6'),
    ipFamilyPolicy: oneOf('SingleStack', 'PreferDualStack', 'RequireDualStack'),
    sessionAffinity: oneOf('None', 'ClientIP'),
    type: oneOf('ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'),
  },
  'core.v1.Toleration': { effect: oneOf('', 'NoSchedule', 'PreferNoSchedule', 'NoExecute') },
  'core.v1.TopologySpreadConstraint': {
    maxSkew: atLeastOne,
    minDomains: atLeastOne,
    whenUnsatisfiable: oneOf('DoNotSchedule', 'ScheduleAnyway'),
  },
  'core.v1.VolumeMount': { mountPropagation: oneOf('None', 'HostToContainer', 'Bidirectional') },
  'core.v1.WeightedPodAffinityTerm': { weight: { minimum: 1, maximum: 100 } },
  'networking.v1.HTTPIngressPath': { pathType: oneOf('Exact', 'Prefix', 'ImplementationSpecific') },
  'networking.v1.HTTPIngressRuleValue': { paths: notEmpty },
  'networking.v1.NetworkPolicyPort': { protocol },
  'networking.v1.NetworkPolicySpec': { policyTypes: eachOneOf('Ingress', 'Egress') },
  'networking.v1.ServiceBackendPort': { number: port },
  'policy.v1.PodDisruptionBudgetSpec': { unhealthyPodEvictionPolicy: oneOf('IfHealthyBudget', 'AlwaysAllow') },
  'rbac.v1.PolicyRule': { verbs: notEmpty },
  'rbac.v1.RoleRef': { apiGroup: oneOf('rbac.authorization.k8s.io'), kind: oneOf('Role', 'ClusterRole') },
  'rbac.v1.Subject': { kind: oneOf('User', 'Group', 'ServiceAccount') },
  'scheduling.v1.PriorityClass': { preemptionPolicy: oneOf('PreemptLowerPriority', 'Never') },
  'storage.v1.StorageClass': {
    reclaimPolicy: oneOf('Delete', 'Retain'),
    volumeBindingMode: oneOf('Immediate', 'WaitForFirstConsumer'),
  },
};

const prefix = 'io.k8s.api.';

/** The definition with what `coreValues` knows of its fields; throws where upstream no longer has such a field. */
export function withCoreValues(name: string, schema: JsonSchema): JsonSchema {
  const values = coreValues[name.slice(prefix.length)];
  if (!values) return schema;
  const properties = Object.entries(values).map(([field, demand]): [string, JsonSchema] => {
    const before = schema.properties?.[field];
    if (!before) throw new Error(`core-values.ts speaks of ${name}.${field}, which is not in the schema`);
    return [field, { ...before, ...demand, ...(before.items && { items: { ...before.items, ...demand.items } }) }];
  });
  return { ...schema, properties: { ...schema.properties, ...Object.fromEntries(properties) } };
}
