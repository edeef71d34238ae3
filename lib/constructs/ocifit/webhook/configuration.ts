import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { standardLabels } from '../../labels';
import { enabledLabel, names, partOf } from '../names';

/** Namespaces that must start without the webhook: those of Kubernetes and of Open Cluster Management. */
const alwaysLeftOut = [
  'kube-node-lease',
  'kube-public',
  'kube-system',
  'open-cluster-management',
  'open-cluster-management-agent',
  'open-cluster-management-agent-addon',
  'open-cluster-management-hub',
];

/** More than the 15 seconds for which the webhook waits for its model server; the API server takes at most 30. */
const timeoutSeconds = 20;

/** Sends marked pods and MiniClusters to the webhook, and nothing else: a broken webhook holds up only those who ask for it. */
export class WebhookConfiguration extends Construct {
  public constructor(
    scope: Construct,
    id: string,
    { namespace, leaveOut }: { readonly namespace: string; readonly leaveOut: readonly string[] },
  ) {
    super(scope, id);
    const created = (apiGroup: string, apiVersion: string, resource: string) => ({
      operations: ['CREATE'],
      apiGroups: [apiGroup],
      apiVersions: [apiVersion],
      resources: [resource],
      scope: 'Namespaced',
    });
    new k8s.KubeMutatingWebhookConfiguration(this, 'configuration', {
      metadata: {
        name: names.configuration,
        labels: standardLabels({ name: names.configuration, component: 'webhook', partOf }),
        annotations: { 'cert-manager.io/inject-ca-from': `${namespace}/${names.certificate}` },
      },
      webhooks: [
        {
          name: 'oci.image.compatibilities.selection',
          clientConfig: { service: { name: names.service, namespace, path: '/mutate', port: 443 } },
          rules: [created('', 'v1', 'pods'), created('flux-framework.org', 'v1alpha2', 'miniclusters')],
          objectSelector: { matchLabels: enabledLabel },
          namespaceSelector: {
            matchExpressions: [
              {
                key: 'kubernetes.io/metadata.name',
                operator: 'NotIn',
                values: [...new Set([...leaveOut, ...alwaysLeftOut, namespace])],
              },
            ],
          },
          // Ignored failures would leave pods with an image that nobody can pull.
          failurePolicy: 'Fail',
          matchPolicy: 'Equivalent',
          reinvocationPolicy: 'Never',
          sideEffects: 'None',
          admissionReviewVersions: ['v1'],
          timeoutSeconds,
        },
      ],
    });
  }
}

/** cert-manager writes the authority into the configuration. */
export const injectedAuthority = {
  group: 'admissionregistration.k8s.io',
  kind: 'MutatingWebhookConfiguration',
  name: names.configuration,
  jqPathExpressions: ['.webhooks[]?.clientConfig.caBundle'],
};
