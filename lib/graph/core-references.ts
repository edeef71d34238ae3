import { fieldsOf, isObject } from '../model/json';
import { fromKey } from '../kinds/group-kind';
import { markers } from '../model/marker';
import type { ReferenceRow } from './reference-row';

const bindings = ['rbac.authorization.k8s.io/ClusterRoleBinding', 'rbac.authorization.k8s.io/RoleBinding'];
const webhooks = [
  'admissionregistration.k8s.io/MutatingWebhookConfiguration',
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
];
const definitions = ['apiextensions.k8s.io/CustomResourceDefinition'];
const apiServices = ['apiregistration.k8s.io/APIService'];
const ingresses = ['networking.k8s.io/Ingress'];
const scalable = [
  'apps/Deployment',
  'apps/ReplicaSet',
  'apps/StatefulSet',
  'flux-framework.org/MiniCluster',
  'serving.kserve.io/InferenceService',
];

const backend = { name: 'name', to: '/Service', port: ['port.number', 'port.name'], order: 'late' } as const;
const webhookService = {
  name: 'name',
  to: '/Service',
  namespace: { field: 'namespace' },
  port: ['port'],
  defaultPort: 443,
} as const;

/** What Kubernetes' own kinds and OpenShift's Route refer to, pods aside. */
export const coreReferences: readonly ReferenceRow[] = [
  {
    of: bindings,
    at: 'roleRef',
    name: 'name',
    to: {
      field: 'kind',
      group: 'apiGroup',
      kinds: ['rbac.authorization.k8s.io/ClusterRole', 'rbac.authorization.k8s.io/Role'],
    },
    order: 'before',
  },
  {
    of: bindings,
    at: 'subjects[*]',
    name: 'name',
    to: { field: 'kind', group: 'apiGroup', kinds: ['/ServiceAccount'] },
    namespace: { field: 'namespace' },
    order: 'late',
  },
  { of: ['/ServiceAccount'], at: 'imagePullSecrets[*]', name: 'name', to: '/Secret', order: 'late' },
  {
    of: ['/ServiceAccount'],
    at: 'secrets[*]',
    // Kubernetes and OpenShift write the Secrets in that they make of the account.
    resolve: (secret, { ref }) => {
      const { name } = fieldsOf(secret);
      if (typeof name !== 'string' || name === '' || ref.namespace === undefined) return [];
      const isMade = name.startsWith(`${ref.name}-`) && /-(token|dockercfg)-[a-z0-9]{5}$/.test(name);
      return isMade ? [] : [{ ...fromKey('/Secret'), namespace: ref.namespace, name, order: 'late', path: ['name'] }];
    },
    example: { value: { name: 'keys' }, to: 'Secret space/keys' },
  },
  {
    of: ['/Secret'],
    at: 'metadata.annotations',
    name: '["kubernetes.io/service-account.name"]',
    to: '/ServiceAccount',
    order: 'before',
  },
  {
    of: ['/PersistentVolumeClaim'],
    at: 'spec',
    name: 'storageClassName',
    to: 'storage.k8s.io/StorageClass',
    order: 'before',
  },
  { of: ['/PersistentVolumeClaim'], at: 'spec', name: 'volumeName', to: '/PersistentVolume', order: 'before' },
  {
    of: ['apps/StatefulSet'],
    at: 'spec.volumeClaimTemplates[*].spec',
    name: 'storageClassName',
    to: 'storage.k8s.io/StorageClass',
    order: 'before',
  },
  { of: ['apps/StatefulSet'], at: 'spec', name: 'serviceName', to: '/Service', order: 'before' },
  {
    of: ['autoscaling/HorizontalPodAutoscaler'],
    at: 'spec.scaleTargetRef',
    name: 'name',
    to: { field: 'kind', group: 'apiVersion', kinds: scalable },
    order: 'with',
  },
  { of: ingresses, at: 'spec.rules[*].http.paths[*].backend.service', ...backend },
  { of: ingresses, at: 'spec.defaultBackend.service', ...backend },
  { of: ingresses, at: 'spec.tls[*]', name: 'secretName', to: '/Secret', order: 'before' },
  { of: ingresses, at: 'spec', name: 'ingressClassName', to: 'networking.k8s.io/IngressClass', order: 'before' },
  {
    of: ingresses,
    at: 'metadata.annotations',
    name: '["cert-manager.io/issuer"]',
    to: 'cert-manager.io/Issuer',
    order: 'before',
  },
  {
    of: ingresses,
    at: 'metadata.annotations',
    name: '["cert-manager.io/cluster-issuer"]',
    to: 'cert-manager.io/ClusterIssuer',
    order: 'before',
  },
  {
    of: ['route.openshift.io/Route'],
    at: 'spec',
    name: 'to.name',
    to: { field: 'to.kind', kinds: ['/Service'], default: '/Service' },
    port: ['port.targetPort'],
    podPort: true,
    order: 'late',
  },
  {
    of: ['route.openshift.io/Route'],
    at: 'spec.alternateBackends[*]',
    name: 'name',
    to: { field: 'kind', kinds: ['/Service'], default: '/Service' },
    order: 'late',
  },
  {
    of: ['route.openshift.io/Route'],
    at: 'spec.tls.externalCertificate',
    name: 'name',
    to: '/Secret',
    order: 'before',
  },
  { of: webhooks, at: 'webhooks[*].clientConfig.service', ...webhookService, order: 'before' },
  { of: webhooks, at: 'webhooks[*].clientConfig.url', url: 'qualified', order: 'before' },
  // Objects of the kind wait for the CRD, and the Service behind its webhook may well be one of their users.
  { of: definitions, at: 'spec.conversion.webhook.clientConfig.service', ...webhookService, order: 'late' },
  { of: apiServices, at: 'spec.service', ...webhookService, order: 'before' },
  ...[...webhooks, ...definitions, ...apiServices].flatMap((kind) => [
    injected(kind, 'cert-manager.io/inject-ca-from', 'cert-manager.io/Certificate'),
    injected(kind, 'cert-manager.io/inject-ca-from-secret', '/Secret'),
  ]),
  {
    of: ['admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding'],
    at: 'spec',
    name: 'policyName',
    to: 'admissionregistration.k8s.io/ValidatingAdmissionPolicy',
    order: 'before',
  },
  { of: ['/ConfigMap'], at: 'data.*', url: 'qualified', unless: markers.tested, order: 'late' },
];

/** cert-manager's annotations name their target as `namespace/name`. */
function injected(kind: string, annotation: string, target: string): ReferenceRow {
  return {
    of: [kind],
    at: 'metadata.annotations',
    resolve: (annotations) => {
      const text = isObject(annotations) ? annotations[annotation] : undefined;
      const [namespace, name] = typeof text === 'string' ? text.split('/') : [];
      return namespace && name ? [{ ...fromKey(target), namespace, name, order: 'before', path: [annotation] }] : [];
    },
    example: { value: { [annotation]: 'other/thing' }, to: `${fromKey(target).kind} other/thing` },
  };
}
