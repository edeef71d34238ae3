import { Construct } from 'constructs';
import { ConfigMap } from '../../config-map';
import { CronJob } from '../../cron-job';
import { standardLabels } from '../../labels';
import { Grant } from '../../rbac';
import { ServiceAccount } from '../../service-account';
import { smokeTestImage } from '../../smoke-test';
import { apiEnv, apiServer, apiToken } from '../api';
import { names, partOf } from '../names';
import { textBeside } from '../../text-beside';
import type { WebhookSettings } from '../ocifit-webhook';

const belonging = { name: names.restart, component: 'restart', partOf };

/**
 * Restarts the webhook each week, one pod after the other. It reads its certificate only at its start, and cert-manager makes a
 * new one 45 days before the old one ends: so no pod ever serves with one that has ended.
 */
export class WeeklyRestart extends Construct {
  public constructor(
    scope: Construct,
    id: string,
    { namespace, platform, nodeSelector }: Pick<WebhookSettings, 'namespace' | 'platform' | 'nodeSelector'>,
  ) {
    super(scope, id);
    const labels = standardLabels(belonging);
    const account = new ServiceAccount(this, 'account', { name: names.restart, namespace, labels });
    const restart = {
      apiGroups: ['apps'],
      resources: ['deployments'],
      resourceNames: [names.deployment],
      verbs: ['patch'],
    } as const;
    new Grant(this, 'rights', { name: names.restart, namespace, labels, rules: [restart], to: account });
    const file = 'restart-deployment.mjs';
    const configMap = new ConfigMap(this, 'script', {
      name: names.restart,
      namespace,
      labels,
      data: { [file]: textBeside(__dirname, file) },
    });
    new CronJob(this, 'schedule', {
      ...belonging,
      namespace,
      platform,
      schedule: '0 4 * * 0',
      restartPolicy: 'Never',
      backoffLimit: 3,
      activeDeadlineSeconds: 600,
      serviceAccount: { name: account.name, token: true },
      ...(nodeSelector && { scheduling: { nodeSelector } }),
      containers: [
        {
          name: 'restart',
          image: smokeTestImage,
          command: ['node', `/script/${file}`, namespace, names.deployment],
          env: { ...apiEnv, API_SERVER: apiServer, TOKEN_FILE: apiToken },
          mounts: [{ path: '/script', configMap }],
          resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { cpu: '200m', memory: '128Mi' } },
        },
      ],
    });
  }
}
