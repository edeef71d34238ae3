import { Construct } from 'constructs';
import { ConfigMap } from '../../../constructs/config-map';
import { CronJob } from '../../../constructs/cron-job';
import { standardLabels } from '../../../constructs/labels';
import { Grant } from '../../../constructs/rbac';
import { ServiceAccount } from '../../../constructs/service-account';
import { smokeTestImage } from '../../../constructs/smoke-test';
import { apiEnv, apiServer, apiToken } from '../api';
import { names, partOf, webhookNamespace as namespace } from '../names';
import type { Plan } from '../plan';
import { script } from '../script';

const belonging = { name: names.restart, component: 'restart', partOf };

/**
 * Restarts the webhook each week, one pod after the other. It reads its certificate only at its start, and cert-manager makes a
 * new one 45 days before the old one ends: so no pod ever serves with one that has ended.
 */
export class WeeklyRestart extends Construct {
  public constructor(scope: Construct, id: string, { cluster, sticky }: Plan) {
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
      data: { [file]: script('webhook', file) },
    });
    new CronJob(this, 'schedule', {
      ...belonging,
      namespace,
      platform: cluster.platform,
      schedule: '0 4 * * 0',
      restartPolicy: 'Never',
      backoffLimit: 3,
      activeDeadlineSeconds: 600,
      serviceAccount: { name: account.name, token: true },
      ...(sticky && { scheduling: { nodeSelector: sticky } }),
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
