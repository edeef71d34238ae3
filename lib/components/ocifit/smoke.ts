import { Construct } from 'constructs';
import type { HttpCheck } from '../../constructs/http-check';
import { standardLabels } from '../../constructs/labels';
import { Grant } from '../../constructs/rbac';
import { ServiceAccount } from '../../constructs/service-account';
import { SmokeTest } from '../../constructs/smoke-test';
import { apiEnv, apiServer, apiToken } from './api';
import { experimentNamespace as namespace, partOf, placeholderImage } from './names';
import type { Plan } from './plan';
import { selectForPod, type Selection } from './selection';

const name = 'ocifit-smoke';

/** Asks the API server, without making anything, what becomes of a pod with the label and of one without. */
export class WebhookSmokeTest extends Construct {
  public constructor(scope: Construct, id: string, plan: Plan) {
    super(scope, id);
    const labels = standardLabels({ name, component: 'smoke-test', partOf });
    const account = new ServiceAccount(this, 'account', { name, namespace, labels });
    const createPods = { apiGroups: [''], resources: ['pods'], verbs: ['create'] } as const;
    new Grant(this, 'rights', { name, namespace, labels, rules: [createPods], to: account });
    new SmokeTest(this, 'test', {
      name,
      namespace,
      partOf,
      platform: plan.cluster.platform,
      serviceAccount: { name: account.name, token: true },
      env: apiEnv,
      checks: checksOf(plan),
    });
  }
}

function checksOf({ artifact, candidates }: Plan): [HttpCheck, HttpCheck] {
  const [first] = artifact.models;
  // A random choice needs no feature, so it also works before the first node has all of them.
  const tag = artifact.models.find(({ direction }) => direction === 'random')?.tag ?? first?.tag ?? '';
  const selection: Selection = { artifact, tag, candidates };
  const dryRun = {
    method: 'POST',
    url: `${apiServer}/api/v1/namespaces/${namespace}/pods?dryRun=All`,
    bearerTokenFile: apiToken,
    status: 201,
    timeoutSeconds: 30,
  } as const;
  const image = ['spec', 'containers', 0, 'image'];
  return [
    {
      ...dryRun,
      name: 'a pod with the label gets another image and a node',
      json: selectForPod(pod(`${name}-marked`), selection),
      fields: [
        { path: image, differs: placeholderImage },
        { path: ['spec', 'nodeSelector'], type: 'object' },
      ],
    },
    {
      ...dryRun,
      name: 'a pod without the label stays as it is',
      json: pod(`${name}-unmarked`),
      fields: [{ path: image, equals: placeholderImage }],
    },
  ];
}

function pod(podName: string) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: podName, namespace },
    spec: { containers: [{ name: 'app', image: placeholderImage }] },
  };
}
