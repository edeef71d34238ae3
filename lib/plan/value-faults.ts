import { isIP } from 'node:net';
import { isObject } from '../model/json';
import { find, parsePattern } from '../graph/field-pattern';
import { groupOf, type Manifest } from '../model/manifest';
import type { Path } from '../model/origin';
import { readQuantity } from '../model/quantity';
import { admissionExpressionFault } from '../schema/cel-environment';
import { crdFaults } from './crd-faults';

/** A value that the API server refuses, in a kind or field that `lib/schema` does not look at. */
export interface ValueFault {
  readonly path: Path;
  readonly message: string;
}

/** Undefined where the value is fine; else what is right. */
type Check = (value: Readonly<Record<string, unknown>>) => readonly (readonly [field: string, message: string])[];
type Row = readonly [pattern: string, check: Check];

const among =
  (field: string, ...values: readonly string[]): Check =>
  ({ [field]: value }) =>
    value === undefined || (typeof value === 'string' && values.includes(value))
      ? []
      : [[field, `must be one of ${values.join(', ')}`]];

const needs =
  (...fields: readonly string[]): Check =>
  (object) =>
    fields.filter((field) => isNone(object[field])).map((field) => [field, 'the field is required']);

const needsOne =
  (...fields: readonly string[]): Check =>
  (object) =>
    fields.some((field) => !isNone(object[field])) ? [] : [['', `one of ${fields.join(', ')} is required`]];

const each =
  (field: string, test: (text: string) => boolean, what: string): Check =>
  ({ [field]: value }) =>
    (Array.isArray(value) ? value : [value]).every((item) => item === undefined || test(String(item)))
      ? []
      : [[field, `must be ${what}`]];

const toleration: Check = ({ key, operator = 'Equal', value, effect, tolerationSeconds }) => [
  ...(['Equal', 'Exists', 'Lt', 'Gt'].includes(String(operator))
    ? []
    : [['operator', 'must be Equal or Exists'] as const]),
  ...(isNone(key) && operator !== 'Exists' ? [['operator', 'must be Exists without a key'] as const] : []),
  ...(operator === 'Exists' && !isNone(value) ? [['value', 'Exists has no value'] as const] : []),
  ...(tolerationSeconds !== undefined && effect !== 'NoExecute'
    ? [['effect', 'tolerationSeconds need NoExecute'] as const]
    : []),
  ...(isNone(effect) || ['NoSchedule', 'PreferNoSchedule', 'NoExecute'].includes(String(effect))
    ? []
    : [['effect', 'must be NoSchedule, PreferNoSchedule or NoExecute'] as const]),
];

const expression =
  (field: string): Check =>
  ({ [field]: text }) => {
    const fault = typeof text === 'string' ? admissionExpressionFault(text) : undefined;
    return fault === undefined ? [] : [[field, fault]];
  };

const resources = /^(?:limits|requests)\.(?:cpu|memory|ephemeral-storage|hugepages-.+)$/;

const pods: readonly Row[] = [
  ['tolerations[*]', toleration],
  ['hostAliases[*]', each('ip', isAddress, 'an IP address')],
  ['dnsConfig', each('nameservers', isAddress, 'an IP address')],
  ['dnsConfig.options[*]', needs('name')],
  [
    'containers[*].env[*].valueFrom.resourceFieldRef',
    each('resource', (text) => resources.test(text), 'a resource of the container'),
  ],
  ['containers[*].env[*].valueFrom.fieldRef', among('apiVersion', 'v1')],
  ['containers[*].envFrom[*].configMapRef', needs('name')],
  ['containers[*].envFrom[*].secretRef', needs('name')],
  ['volumes[*].downwardAPI.items[*]', needsOne('fieldRef', 'resourceFieldRef')],
  ['volumes[*].downwardAPI.items[*].fieldRef', among('apiVersion', 'v1')],
  ['readinessGates[*]', needs('conditionType')],
  ['topologySpreadConstraints[*]', among('whenUnsatisfiable', 'DoNotSchedule', 'ScheduleAnyway')],
];

const under = (prefix: string, rows: readonly Row[]): Row[] =>
  rows.map(([pattern, check]) => [`${prefix}.${pattern}`, check]);
const match: readonly Row[] = ['resourceRules', 'excludeResourceRules'].flatMap((list): Row[] => [
  [`${list}[*]`, needs('apiGroups', 'apiVersions', 'operations', 'resources')],
  [`${list}[*]`, among('scope', '*', 'Cluster', 'Namespaced')],
  [
    `${list}[*]`,
    each(
      'operations',
      (text) => /^(?:\*|CREATE|UPDATE|DELETE|CONNECT)$/.test(text),
      'CREATE, UPDATE, DELETE, CONNECT or *',
    ),
  ],
]);
const podSecurity = ['enforce', 'audit', 'warn'].map((mode): Row => [
  'metadata.labels',
  among(`pod-security.kubernetes.io/${mode}`, 'privileged', 'baseline', 'restricted'),
]);

/** Faults of every kind: a finalizer of one's own has a domain in front. */
const ofAll: readonly Row[] = [
  ['metadata', each('finalizers', isFinalizer, 'a name with a domain, such as example.com/clean-up')],
];

/** By `group/Kind`. */
const table: Readonly<Record<string, readonly Row[]>> = {
  '/LimitRange': [
    [
      'spec.limits[*]',
      each(
        'type',
        (text) => /^(?:Container|Pod|PersistentVolumeClaim)$/.test(text) || text.includes('/'),
        'a kind of limit',
      ),
    ],
  ],
  '/Namespace': podSecurity,
  '/PersistentVolume': [
    ['spec', needs('capacity', 'accessModes')],
    ['spec.capacity', needs('storage')],
  ],
  '/PodTemplate': under('template.spec', pods),
  '/Pod': under('spec', pods),
  '/ReplicationController': under('spec.template.spec', pods),
  '/ResourceQuota': [
    ['spec.scopeSelector.matchExpressions[*]', among('operator', 'In', 'NotIn', 'Exists', 'DoesNotExist')],
    [
      'spec.scopeSelector.matchExpressions[*]',
      among(
        'scopeName',
        'Terminating',
        'NotTerminating',
        'BestEffort',
        'NotBestEffort',
        'PriorityClass',
        'CrossNamespacePodAffinity',
        'VolumeAttributesClass',
      ),
    ],
    [
      'spec.scopeSelector.matchExpressions[*]',
      ({ operator, values }) =>
        (operator === 'In' || operator === 'NotIn') === isNone(values)
          ? [['values', 'In and NotIn have values, others none']]
          : [],
    ],
  ],
  '/Secret': [
    [
      '',
      (secret) =>
        secret.type === 'kubernetes.io/service-account-token' &&
        !annotated(secret, 'kubernetes.io/service-account.name')
          ? [['metadata', 'a token names its account in kubernetes.io/service-account.name']]
          : [],
    ],
  ],
  '/Service': [
    ['spec', each('loadBalancerSourceRanges', isRange, 'ranges such as 10.0.0.0/8')],
    ['spec', each('externalIPs', isAddress, 'IP addresses')],
    [
      'spec',
      ({ type, loadBalancerSourceRanges: ranges }) =>
        isNone(ranges) || type === 'LoadBalancer' ? [] : [['loadBalancerSourceRanges', 'only a LoadBalancer has them']],
    ],
  ],
  'admissionregistration.k8s.io/ValidatingAdmissionPolicy': [
    ['', needs('spec')],
    ['spec', needs('matchConstraints')],
    ['spec', needsOne('validations', 'auditAnnotations')],
    ['spec', among('failurePolicy', 'Fail', 'Ignore')],
    ['spec.matchConstraints', needs('resourceRules')],
    ['spec.matchConstraints', among('matchPolicy', 'Exact', 'Equivalent')],
    ['spec.validations[*]', needs('expression')],
    ['spec.validations[*]', among('reason', 'Unauthorized', 'Forbidden', 'Invalid', 'RequestEntityTooLarge')],
    ['spec.validations[*]', expression('expression')],
    ['spec.auditAnnotations[*]', expression('valueExpression')],
    ['spec.variables[*]', expression('expression')],
    ['spec.matchConditions[*]', expression('expression')],
    ...under('spec.matchConstraints', match),
  ],
  'admissionregistration.k8s.io/MutatingWebhookConfiguration': [
    ['webhooks[*].matchConditions[*]', expression('expression')],
  ],
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration': [
    ['webhooks[*].matchConditions[*]', expression('expression')],
  ],
  'admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding': [
    ['spec', needs('policyName', 'validationActions')],
    ['spec', each('validationActions', (text) => /^(?:Deny|Warn|Audit)$/.test(text), 'Deny, Warn or Audit')],
    ['spec.matchResources', among('matchPolicy', 'Exact', 'Equivalent')],
  ],
  'apps/DaemonSet': [
    ...under('spec.template.spec', pods),
    [
      'spec.updateStrategy.rollingUpdate',
      ({ maxSurge = 0, maxUnavailable = 1 }) =>
        maxSurge !== 0 && maxSurge !== '0%' && maxUnavailable !== 0 && maxUnavailable !== '0%'
          ? [['maxSurge', 'must be 0 where maxUnavailable is more']]
          : [],
    ],
  ],
  'apps/Deployment': [
    ...under('spec.template.spec', pods),
    ['spec.strategy.rollingUpdate', each('maxUnavailable', isAmount, 'a number or a percentage')],
    ['spec.strategy.rollingUpdate', each('maxSurge', isAmount, 'a number or a percentage')],
  ],
  'apps/ReplicaSet': under('spec.template.spec', pods),
  'apps/StatefulSet': [
    ...under('spec.template.spec', pods),
    ['spec.persistentVolumeClaimRetentionPolicy', among('whenDeleted', 'Retain', 'Delete')],
    ['spec.persistentVolumeClaimRetentionPolicy', among('whenScaled', 'Retain', 'Delete')],
    [
      'spec.updateStrategy',
      ({ type = 'RollingUpdate', rollingUpdate }) =>
        type === 'RollingUpdate' || rollingUpdate === undefined
          ? []
          : [['rollingUpdate', 'only the type RollingUpdate has it']],
    ],
  ],
  'autoscaling/HorizontalPodAutoscaler': [
    ['spec.scaleTargetRef', needs('kind', 'name')],
    [
      'spec.scaleTargetRef',
      ({ apiVersion, kind }) =>
        isNone(apiVersion) && kind !== 'ReplicationController'
          ? [['apiVersion', 'must name the API group of the kind']]
          : [],
    ],
    ...['resource', 'pods', 'object', 'external', 'containerResource'].map((type): Row => [
      `spec.metrics[*].${type}.target`,
      needsOne('averageUtilization', 'averageValue', 'value'),
    ]),
    ...['scaleUp', 'scaleDown'].map((way): Row => [
      `spec.behavior.${way}`,
      ({ policies }) =>
        Array.isArray(policies) && policies.length === 0 ? [['policies', 'at least one is required']] : [],
    ]),
  ],
  'batch/CronJob': [
    ...under('spec.jobTemplate.spec.template.spec', pods),
    ['spec', each('timeZone', isTimeZone, 'a time zone such as Europe/Berlin')],
  ],
  'batch/Job': [
    ...under('spec.template.spec', pods),
    [
      'spec',
      ({ podFailurePolicy, podReplacementPolicy }) =>
        podFailurePolicy !== undefined && podReplacementPolicy === 'TerminatingOrFailed'
          ? [['podReplacementPolicy', 'must be Failed beside a podFailurePolicy']]
          : [],
    ],
  ],
  '/ServiceAccount': [['secrets[*]', needs('name')]],
  'discovery.k8s.io/EndpointSlice': [
    ['', needs('addressType')],
    ['endpoints[*]', needs('addresses')],
    [
      'endpoints[*]',
      each('addresses', (text) => isAddress(text) || !/[a-z]/i.test(text.split('.').at(-1) ?? ''), 'addresses'),
    ],
    ['ports[*]', among('protocol', 'TCP', 'UDP', 'SCTP')],
  ],
  'networking.k8s.io/IngressClass': [
    ['spec', needs('controller')],
    ['spec.parameters', among('scope', 'Cluster', 'Namespace')],
    ['spec.parameters', needs('kind', 'name')],
    [
      'spec.parameters',
      ({ scope = 'Cluster', namespace }) =>
        (scope === 'Namespace') === isNone(namespace)
          ? [['namespace', 'the scope Namespace has one, Cluster has none']]
          : [],
    ],
  ],
  'networking.k8s.io/ServiceCIDR': [['spec', each('cidrs', isRange, 'ranges such as 10.97.0.0/16')]],
  'node.k8s.io/RuntimeClass': [
    ['', needs('handler')],
    ['overhead.podFixed', each('cpu', isQuantity, 'a quantity')],
    ['overhead.podFixed', each('memory', isQuantity, 'a quantity')],
    ['scheduling.tolerations[*]', toleration],
  ],
  'rbac.authorization.k8s.io/ClusterRole': [
    [
      'aggregationRule',
      ({ clusterRoleSelectors: selectors }) =>
        isNone(selectors) ? [['clusterRoleSelectors', 'at least one is required']] : [],
    ],
  ],
  'storage.k8s.io/CSIDriver': [['spec', among('fsGroupPolicy', 'File', 'None', 'ReadWriteOnceWithFSType')]],
  'storage.k8s.io/StorageClass': [
    ['allowedTopologies[*]', needs('matchLabelExpressions')],
    ['allowedTopologies[*].matchLabelExpressions[*]', needs('key', 'values')],
  ],
  'storage.k8s.io/VolumeAttributesClass': [['', needs('driverName', 'parameters')]],
};

/** The values of an object that the API server refuses by a table of ours. */
export function valueFaults(manifest: Manifest): ValueFault[] {
  const kind = `${groupOf(manifest.apiVersion)}/${manifest.kind}`;
  const own = kind === 'apiextensions.k8s.io/CustomResourceDefinition' ? crdFaults(manifest) : [];
  const rows = [...ofAll, ...(table[kind] ?? [])];
  return [
    ...own,
    ...rows.flatMap(([pattern, check]) =>
      find(parsePattern(pattern), manifest, []).flatMap(({ value, path }) =>
        isObject(value)
          ? check(value).map(([field, message]) => ({ path: field === '' ? path : [...path, field], message }))
          : [],
      ),
    ),
  ];
}

function isNone(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  return Array.isArray(value) ? value.length === 0 : isObject(value) && Object.keys(value).length === 0;
}

function annotated(object: Readonly<Record<string, unknown>>, name: string): boolean {
  const { metadata } = object;
  const annotations = isObject(metadata) ? metadata.annotations : undefined;
  return isObject(annotations) && annotations[name] !== undefined;
}

/** Names without a domain are Kubernetes' own, and those that end in one of a known group. */
function isFinalizer(text: string): boolean {
  return (
    /^(?:kubernetes|orphan|foregroundDeletion)$/.test(text) ||
    /^[a-z0-9.-]+\/[\w.-]+$/.test(text) ||
    /\.(?:io|com|org|dev|net)$/.test(text)
  );
}

function isAddress(text: string): boolean {
  return isIP(text) !== 0;
}

function isRange(text: string): boolean {
  const [address = '', length = ''] = text.split('/');
  const family = isIP(address);
  return family !== 0 && /^\d+$/.test(length) && Number(length) <= (family === 4 ? 32 : 128);
}

function isQuantity(text: string): boolean {
  return readQuantity(text) !== undefined;
}

function isAmount(text: string): boolean {
  return /^\d+%?$/.test(text);
}

/** Names that the time zone database has. */
function isTimeZone(text: string): boolean {
  if (text === '') return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}
