import type { Chart } from '../../model/unit';
import { kinds, type ChartDefinition } from './chart-definition';

const home = 'cert-manager';

function chart(namespace: string): Chart {
  return {
    type: 'chart',
    source: {
      type: 'helm',
      repoURL: 'https://charts.jetstack.io',
      chart: 'cert-manager',
      version: 'v1.17.2',
      releaseName: 'cert-manager',
      // Leader election in its own namespace: the chart's default would put Roles into kube-system.
      values: { crds: { enabled: true }, global: { leaderElection: { namespace } } },
    },
    namespace,
    alsoIn: [],
    after: [],
    providesGroups: ['acme.cert-manager.io', 'cert-manager.io'],
    creates: [
      ...kinds(true, {
        '': ['Namespace'],
        'admissionregistration.k8s.io': ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'],
        'apiextensions.k8s.io': ['CustomResourceDefinition'],
        'rbac.authorization.k8s.io': ['ClusterRole', 'ClusterRoleBinding'],
      }),
      ...kinds(false, {
        '': ['ConfigMap', 'Service', 'ServiceAccount'],
        apps: ['Deployment'],
        batch: ['Job'],
        'rbac.authorization.k8s.io': ['Role', 'RoleBinding'],
      }),
    ],
    ignoreDifferences: ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'].map((kind) => ({
      group: 'admissionregistration.k8s.io',
      kind,
      jqPathExpressions: ['.webhooks[]?.clientConfig.caBundle'],
    })),
  };
}

/** Certificates for webhooks: Issuers, Certificates, and the CA that it puts into webhook configurations. */
export const certManager: ChartDefinition = {
  name: 'cert-manager',
  description: 'cert-manager: certificates for webhooks.',
  chart: chart(home),
  inNamespace: chart,
  relied: [
    { at: 'crds.enabled', is: true, why: 'it defines the kinds of the Issuers and Certificates of the fleet' },
    { at: 'installCRDs', is: true, why: 'it defines the kinds of the Issuers and Certificates of the fleet' },
    {
      at: 'webhook.hostNetwork',
      is: false,
      why: 'its namespace is restricted, which permits no pod on the host network',
    },
  ],
  namespaces: [{ name: home, podSecurity: 'restricted' }],
  provides: () => [],
};
