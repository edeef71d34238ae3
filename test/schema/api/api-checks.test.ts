import { schemaFaults } from '../../../lib/schema/schema-faults';
import type { Manifest } from '../../../lib/model/manifest';
import { clusterScoped, deployment, manifest, podSpec, problems, service } from '../manifests';

type Fields = Record<string, unknown>;

const workload = (kind: string, spec: Fields = {}, pod: Fields = {}) =>
  manifest('apps/v1', kind, {
    spec: {
      selector: { matchLabels: { app: 'sample' } },
      template: { metadata: { labels: { app: 'sample' } }, spec: podSpec({}, pod) },
      ...(kind === 'StatefulSet' && { serviceName: 'sample' }),
      ...spec,
    },
  });
const job = (spec: Fields = {}, pod: Fields = {}) =>
  manifest('batch/v1', 'Job', {
    spec: { template: { spec: podSpec({}, { restartPolicy: 'Never', ...pod }) }, ...spec },
  });
const cronJob = (schedule: string, spec: Fields = {}, own: Fields = {}) =>
  manifest('batch/v1', 'CronJob', {
    spec: {
      schedule,
      ...own,
      jobTemplate: { spec: { template: { spec: podSpec({}, { restartPolicy: 'OnFailure' }) }, ...spec } },
    },
  });
const claim = (spec: Fields = {}) =>
  manifest('v1', 'PersistentVolumeClaim', {
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, ...spec },
  });
const budget = (spec: Fields) =>
  manifest('policy/v1', 'PodDisruptionBudget', { spec: { selector: { matchLabels: { app: 'sample' } }, ...spec } });
const binding = (kind: string, role: string, ...subjects: Fields[]): Manifest => {
  const fields = { roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: role, name: 'reader' }, subjects };
  const apiVersion = 'rbac.authorization.k8s.io/v1';
  return kind === 'RoleBinding' ? manifest(apiVersion, kind, fields) : clusterScoped(apiVersion, kind, fields);
};
const role = (kind: string, rule: Fields) => {
  const apiVersion = 'rbac.authorization.k8s.io/v1';
  const fields = { rules: [{ verbs: ['get'], ...rule }] };
  return kind === 'Role' ? manifest(apiVersion, kind, fields) : clusterScoped(apiVersion, kind, fields);
};
const backend = { service: { name: 'web', port: { number: 80 } } };
const ingress = (path: Fields, spec: Fields = {}) =>
  manifest('networking.k8s.io/v1', 'Ingress', {
    spec: {
      rules: [{ host: 'web.example.com', http: { paths: [{ path: '/', pathType: 'Prefix', backend, ...path }] } }],
      ...spec,
    },
  });
const webhook = (...webhooks: Fields[]) =>
  clusterScoped('admissionregistration.k8s.io/v1', 'MutatingWebhookConfiguration', {
    webhooks: webhooks.map((fields) => ({
      name: 'pods.example.com',
      clientConfig: { service: { name: 'hook', namespace: 'apps' } },
      sideEffects: 'None',
      admissionReviewVersions: ['v1'],
      ...fields,
    })),
  });
const autoscaler = (spec: Fields) =>
  manifest('autoscaling/v2', 'HorizontalPodAutoscaler', {
    spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'sample' }, maxReplicas: 3, ...spec },
  });
const network = (peer: Fields, port: Fields = { port: 80 }) =>
  manifest('networking.k8s.io/v1', 'NetworkPolicy', {
    spec: { podSelector: {}, ingress: [{ from: [peer], ports: [port] }] },
  });
const secret = (type: string, fields: Fields) => manifest('v1', 'Secret', { type, ...fields });
const map = (fields: Fields) => manifest('v1', 'ConfigMap', fields);

const cpu = { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } };

describe('what the API server takes', () => {
  test.each<[string, Manifest]>([
    [
      'a DaemonSet',
      workload('DaemonSet', { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1 } } }),
    ],
    [
      'a StatefulSet whose claim is mounted',
      workload(
        'StatefulSet',
        {
          volumeClaimTemplates: [
            {
              metadata: { name: 'data' },
              spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
            },
          ],
        },
        { containers: [{ name: 'main', image: 'a', volumeMounts: [{ name: 'data', mountPath: '/data' }] }] },
      ),
    ],
    [
      'an indexed Job',
      job({ completionMode: 'Indexed', completions: 3, backoffLimitPerIndex: 1, maxFailedIndexes: 2 }),
    ],
    ['a CronJob', cronJob('*/5 0-6,22 1,15 jan-mar mon-fri')],
    ['a CronJob by word', cronJob('@daily')],
    ['a claim', claim()],
    ['a budget', budget({ maxUnavailable: '50%' })],
    ['bindings', binding('RoleBinding', 'ClusterRole', { kind: 'ServiceAccount', name: 'a', namespace: 'b' })],
    ['roles', role('ClusterRole', { nonResourceURLs: ['/metrics'] })],
    ['an Ingress', ingress({})],
    ['a webhook', webhook({}, { name: 'jobs.example.com' })],
    ['an autoscaler', autoscaler({ minReplicas: 1, metrics: [cpu] })],
    [
      'a network policy',
      network({ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }, { port: 80, endPort: 90 }),
    ],
    ['a headless Service without ports', service({ clusterIP: 'None', ports: [] })],
    [
      'a Service with NodePort',
      service({
        type: 'NodePort',
        ports: [
          { name: 'http', port: 80, nodePort: 30007 },
          { name: 'admin', port: 81 },
        ],
      }),
    ],
    ['a TLS Secret', secret('kubernetes.io/tls', { data: { 'tls.crt': 'YQ==' }, stringData: { 'tls.key': 'a' } })],
    ['binary data', map({ data: { a: 'b' }, binaryData: { c: 'YQ==' } })],
  ])('%s', (_, given) => {
    expect(problems(given)).toEqual([]);
  });
});

describe('what it rejects', () => {
  test.each<[string, Manifest, string]>([
    [
      'a selector that does not match',
      workload('Deployment', { selector: { matchLabels: { app: 'other' } } }),
      'api-selector-mismatch spec.selector.matchLabels.app: got "other"; spec.template.metadata.labels has "sample"',
    ],
    [
      'a selector that asks for a label nobody has',
      workload('DaemonSet', { selector: { matchLabels: { tier: 'a' } } }),
      'api-selector-mismatch spec.selector.matchLabels.tier: got "a"; spec.template.metadata.labels has no such label',
    ],
    [
      'an empty selector',
      workload('Deployment', { selector: {} }),
      'api-selector-mismatch spec.selector: got {}; an empty selector would match every pod',
    ],
    [
      'an expression that does not fit',
      workload('Deployment', { selector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['x'] }] } }),
      'api-selector-mismatch spec.selector.matchExpressions[0]: got {"key":"app","operator":"In","values":["x"]}; spec.template.metadata.labels does not fit it',
    ],
    [
      'a selector of a Job',
      job({ selector: { matchLabels: { a: 'b' } } }),
      'api-selector-mismatch spec.selector: got {"matchLabels":{"a":"b"}}; a Job makes its own selector',
    ],
    [
      'an operator without values',
      budget({ selector: { matchExpressions: [{ key: 'app', operator: 'In' }] } }),
      'api-label-selector spec.selector.matchExpressions[0].values: got nothing; In needs values',
    ],
    [
      'values without need',
      budget({ selector: { matchExpressions: [{ key: 'app', operator: 'Exists', values: ['a'] }] } }),
      'api-label-selector spec.selector.matchExpressions[0].values: got ["a"]; Exists takes no values',
    ],
    [
      'an operator that nobody knows',
      budget({ selector: { matchExpressions: [{ key: 'app', operator: 'Is', values: ['a'] }] } }),
      'api-label-selector spec.selector.matchExpressions[0].operator: got "Is"; must be "In", "NotIn", "Exists" or "DoesNotExist"',
    ],
    [
      'a label in a selector that no object can have',
      budget({ selector: { matchLabels: { app: 'a b' } } }),
      'name-invalid spec.selector.matchLabels.app: got "a b"; a label\'s value has at most 63 letters, digits, -, _ and ., and starts and ends with a letter or digit',
    ],
    [
      'several ports without names',
      service({ ports: [{ name: 'http', port: 80 }, { port: 81 }] }),
      'api-service-ports spec.ports[1].name: got nothing; with several ports each needs a name',
    ],
    [
      'two ports of one name',
      service({
        ports: [
          { name: 'http', port: 80 },
          { name: 'http', port: 81 },
        ],
      }),
      'api-service-ports spec.ports[1].name: got "http" again; port 0 has it',
    ],
    [
      'a nodePort that no type opens',
      service({ ports: [{ port: 80, nodePort: 30007 }] }),
      'api-service-ports spec.ports[0].nodePort: got 30007; only types NodePort and LoadBalancer have one',
    ],
    [
      'one nodePort twice',
      service({
        type: 'NodePort',
        ports: [
          { name: 'a', port: 80, nodePort: 30007 },
          { name: 'b', port: 81, nodePort: 30007 },
        ],
      }),
      'api-service-ports spec.ports[1].nodePort: got 30007 again; port 0 has it',
    ],
    [
      'no ports',
      service({ ports: [] }),
      'api-service-ports spec.ports: got none; a Service needs a port unless it is headless',
    ],
    [
      'a headless NodePort',
      service({ type: 'NodePort', clusterIP: 'None' }),
      'api-service-ports spec.clusterIP: got "None"; a Service of type NodePort needs an address',
    ],
    [
      'a check of the nodes without local traffic',
      service({ type: 'LoadBalancer', healthCheckNodePort: 30500 }),
      'api-service-ports spec.healthCheckNodePort: got 30500; only type LoadBalancer with externalTrafficPolicy: Local has one',
    ],
    [
      'local traffic without a port outside',
      service({ externalTrafficPolicy: 'Local' }),
      'api-service-ports spec.externalTrafficPolicy: got "Local"; only types NodePort and LoadBalancer, and others with externalIPs, have one',
    ],
    [
      'no external name',
      service({ type: 'ExternalName' }),
      'api-service-ports spec.externalName: got nothing; type ExternalName needs it',
    ],
    [
      'a port out of range',
      service({ ports: [{ port: 70000 }] }),
      'schema-mismatch spec.ports[0].port: got 70000; must be at most 65535',
    ],
    [
      'a port that is missing',
      service({ ports: [{ name: 'a' }] }),
      'schema-mismatch spec.ports[0].port: got nothing; the field is required',
    ],
    [
      'a type that nobody knows',
      service({ type: 'Nodeport' }),
      'schema-mismatch spec.type: got "Nodeport"; must be "ClusterIP", "NodePort", "LoadBalancer" or "ExternalName", did you mean "NodePort"?',
    ],
    [
      'a schedule of four fields',
      cronJob('0 0 * *'),
      'api-cron-schedule spec.schedule: got "0 0 * *"; a schedule has five fields: minute, hour, day of month, month, day of week, as "0 3 * * *"',
    ],
    [
      'an hour that does not exist',
      cronJob('0 24 * * *'),
      'api-cron-schedule spec.schedule: got "0 24 * * *"; its hour is "24": use *, 0-23, a list or a step as */5',
    ],
    [
      'a word that does not exist',
      cronJob('@nightly'),
      'api-cron-schedule spec.schedule: got "@nightly"; no such word; @hourly, @daily, @weekly, @monthly and @yearly are known',
    ],
    [
      'a zone in the schedule',
      cronJob('TZ=UTC 0 0 * * *'),
      'api-cron-schedule spec.schedule: got "TZ=UTC 0 0 * * *"; the time zone belongs in timeZone',
    ],
    [
      'a zone that there is not',
      cronJob('@daily', {}, { timeZone: 'Europe/Berlinn' }),
      'api-cron-schedule spec.timeZone: got "Europe/Berlinn"; must be a name of the IANA time zone database, such as Etc/UTC or Europe/Berlin',
    ],
    [
      'a key that is no file name',
      map({ data: { 'a/b': '' } }),
      'api-data-keys data["a/b"]: got the key "a/b"; a key has at most 253 letters, digits, -, _ and ., and does not start with ..',
    ],
    [
      'a key twice',
      map({ data: { a: 'b' }, binaryData: { a: 'YQ==' } }),
      'api-data-keys binaryData.a: got "a" again; data has it',
    ],
    [
      'more than 1 MiB',
      map({ data: { a: 'x'.repeat(1024 * 1024 + 1) } }),
      'api-data-keys data: got 1048577 bytes; all data together has at most 1048576',
    ],
    [
      'a TLS Secret without key',
      secret('kubernetes.io/tls', { data: { 'tls.crt': 'YQ==' } }),
      'api-data-keys data["tls.key"]: got nothing; type kubernetes.io/tls needs the key',
    ],
    [
      'credentials without either',
      secret('kubernetes.io/basic-auth', { data: { a: 'YQ==' } }),
      'api-data-keys data: got ["a"]; type kubernetes.io/basic-auth needs "username" or "password"',
    ],
    [
      'a claim without modes',
      claim({ accessModes: [] }),
      'api-volume-claim spec.accessModes: got []; a claim needs at least one',
    ],
    [
      'a claim without size',
      claim({ resources: {} }),
      'api-volume-claim spec.resources.requests.storage: got nothing; must be more than 0',
    ],
    [
      'a mode that stands alone',
      claim({ accessModes: ['ReadWriteOncePod', 'ReadWriteMany'] }),
      'api-volume-claim spec.accessModes: got ["ReadWriteOncePod","ReadWriteMany"]; ReadWriteOncePod stands alone',
    ],
    [
      'a budget of both',
      budget({ minAvailable: 1, maxUnavailable: 1 }),
      'api-disruption-budget spec: got minAvailable and maxUnavailable; only one of them is right',
    ],
    [
      'a budget above all',
      budget({ minAvailable: '120%' }),
      'api-disruption-budget spec.minAvailable: got "120%"; must be a number from 0 or a percentage to 100%',
    ],
    [
      'indexes without completions',
      job({ completionMode: 'Indexed' }),
      'api-job-completion spec.completions: got nothing; completionMode Indexed needs it',
    ],
    [
      'a limit per index without indexes',
      job({ backoffLimitPerIndex: 1 }),
      'api-job-completion spec.backoffLimitPerIndex: got 1; it needs completionMode Indexed',
    ],
    [
      'failed indexes without their limit',
      job({ completionMode: 'Indexed', completions: 2, maxFailedIndexes: 1 }),
      'api-job-completion spec.maxFailedIndexes: got 1; it needs backoffLimitPerIndex',
    ],
    [
      'the same in a CronJob',
      cronJob('@daily', { completionMode: 'Indexed' }),
      'api-job-completion spec.jobTemplate.spec.completions: got nothing; completionMode Indexed needs it',
    ],
    [
      'a Role bound to the cluster',
      binding('ClusterRoleBinding', 'Role'),
      'api-role-binding roleRef.kind: got "Role"; a ClusterRoleBinding binds a ClusterRole',
    ],
    [
      'a ServiceAccount from nowhere',
      binding('ClusterRoleBinding', 'ClusterRole', { kind: 'ServiceAccount', name: 'a' }),
      'api-role-binding subjects[0].namespace: got nothing; in a ClusterRoleBinding a ServiceAccount needs its namespace',
    ],
    [
      'half a rule',
      role('Role', { resources: ['pods'] }),
      'api-role-rules rules[0].apiGroups: got nothing; a rule about resources needs it',
    ],
    [
      'URLs in a namespace',
      role('Role', { nonResourceURLs: ['/a'] }),
      'api-role-rules rules[0].nonResourceURLs: got ["/a"]; only a ClusterRole may have them',
    ],
    [
      'a relative path',
      ingress({ path: 'a' }),
      'api-ingress spec.rules[0].http.paths[0].path: got "a"; must start with / and have no // or ..',
    ],
    [
      'a port by name and number',
      ingress({ backend: { service: { name: 'web', port: { name: 'a', number: 1 } } } }),
      'api-ingress spec.rules[0].http.paths[0].backend.service.port: got {"name":"a","number":1}; exactly one of "name" or "number" is right',
    ],
    [
      'an Ingress to nowhere',
      ingress({}, { rules: [] }),
      'api-ingress spec: got neither rules nor defaultBackend; one of them is needed',
    ],
    [
      'a short webhook name',
      webhook({ name: 'pods' }),
      'api-webhook webhooks[0].name: got "pods"; must be a domain name of at least three parts',
    ],
    [
      'a webhook twice',
      webhook({}, {}),
      'list-duplicate webhooks[1]: got name "pods.example.com" again; item 0 has it',
    ],
    [
      'a webhook at two places',
      webhook({ clientConfig: { url: 'https://a', service: { name: 'a', namespace: 'b' } } }),
      'api-webhook webhooks[0].clientConfig: got both; exactly one of "url" or "service" is right',
    ],
    [
      'a webhook without versions',
      webhook({ admissionReviewVersions: undefined }),
      'schema-mismatch webhooks[0].admissionReviewVersions: got nothing; the field is required',
    ],
    [
      'an update that cannot move',
      deployment({ strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: '0%' } } }),
      'api-update-strategy spec.strategy.rollingUpdate: got maxSurge 0 and maxUnavailable "0%"; one must be more than 0',
    ],
    [
      'an update that is none',
      deployment({ strategy: { type: 'Recreate', rollingUpdate: { maxSurge: 1 } } }),
      'api-update-strategy spec.strategy.rollingUpdate: got {"maxSurge":1}; the type "Recreate" has no rollingUpdate',
    ],
    [
      'bounds the wrong way round',
      autoscaler({ minReplicas: 5 }),
      'api-autoscaler spec.maxReplicas: got 3; must not be less than minReplicas 5',
    ],
    [
      'a metric without its block',
      autoscaler({ metrics: [{ ...cpu, type: 'Pods' }] }),
      'api-autoscaler spec.metrics[0]: got "resource"; type Pods has the block "pods"',
    ],
    [
      'a range that is none',
      network({ ipBlock: { cidr: '10.0.0.0' } }),
      'api-network-policy spec.ingress[0].from[0].ipBlock.cidr: got "10.0.0.0"; must be a range such as 10.0.0.0/8',
    ],
    [
      'a range beside pods',
      network({ ipBlock: { cidr: '10.0.0.0/8' }, podSelector: {} }),
      'api-network-policy spec.ingress[0].from[0]: got "ipBlock" and "podSelector"; ipBlock stands alone',
    ],
    [
      'an end before the start',
      network({ podSelector: {} }, { port: 80, endPort: 70 }),
      "api-network-policy spec.ingress[0].ports[0].endPort: got 70; must lie between the port's number and 65535",
    ],
  ])('%s', (_, given, problem) => {
    expect(problems(given)).toEqual([problem]);
  });
});

test('inside a Template a parameter may still become anything', () => {
  const cron = { ...cronJob('${SCHEDULE}'), metadata: { name: 'nightly' } };
  expect(schemaFaults(manifest('template.openshift.io/v1', 'Template', { objects: [cron] }))).toEqual([]);
  expect(problems(cronJob('${SCHEDULE}'))).toHaveLength(1);
});
