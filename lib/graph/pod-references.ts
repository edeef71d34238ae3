import type { Order } from './edge';
import type { ReferenceRow } from './reference-row';

/** Where each kind keeps a pod's spec. */
export const podSpecs: readonly { readonly kind: string; readonly at: string }[] = [
  { kind: '/Pod', at: 'spec' },
  { kind: '/ReplicationController', at: 'spec.template.spec' },
  { kind: 'apps/DaemonSet', at: 'spec.template.spec' },
  { kind: 'apps/Deployment', at: 'spec.template.spec' },
  { kind: 'apps/ReplicaSet', at: 'spec.template.spec' },
  { kind: 'apps/StatefulSet', at: 'spec.template.spec' },
  { kind: 'batch/CronJob', at: 'spec.jobTemplate.spec.template.spec' },
  { kind: 'batch/Job', at: 'spec.template.spec' },
  { kind: 'serving.knative.dev/Service', at: 'spec.template.spec' },
  { kind: 'serving.kserve.io/ClusterServingRuntime', at: 'spec' },
  { kind: 'serving.kserve.io/InferenceService', at: 'spec.explainer' },
  { kind: 'serving.kserve.io/InferenceService', at: 'spec.predictor' },
  { kind: 'serving.kserve.io/InferenceService', at: 'spec.predictor.workerSpec' },
  { kind: 'serving.kserve.io/InferenceService', at: 'spec.transformer' },
  { kind: 'serving.kserve.io/ServingRuntime', at: 'spec' },
  { kind: 'serving.kserve.io/ServingRuntime', at: 'spec.workerSpec' },
];

/** Containers beside a pod's own: KServe's predictors have one per framework. */
export const frameworks = [
  'huggingface',
  'lightgbm',
  'model',
  'onnx',
  'paddle',
  'pmml',
  'pytorch',
  'sklearn',
  'tensorflow',
  'triton',
  'xgboost',
];

export const podReferences: readonly ReferenceRow[] = podSpecs.flatMap(({ kind, at }) => [
  ...podRows(kind, at),
  ...['containers[*]', 'initContainers[*]'].flatMap((container) => containerRows(kind, `${at}.${container}`)),
  ...(at === 'spec.predictor' ? frameworks.flatMap((name) => containerRows(kind, `${at}.${name}`)) : []),
]);

function podRows(kind: string, at: string): ReferenceRow[] {
  const of = [kind];
  // The pods of a CronJob come with the clock, so a claim that it uses is not bound by creating it.
  const claim: Order = kind === 'batch/CronJob' ? 'late' : 'with';
  return [
    { of, at, name: 'serviceAccountName', to: '/ServiceAccount', order: 'before' },
    { of, at, name: 'serviceAccount', to: '/ServiceAccount', order: 'before' },
    { of, at, name: 'priorityClassName', to: 'scheduling.k8s.io/PriorityClass', order: 'before' },
    { of, at, name: 'runtimeClassName', to: 'node.k8s.io/RuntimeClass', order: 'before' },
    { of, at: `${at}.imagePullSecrets[*]`, name: 'name', to: '/Secret', order: 'before' },
    ...volumeSources(of, `${at}.volumes[*]`, 'secretName'),
    ...volumeSources(of, `${at}.volumes[*].projected.sources[*]`, 'name'),
    { of, at: `${at}.volumes[*].persistentVolumeClaim`, name: 'claimName', to: '/PersistentVolumeClaim', order: claim },
    { of, at: `${at}.volumes[*].csi.nodePublishSecretRef`, name: 'name', to: '/Secret', order: 'before' },
    {
      of,
      at: `${at}.volumes[*].ephemeral.volumeClaimTemplate.spec`,
      name: 'storageClassName',
      to: 'storage.k8s.io/StorageClass',
      order: 'before',
    },
  ];
}

function volumeSources(of: readonly string[], at: string, secretName: string): ReferenceRow[] {
  const rest = { key: 'items[*].key', optional: 'optional', order: 'before' } as const;
  return [
    { of, at: `${at}.secret`, name: secretName, to: '/Secret', ...rest },
    { of, at: `${at}.configMap`, name: 'name', to: '/ConfigMap', ...rest },
  ];
}

function containerRows(kind: string, at: string): ReferenceRow[] {
  const of = [kind];
  const rest = { name: 'name', optional: 'optional', order: 'before' } as const;
  return [
    { of, at: `${at}.env[*].valueFrom.secretKeyRef`, to: '/Secret', key: 'key', ...rest },
    { of, at: `${at}.env[*].valueFrom.configMapKeyRef`, to: '/ConfigMap', key: 'key', ...rest },
    { of, at: `${at}.envFrom[*].secretRef`, to: '/Secret', ...rest },
    { of, at: `${at}.envFrom[*].configMapRef`, to: '/ConfigMap', ...rest },
    { of, at: `${at}.env[*].value`, url: 'own', order: 'late' },
    { of, at: `${at}.args[*]`, url: 'own', order: 'late' },
    { of, at: `${at}.command[*]`, url: 'own', order: 'late' },
  ];
}
