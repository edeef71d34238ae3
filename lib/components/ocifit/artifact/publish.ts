import { Construct } from 'constructs';
import { ConfigMap } from '../../../constructs/config-map';
import { Job } from '../../../constructs/job';
import { standardLabels } from '../../../constructs/labels';
import { groupKind } from '../../../kinds/group-kind';
import type { Need } from '../../../model/unit';
import { partOf, webhookNamespace as namespace } from '../names';
import type { Plan } from '../plan';
import { script } from '../script';
import { modelDocument } from './artifact';

const name = 'publish-artifact';
const belonging = { name, component: 'artifact', partOf };
const file = 'push-artifact.sh';

/** Pushes the artifact once; a tag that holds other content makes it fail. */
export class PublishArtifact extends Construct {
  public constructor(scope: Construct, id: string, { cluster, artifact, settings, sticky }: Plan, credentials: string) {
    super(scope, id);
    const labels = standardLabels(belonging);
    const document = modelDocument(artifact);
    const configMap = new ConfigMap(this, 'files', {
      name,
      namespace,
      labels,
      data: { [file]: script('artifact', file), [document.file]: document.text },
    });
    new Job(this, 'push', {
      ...belonging,
      namespace,
      platform: cluster.platform,
      restartPolicy: 'Never',
      backoffLimit: 3,
      activeDeadlineSeconds: 900,
      ...(sticky && { scheduling: { nodeSelector: sticky } }),
      containers: [
        {
          name: 'oras',
          image: settings.images.oras,
          command: ['sh', `/artifact/${file}`, artifact.reference, `/artifact/${document.file}`, document.mediaType],
          env: { HOME: '/tmp', TMPDIR: '/tmp' },
          mounts: [
            { path: '/artifact', configMap },
            { path: '/credentials', secret: credentials },
          ],
          resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { cpu: '500m', memory: '128Mi' } },
        },
      ],
    });
  }
}

/** The Secret by which the Job may push. */
export function publishNeeds({ cluster, settings }: Plan): Need[] {
  const credentials = settings.artifact?.publish?.credentials;
  if (credentials === undefined) return [];
  const ref = {
    cluster: cluster.name,
    ...groupKind('/Secret'),
    namespace,
    name: credentials,
    key: '.dockerconfigjson',
  };
  return [{ ref, why: 'ocifit: credentials that may push the compatibility artifact' }];
}
