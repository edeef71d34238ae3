import { Construct } from 'constructs';
import type { HttpCheck } from '../../constructs/http-check';
import { standardLabels } from '../../constructs/labels';
import { Grant } from '../../constructs/rbac';
import { ServiceAccount } from '../../constructs/service-account';
import { SmokeTest } from '../../constructs/smoke-test';
import type { Model } from '../../constructs/ocifit/artifact/model-rule';
import { apiEnv, apiServer, apiToken } from '../../constructs/ocifit/api';
import { experimentNamespace as namespace, partOf, placeholderImage } from '../../constructs/ocifit/names';
import type { Plan } from './plan';
import { selectForPod, selectionFault, type Selection } from '../../constructs/ocifit/selection';

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

/**
 * The model of the marked pod: any with an image for every candidate, else the first. A random choice needs no
 * feature, so it also works before the first node has all of them.
 */
export function smokeSelection({ artifact, candidates }: Pick<Plan, 'artifact' | 'candidates'>): Selection {
  const isRandom = ({ direction }: Model) => direction === 'random';
  const models = [...artifact.models].sort((a, b) => Number(isRandom(b)) - Number(isRandom(a)));
  const selections = models.map(({ tag }) => ({ artifact, tag, candidates }));
  const [first = { artifact, tag: '', candidates }] = selections;
  return selections.find((selection) => selectionFault(selection) === undefined) ?? first;
}

function checksOf(plan: Plan): [HttpCheck, HttpCheck] {
  const selection = smokeSelection(plan);
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
