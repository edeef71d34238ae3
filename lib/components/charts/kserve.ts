import { z } from 'zod';
import { outsideApi } from '../../model/group-kind';
import type { Chart, HelmSource } from '../../model/unit';
import { kinds, type ChartDefinition } from './chart-definition';

const namespace = 'kserve';
const definitionsName = 'kserve-crd';

/** How KServe runs a model that does not say it itself. */
const mode = z
  .enum(['RawDeployment', 'Knative'])
  .default('RawDeployment')
  .meta({ description: 'RawDeployment: plain Deployments. Knative: needs Knative Serving on the cluster.' });

/** From the OCI registry, which Argo CD knows by an address without a scheme. */
function source(chart: string, releaseName: string, values: HelmSource['values']): HelmSource {
  return { type: 'helm', repoURL: 'ghcr.io/kserve/charts', chart, version: 'v0.20.0', releaseName, values };
}

const definitions: Chart = {
  type: 'chart',
  source: source('kserve-crd', definitionsName, {}),
  namespace,
  alsoIn: [],
  after: [],
  providesGroups: ['serving.kserve.io'],
  creates: kinds(true, { 'apiextensions.k8s.io': ['CustomResourceDefinition'] }),
  // cert-manager writes the CA of conversion webhooks.
  ignoreDifferences: [
    {
      group: 'apiextensions.k8s.io',
      kind: 'CustomResourceDefinition',
      jqPathExpressions: ['.spec.conversion.webhook.clientConfig.caBundle'],
    },
  ],
};

/** KServe's own defaults are Knative, and an Ingress of class `istio` for each model that no controller would serve. */
function controller(deploymentMode: string): Chart {
  const gateway = deploymentMode === 'RawDeployment' ? { gateway: { disableIngressCreation: true } } : {};
  return {
    type: 'chart',
    source: source('kserve-resources', 'kserve', { kserve: { controller: { deploymentMode, ...gateway } } }),
    namespace,
    alsoIn: [],
    after: [definitionsName, 'cert-manager'],
    providesGroups: [],
    creates: [
      ...kinds(true, {
        '': ['Namespace'],
        'admissionregistration.k8s.io': ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'],
        'rbac.authorization.k8s.io': ['ClusterRole', 'ClusterRoleBinding'],
        'serving.kserve.io': ['ClusterStorageContainer'],
      }),
      ...kinds(false, {
        '': ['ConfigMap', 'Secret', 'Service', 'ServiceAccount'],
        apps: ['Deployment'],
        'cert-manager.io': ['Certificate', 'Issuer'],
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

/** Model serving on clusters other than OpenShift, where OpenShift AI brings KServe. */
export const kserve: ChartDefinition = {
  name: 'kserve',
  description: 'KServe: InferenceServices and ServingRuntimes; OpenShift AI brings its own.',
  chart: controller('RawDeployment'),
  options: { mode },
  configure: (options) => controller(mode.parse(options.mode)),
  relied: [
    {
      at: 'kserve.controller.deploymentMode',
      why: 'models are rendered for the mode of the block; write mode',
    },
  ],
  on: ({ openshiftAi }) =>
    openshiftAi ? { unfit: 'OpenShift AI brings its own KServe; use serving.openshift-ai' } : undefined,
  definitions: { name: definitionsName, chart: definitions },
  needs: { 'cert-manager.io': 'cert-manager' },
  namespaces: [{ name: namespace, podSecurity: 'restricted' }],
  outside: (options, { name: cluster }) =>
    mode.parse(options.mode) === 'Knative'
      ? [
          {
            ref: { cluster, ...outsideApi('APIGroup'), name: 'serving.knative.dev' },
            why: 'KServe runs models as Knative Services',
          },
        ]
      : [],
  provides: () => [],
};
