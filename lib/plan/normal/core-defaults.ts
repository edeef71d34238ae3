import { groupOf, type Manifest } from '../../model/manifest';
import { draftIn, draftsIn, fill, podDefaults, type Draft } from './pod-defaults';

/**
 * Writes in what the API server fills in in one of Kubernetes' own kinds (`pkg/apis/<group>/<version>/defaults.go`, 1.36).
 * What it allocates (cluster IPs, node ports) is not known here.
 *
 * @param manifest a copy, which is changed
 */
export function fillCoreDefaults(manifest: Manifest & Draft): void {
  const of = defaults[`${groupOf(manifest.apiVersion)}/${manifest.kind}`];
  if (of) of(manifest);
}

type Fill = (object: Draft) => void;

const inSpec =
  (filling: Fill): Fill =>
  (object) => {
    const spec = draftIn(object, 'spec');
    if (spec) filling(spec);
  };

const template: Fill = (spec) => {
  const pod = draftIn(draftIn(spec, 'template') ?? {}, 'spec');
  if (pod) podDefaults(pod);
};

const deployment = inSpec((spec) => {
  fill(spec, 'replicas', 1);
  fill(spec, 'revisionHistoryLimit', 10);
  fill(spec, 'progressDeadlineSeconds', 600);
  fill(spec, 'strategy', {});
  const strategy = draftIn(spec, 'strategy') ?? {};
  fill(strategy, 'type', 'RollingUpdate');
  if (strategy.type === 'RollingUpdate') {
    fill(strategy, 'rollingUpdate', {});
    const rolling = draftIn(strategy, 'rollingUpdate') ?? {};
    fill(rolling, 'maxSurge', '25%');
    fill(rolling, 'maxUnavailable', '25%');
  }
  template(spec);
});

const replicaSet = inSpec((spec) => {
  fill(spec, 'replicas', 1);
  template(spec);
});

const statefulSet = inSpec((spec) => {
  fill(spec, 'replicas', 1);
  fill(spec, 'revisionHistoryLimit', 10);
  fill(spec, 'podManagementPolicy', 'OrderedReady');
  fill(spec, 'updateStrategy', {});
  const strategy = draftIn(spec, 'updateStrategy') ?? {};
  fill(strategy, 'type', 'RollingUpdate');
  if (strategy.type === 'RollingUpdate') {
    fill(strategy, 'rollingUpdate', {});
    fill(draftIn(strategy, 'rollingUpdate') ?? {}, 'partition', 0);
  }
  fill(spec, 'persistentVolumeClaimRetentionPolicy', {});
  const retention = draftIn(spec, 'persistentVolumeClaimRetentionPolicy') ?? {};
  fill(retention, 'whenDeleted', 'Retain');
  fill(retention, 'whenScaled', 'Retain');
  for (const claim of draftsIn(spec, 'volumeClaimTemplates')) {
    fill(claim, 'apiVersion', 'v1');
    fill(claim, 'kind', 'PersistentVolumeClaim');
    volumeClaim(claim);
    delete claim.status;
  }
  template(spec);
});

const daemonSet = inSpec((spec) => {
  fill(spec, 'revisionHistoryLimit', 10);
  fill(spec, 'updateStrategy', {});
  const strategy = draftIn(spec, 'updateStrategy') ?? {};
  fill(strategy, 'type', 'RollingUpdate');
  if (strategy.type === 'RollingUpdate') {
    fill(strategy, 'rollingUpdate', {});
    const rolling = draftIn(strategy, 'rollingUpdate') ?? {};
    fill(rolling, 'maxUnavailable', 1);
    fill(rolling, 'maxSurge', 0);
  }
  template(spec);
});

const job: Fill = (spec) => {
  if (spec.completions === undefined && spec.parallelism === undefined) spec.completions = 1;
  fill(spec, 'parallelism', 1);
  fill(spec, 'backoffLimit', spec.backoffLimitPerIndex === undefined ? 6 : 2147483647);
  fill(spec, 'completionMode', 'NonIndexed');
  fill(spec, 'suspend', false);
  fill(spec, 'manualSelector', false);
  fill(spec, 'podReplacementPolicy', spec.podFailurePolicy === undefined ? 'TerminatingOrFailed' : 'Failed');
  for (const rule of draftsIn(draftIn(spec, 'podFailurePolicy') ?? {}, 'rules'))
    for (const pattern of draftsIn(rule, 'onPodConditions')) fill(pattern, 'status', 'True');
  template(spec);
};

const cronJob = inSpec((spec) => {
  fill(spec, 'concurrencyPolicy', 'Allow');
  fill(spec, 'suspend', false);
  fill(spec, 'successfulJobsHistoryLimit', 3);
  fill(spec, 'failedJobsHistoryLimit', 1);
  const inner = draftIn(draftIn(spec, 'jobTemplate') ?? {}, 'spec');
  if (inner) template(inner);
});

const service = inSpec((spec) => {
  fill(spec, 'type', 'ClusterIP');
  fill(spec, 'sessionAffinity', 'None');
  if (spec.sessionAffinity === 'ClientIP') {
    fill(spec, 'sessionAffinityConfig', {});
    fill(draftIn(spec, 'sessionAffinityConfig') ?? {}, 'clientIP', {});
    fill(draftIn(draftIn(spec, 'sessionAffinityConfig') ?? {}, 'clientIP') ?? {}, 'timeoutSeconds', 10800);
  }
  if (spec.clusterIP !== undefined && spec.clusterIP !== '') fill(spec, 'clusterIPs', [spec.clusterIP]);
  for (const port of draftsIn(spec, 'ports')) {
    fill(port, 'protocol', 'TCP');
    if (port.targetPort === undefined || port.targetPort === 0 || port.targetPort === '') port.targetPort = port.port;
  }
  if (spec.type === 'NodePort' || spec.type === 'LoadBalancer') fill(spec, 'externalTrafficPolicy', 'Cluster');
  if (spec.type !== 'ExternalName') fill(spec, 'internalTrafficPolicy', 'Cluster');
  if (spec.type === 'LoadBalancer') fill(spec, 'allocateLoadBalancerNodePorts', true);
});

const volumeClaim: Fill = inSpec((spec) => {
  fill(spec, 'volumeMode', 'Filesystem');
});

const volume = inSpec((spec) => {
  fill(spec, 'volumeMode', 'Filesystem');
  fill(spec, 'persistentVolumeReclaimPolicy', 'Retain');
});

const binding: Fill = (object) => {
  const role = draftIn(object, 'roleRef');
  if (role && (role.apiGroup === undefined || role.apiGroup === '')) role.apiGroup = 'rbac.authorization.k8s.io';
  for (const subject of draftsIn(object, 'subjects'))
    if (subject.kind === 'User' || subject.kind === 'Group') fill(subject, 'apiGroup', 'rbac.authorization.k8s.io');
};

const networkPolicy = inSpec((spec) => {
  if (spec.policyTypes === undefined)
    spec.policyTypes = draftsIn(spec, 'egress').length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
  for (const direction of ['ingress', 'egress'])
    for (const rule of draftsIn(spec, direction))
      for (const port of draftsIn(rule, 'ports')) fill(port, 'protocol', 'TCP');
});

const autoscaler = inSpec((spec) => {
  fill(spec, 'minReplicas', 1);
  if (draftsIn(spec, 'metrics').length === 0)
    spec.metrics = [
      { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } },
    ];
  const behavior = draftIn(spec, 'behavior');
  if (behavior) scalingDefaults(behavior);
});

/** Rules of scaling are filled in only where a `behavior` stands. */
function scalingDefaults(behavior: Draft): void {
  fill(behavior, 'scaleUp', {});
  fill(behavior, 'scaleDown', {});
  const [up, down] = [draftIn(behavior, 'scaleUp') ?? {}, draftIn(behavior, 'scaleDown') ?? {}];
  fill(up, 'stabilizationWindowSeconds', 0);
  fill(up, 'selectPolicy', 'Max');
  fill(up, 'policies', [
    { type: 'Pods', value: 4, periodSeconds: 15 },
    { type: 'Percent', value: 100, periodSeconds: 15 },
  ]);
  fill(down, 'selectPolicy', 'Max');
  fill(down, 'policies', [{ type: 'Percent', value: 100, periodSeconds: 15 }]);
}

const webhooks: Fill = (object) => {
  for (const hook of draftsIn(object, 'webhooks')) {
    fill(hook, 'failurePolicy', 'Fail');
    fill(hook, 'matchPolicy', 'Equivalent');
    fill(hook, 'namespaceSelector', {});
    fill(hook, 'objectSelector', {});
    fill(hook, 'timeoutSeconds', 10);
    if (object.kind === 'MutatingWebhookConfiguration') fill(hook, 'reinvocationPolicy', 'Never');
    const target = draftIn(draftIn(hook, 'clientConfig') ?? {}, 'service');
    if (target) fill(target, 'port', 443);
    for (const rule of draftsIn(hook, 'rules')) fill(rule, 'scope', '*');
  }
};

const matchResources: Fill = (match) => {
  fill(match, 'matchPolicy', 'Equivalent');
  fill(match, 'namespaceSelector', {});
  fill(match, 'objectSelector', {});
  for (const list of ['resourceRules', 'excludeResourceRules'])
    for (const rule of draftsIn(match, list)) fill(rule, 'scope', '*');
};

const defaults: Readonly<Record<string, Fill>> = {
  '/LimitRange': inSpec((spec) => {
    for (const limit of draftsIn(spec, 'limits')) limitDefaults(limit);
  }),
  '/PersistentVolume': volume,
  '/PersistentVolumeClaim': volumeClaim,
  '/Pod': inSpec((spec) => {
    podDefaults(spec);
    fill(spec, 'enableServiceLinks', true);
  }),
  '/PodTemplate': template,
  '/ReplicationController': replicaSet,
  '/Secret': (object) => {
    if (object.type === undefined || object.type === '') object.type = 'Opaque';
  },
  '/Service': service,
  'admissionregistration.k8s.io/MutatingWebhookConfiguration': webhooks,
  'admissionregistration.k8s.io/ValidatingAdmissionPolicy': inSpec((spec) => {
    fill(spec, 'failurePolicy', 'Fail');
    const match = draftIn(spec, 'matchConstraints');
    if (match) matchResources(match);
  }),
  'admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding': inSpec((spec) => {
    const match = draftIn(spec, 'matchResources');
    if (match) matchResources(match);
  }),
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration': webhooks,
  'apps/DaemonSet': daemonSet,
  'apps/Deployment': deployment,
  'apps/ReplicaSet': replicaSet,
  'apps/StatefulSet': statefulSet,
  'autoscaling/HorizontalPodAutoscaler': autoscaler,
  'batch/CronJob': cronJob,
  'batch/Job': inSpec(job),
  'networking.k8s.io/NetworkPolicy': networkPolicy,
  'rbac.authorization.k8s.io/ClusterRoleBinding': binding,
  'rbac.authorization.k8s.io/RoleBinding': binding,
  'scheduling.k8s.io/PriorityClass': (object) => {
    fill(object, 'preemptionPolicy', 'PreemptLowerPriority');
  },
  'storage.k8s.io/CSIDriver': inSpec((spec) => {
    fill(spec, 'attachRequired', true);
    fill(spec, 'podInfoOnMount', false);
    fill(spec, 'storageCapacity', false);
    fill(spec, 'fsGroupPolicy', 'ReadWriteOnceWithFSType');
    fill(spec, 'requiresRepublish', false);
    fill(spec, 'seLinuxMount', false);
    fill(spec, 'volumeLifecycleModes', ['Persistent']);
  }),
  'storage.k8s.io/StorageClass': (object) => {
    fill(object, 'reclaimPolicy', 'Delete');
    fill(object, 'volumeBindingMode', 'Immediate');
  },
};

/** Of containers, a maximum is the default limit, and that the default request. */
function limitDefaults(limit: Draft): void {
  if (limit.type !== 'Container') return;
  for (const [from, to] of [
    ['max', 'default'],
    ['default', 'defaultRequest'],
    ['min', 'defaultRequest'],
  ] as const) {
    const source = draftIn(limit, from);
    if (!source) continue;
    fill(limit, to, {});
    const target = draftIn(limit, to);
    if (target) for (const [name, value] of Object.entries(source)) fill(target, name, value);
  }
}
