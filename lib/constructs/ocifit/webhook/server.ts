import { scheduled } from '../../pod-settings';
import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { ConfigMap } from '../../config-map';
import type { ContainerProps } from '../../container';
import { standardLabels } from '../../labels';
import { ClusterGrant } from '../../rbac';
import { overNodes } from '../../scheduling';
import { ExposedService } from '../../service';
import { ServiceAccount } from '../../service-account';
import { Workload } from '../../workload';
import { instanceTypeLabel, names, partOf } from '../names';
import { clusterOf } from '../../target';
import type { WebhookSettings } from '../ocifit-webhook';

const belonging = { name: names.deployment, component: 'webhook', partOf };
const ports = { webhook: 8443, model: 5000 } as const;
const folders = { certificate: '/etc/webhook/certs', features: '/etc/features-cache' } as const;

/** The webhook with the model server beside it, its Service, its rights, and the features of nodes that do not run yet. */
export class WebhookServer extends Construct {
  public constructor(scope: Construct, id: string, settings: WebhookSettings) {
    super(scope, id);
    const { namespace, platform, nodeFeatures, replicas } = settings;
    const labels = standardLabels(belonging);
    const account = new ServiceAccount(this, 'account', { name: names.account, namespace, labels });
    const readNodes = { apiGroups: [''], resources: ['nodes'], verbs: ['get', 'list', 'watch'] } as const;
    new ClusterGrant(this, 'rights', { name: names.nodeReader, labels, rules: [readNodes], to: account });
    const features =
      nodeFeatures === undefined
        ? undefined
        : new ConfigMap(this, 'node-features', {
            name: names.nodeFeatures,
            namespace,
            labels,
            data: { 'node-features.json': nodeFeatures },
          });
    const selector = { app: 'ocifit-k8s' };
    const workload = new Workload(this, 'workload', {
      ...belonging,
      namespace,
      platform,
      selector,
      replicas,
      serviceAccount: { name: account.name, token: true },
      scheduling: scheduled(settings, { affinity: overNodes(selector) }),
      containers: [modelServer(settings), webhook(settings, features)],
    });
    // With a single pod it would block every drain of its node.
    if (replicas > 1)
      new k8s.KubePodDisruptionBudget(this, 'disruption', {
        metadata: { name: names.deployment, namespace, labels },
        spec: { minAvailable: k8s.IntOrString.fromNumber(1), selector: { matchLabels: workload.selector } },
      });
    const endpoint = {
      cluster: clusterOf({ platform }),
      namespace,
      service: names.service,
      portName: 'webhook-tls',
      port: 443,
      targetPort: ports.webhook,
      exposure: { type: 'clusterIP' },
    } as const;
    new ExposedService(this, 'service', { ...belonging, selector: workload.selector, endpoints: [endpoint] });
  }
}

function webhook(
  { images, skipInstanceTypes, nodeIdentity, resources }: WebhookSettings,
  features: ConfigMap | undefined,
): ContainerProps {
  const skipped = nodeIdentity === instanceTypeLabel ? skipInstanceTypes : [];
  const alive = { tcp: { port: ports.webhook } };
  return {
    name: 'ocifit-webhook',
    image: images.webhook,
    ports: { 'webhook-tls': ports.webhook },
    env: {
      TLS_CERT_PATH: `${folders.certificate}/tls.crt`,
      TLS_KEY_PATH: `${folders.certificate}/tls.key`,
      NODE_IDENTITY_LABEL: nodeIdentity,
      ...(features && { FEATURES_CACHE_DIR: folders.features }),
      ...(skipped.length > 0 && { SKIP_INSTANCE_TYPES: skipped.join(',') }),
    },
    mounts: [
      { path: folders.certificate, secret: names.certificateSecret },
      ...(features ? [{ path: folders.features, configMap: features }] : []),
    ],
    resources,
    // Neither server has a health endpoint.
    liveness: alive,
    readiness: alive,
  };
}

/** The webhook asks it at localhost, which is fixed in its code: so it is a sidecar. */
function modelServer({ images }: WebhookSettings): ContainerProps {
  const alive = { tcp: { port: ports.model } };
  return {
    name: 'ml-server',
    image: images.modelServer,
    ports: { 'mlserver-api': ports.model },
    // The image's own folder cannot be written to.
    env: { PYTHONDONTWRITEBYTECODE: '1' },
    resources: { requests: { cpu: '100m', memory: '512Mi' }, limits: { cpu: '1', memory: '1Gi' } },
    // It loads its models before it listens.
    startup: { ...alive, failureThreshold: 30 },
    liveness: alive,
    readiness: alive,
  };
}
