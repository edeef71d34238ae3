import { externalSecretsNamespace } from '../../environment/secrets';
import { kinds, type ChartDefinition } from './chart-definition';

/** External Secrets: copies what a secret store holds into Secrets of its cluster. */
export const externalSecrets: ChartDefinition = {
  name: 'external-secrets',
  description: 'External Secrets: Secrets from a store such as AWS Secrets Manager or Vault.',
  chart: {
    type: 'chart',
    source: {
      type: 'helm',
      repoURL: 'https://charts.external-secrets.io',
      chart: 'external-secrets',
      version: '2.9.0',
      releaseName: 'external-secrets',
      values: {},
    },
    namespace: externalSecretsNamespace,
    alsoIn: [],
    after: [],
    providesGroups: ['external-secrets.io', 'generators.external-secrets.io'],
    creates: [
      ...kinds(true, {
        '': ['Namespace'],
        'admissionregistration.k8s.io': ['ValidatingWebhookConfiguration'],
        'apiextensions.k8s.io': ['CustomResourceDefinition'],
        'rbac.authorization.k8s.io': ['ClusterRole', 'ClusterRoleBinding'],
      }),
      ...kinds(false, {
        '': ['Secret', 'Service', 'ServiceAccount'],
        apps: ['Deployment'],
        'rbac.authorization.k8s.io': ['Role', 'RoleBinding'],
      }),
    ],
    // Its certificate controller fills in the authority of its own webhooks.
    ignoreDifferences: [
      {
        group: 'admissionregistration.k8s.io',
        kind: 'ValidatingWebhookConfiguration',
        jqPathExpressions: ['.webhooks[]?.clientConfig.caBundle'],
      },
      {
        group: 'apiextensions.k8s.io',
        kind: 'CustomResourceDefinition',
        jqPathExpressions: ['.spec.conversion.webhook.clientConfig.caBundle'],
      },
    ],
  },
  fixed: { releaseName: 'stores log in with its ServiceAccount, which is named after the release' },
  relied: [
    { at: 'installCRDs', is: true, why: 'it defines the kinds that make the Secrets of the fleet' },
    { at: 'fullnameOverride', is: '', why: 'stores log in with its ServiceAccount, which would have another name' },
    { at: 'nameOverride', is: '', why: 'stores log in with its ServiceAccount, which would have another name' },
    { at: 'namespaceOverride', is: '', why: 'its AppProject lets it into its own namespace only' },
    { at: 'scopedNamespace', is: '', why: 'ExternalSecrets of other namespaces would never be read' },
  ],
  namespaces: [{ name: externalSecretsNamespace, podSecurity: 'restricted' }],
  provides: () => [],
};
