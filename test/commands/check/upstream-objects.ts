import { sealedValue } from '../../sealed-value';

// Objects as upstream has them, cut down to what a defect is about; whatever else is said of them is in order.

export const scorer = (spec: object, name = 'cpu') => ({
  apiVersion: 'dynamic-scoring.open-cluster-management.io/v1alpha1',
  kind: 'DynamicScorer',
  metadata: { name, namespace: 'open-cluster-management' },
  spec: {
    description: 'Free CPU of a cluster.',
    configURL: 'http://172.18.0.3:30007/config',
    configSyncMode: 'Full',
    location: 'Internal',
    scoreDestination: 'AddOnPlacementScore',
    source: { type: 'None' },
    scoring: { path: '/scoring', params: { name: 'cpu', interval: 30 } },
    ...spec,
  },
});

export const prometheus = { host: 'http://prometheus.monitoring.svc:9090', path: '/api/v1/query_range' };
export const range = { query: 'sum(up)', range: 3600, step: 60 };

const hardened = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
};

export const workload = (name: string, container: object, pod: object = {}, namespace = 'demo') => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace },
  spec: {
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: {
        ...pod,
        containers: [{ name: 'main', image: 'example.com/it:1.0', securityContext: hardened, ...container }],
      },
    },
  },
});

export const job = (spec: object, container: object = {}, metadata: object = {}) => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'label', namespace: 'demo', ...metadata },
  spec: {
    ...spec,
    template: {
      spec: {
        restartPolicy: 'Never',
        containers: [{ name: 'main', image: 'example.com/it:1.0', securityContext: hardened, ...container }],
      },
    },
  },
});

export const config = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'config', namespace: 'demo' },
  data: { 'config.json': '{}' },
};
export const volumes = [{ name: 'config', configMap: { name: 'config' } }];
export const mounted = { volumeMounts: [{ name: 'config', mountPath: '/app/static' }] };

export const hub = 'open-cluster-management';
export const addOn = workload('addon', { args: ['/dynamic-scoring-addon', 'controller'] }, {}, hub);

export const collector = (...options: string[]) =>
  workload('collector', { args: ['python', '/app/k8s_collect.py', 'watch', ...options, '--emit-initial'] });

const issuer = (name: string, spec: object) => ({
  ...{ apiVersion: 'cert-manager.io/v1', kind: 'Issuer', metadata: { name, namespace: 'demo' }, spec },
});
const certificate = (name: string, by: string, spec: object) => ({
  apiVersion: 'cert-manager.io/v1',
  kind: 'Certificate',
  metadata: { name, namespace: 'demo' },
  spec: { secretName: name, issuerRef: { name: by, kind: 'Issuer' }, ...spec },
});
export const hook = (webhook: object) => [
  workload('hook', { ports: [{ containerPort: 8443 }] }),
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'hook', namespace: 'demo' },
    spec: { selector: { app: 'hook' }, ports: [{ port: 443, targetPort: 8443 }] },
  },
  {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'MutatingWebhookConfiguration',
    metadata: { name: 'hook', annotations: { 'cert-manager.io/inject-ca-from': 'demo/hook' } },
    webhooks: [
      {
        name: 'selection.example.com',
        clientConfig: { service: { name: 'hook', namespace: 'demo', path: '/mutate' } },
        rules: [{ operations: ['CREATE'], apiGroups: [''], apiVersions: ['v1'], resources: ['pods'] }],
        sideEffects: 'None',
        admissionReviewVersions: ['v1'],
        ...webhook,
      },
    ],
  },
];
export const selfSigned = issuer('self', { selfSigned: {} });
export const leaf = (by: string) => certificate('hook', by, { dnsNames: ['hook.demo.svc'] });
export const authority = [
  certificate('authority', 'self', { isCA: true, commonName: 'authority' }),
  issuer('authority', { ca: { secretName: 'authority' } }),
];
export const chosen = { objectSelector: { matchLabels: { selected: 'true' } } };
export const sound = [selfSigned, ...authority, leaf('authority'), ...hook(chosen)];

export const nodeGroups = (group: object) => ({
  apiVersion: 'eksctl.io/v1alpha5',
  kind: 'ClusterConfig',
  metadata: { name: 'cluster', region: 'us-east-1' },
  managedNodeGroups: [{ name: 'group', ...group }],
});

export const miniCluster = (metadata: object, spec: object, container: object = {}) => ({
  apiVersion: 'flux-framework.org/v1alpha2',
  kind: 'MiniCluster',
  metadata: { name: 'hpcg', namespace: 'demo', ...metadata },
  spec: { size: 1, containers: [{ image: 'placeholder:latest', ...container }], ...spec },
});
export const marks = { labels: { 'oci.image.compatibilities.selection/enabled': 'true' } };

export const bound = (role: string) => [
  { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'setup', namespace: 'demo' } },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: 'setup' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
    subjects: [{ kind: 'ServiceAccount', name: 'setup', namespace: 'demo' }],
  },
  workload('setup', {}, { serviceAccountName: 'setup' }),
];

export const wave = { annotations: { 'argocd.argoproj.io/sync-wave': '1' } };
export const root = { envFrom: [{ secretRef: { name: 'root' } }] };
export const sealed = {
  apiVersion: 'bitnami.com/v1alpha1',
  kind: 'SealedSecret',
  metadata: { name: 'root', namespace: 'demo' },
  spec: { encryptedData: { user: sealedValue('user') } },
};
export const claim = (annotations: object) => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'data', namespace: 'demo', annotations: { ...wave.annotations, ...annotations } },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
});
export const application = (syncPolicy: object) => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: { name: 'serving', namespace: 'openshift-gitops' },
  spec: {
    project: 'default',
    source: { repoURL: 'https://git.example/r.git', path: 'overlays/default', targetRevision: 'main' },
    destination: { server: 'https://kubernetes.default.svc' },
    syncPolicy: { automated: { prune: true, selfHeal: true }, ...syncPolicy },
  },
});
export const retry = { limit: -1, refresh: true, backoff: { duration: '30s', factor: 2, maxDuration: '10m' } };
