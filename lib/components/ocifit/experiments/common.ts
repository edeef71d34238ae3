import { Construct } from 'constructs';
import { Job } from '../../../constructs/job';
import { standardLabels, type Labels } from '../../../constructs/labels';
import { Claim, type ClaimSettings } from '../../../constructs/pvc';
import { Grant } from '../../../constructs/rbac';
import { onOneNode } from '../../../constructs/scheduling';
import { ServiceAccount } from '../../../constructs/service-account';
import { smokeTestImage } from '../../../constructs/smoke-test';
import { storageClassWithoutDefault } from '../../../environment/storage-class';
import { groupKind } from '../../../kinds/group-kind';
import type { Directory } from '../../../model/directory';
import type { Need } from '../../../model/unit';
import { experimentNamespace as namespace, partOf } from '../../../constructs/ocifit/names';
import type { Plan } from '../plan';
import type { ExperimentsSettings } from './settings';

/** The volume of all results, and where it is mounted. */
export const results = { claim: 'experiment-results', path: '/results' } as const;

export const driverAccount = 'experiment-driver';

const group = { 'scorewright.dev/volume': results.claim };

/** Where pods with the volume run: on a sticky node, and on one together where only one may mount it. */
export function besideTheVolume({ sticky }: Plan, { storage }: ExperimentsSettings) {
  const shared = storage.access === 'ReadWriteMany';
  return {
    podLabels: group,
    scheduling: { ...(sticky && { nodeSelector: sticky }), ...(!shared && { affinity: onOneNode(group) }) },
  };
}

/** The class of the volume, named where the platform has no default class by itself. */
function resultsClaim({ cluster }: Plan, { storage }: ExperimentsSettings): ClaimSettings {
  const name = storageClassWithoutDefault(cluster, storage.class);
  return { ...storage, ...(name !== undefined && { class: name }) };
}

/** The class of the volume, where one is named. */
export function resultsNeeds(plan: Plan, settings: ExperimentsSettings, directory: Directory): Need[] {
  const name = resultsClaim(plan, settings).class;
  if (name === undefined) return [];
  const ref = { cluster: plan.cluster.name, ...groupKind('storage.k8s.io/StorageClass'), name };
  return directory.has(ref) ? [] : [{ ref, why: `the volume ${results.claim} of the experiments, and its driver` }];
}

export const smallResources = {
  requests: { cpu: '50m', memory: '64Mi' },
  limits: { cpu: '500m', memory: '256Mi' },
} as const;

/** What the experiments share: the volume, and the account that may make MiniClusters and read their pods, and nothing else. */
export class ExperimentCommons extends Construct {
  public constructor(scope: Construct, id: string, plan: Plan, settings: ExperimentsSettings) {
    super(scope, id);
    const labels = standardLabels({ name: driverAccount, component: 'experiment', partOf });
    new Claim(this, 'results', { name: results.claim, namespace, labels, settings: resultsClaim(plan, settings) });
    if (plan.experiments.length > 0) this.driverRights(labels);
    // A claim is bound only for a pod: without this one its unit would wait for the first experiment.
    new Job(this, 'first-use', {
      name: 'experiment-volume',
      component: 'experiment',
      partOf,
      namespace,
      platform: plan.cluster.platform,
      restartPolicy: 'OnFailure',
      backoffLimit: 3,
      activeDeadlineSeconds: 900,
      ...besideTheVolume(plan, settings),
      containers: [
        {
          name: 'first-use',
          image: smokeTestImage,
          command: ['node', '--eval', `fs.accessSync('${results.path}', fs.constants.W_OK)`],
          mounts: [{ path: results.path, claim: results.claim }],
          resources: smallResources,
        },
      ],
    });
  }

  private driverRights(labels: Labels): void {
    const account = new ServiceAccount(this, 'account', { name: driverAccount, namespace, labels });
    new Grant(this, 'rights', {
      name: driverAccount,
      namespace,
      labels,
      rules: [
        { apiGroups: ['flux-framework.org'], resources: ['miniclusters'], verbs: ['create', 'delete', 'get'] },
        { apiGroups: [''], resources: ['pods'], verbs: ['list'] },
        { apiGroups: [''], resources: ['pods/log'], verbs: ['get'] },
      ],
      to: account,
    });
  }
}
