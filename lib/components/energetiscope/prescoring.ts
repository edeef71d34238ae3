import { Construct } from 'constructs';
import { CronJob } from '../../constructs/cron-job';
import { podAnywhere } from '../../constructs/energetiscope/pod';
import { apiToken } from '../../constructs/mount';
import { Grant } from '../../constructs/rbac';
import { ServiceAccount } from '../../constructs/service-account';
import { splitObjectName } from '../../environment/values/name-syntax';
import { compare } from '../../model/finding';
import type { IgnoredDifference } from '../../model/unit';
import { belonging, labelsOf, names, scriptArgs } from '../../constructs/energetiscope/names';
import type { EnergetiscopeSettings } from './settings';
import type { Site } from './site';

type PrescoringSettings = NonNullable<EnergetiscopeSettings['prescoring']>;

/** What is written into a Deployment; the predictor's own names. */
export const annotations = ['pred_energy_step_j', 'spec_hash'] as const;

/** Annotates Deployments with their predicted energy, with rights on exactly those. */
export class Prescoring extends Construct {
  public constructor(scope: Construct, id: string, site: Site, prescoring: PrescoringSettings) {
    super(scope, id);
    const { cluster, settings, predictorUrl } = site;
    const { namespace, image, imagePullPolicy } = settings;
    const name = names.prescoring;
    const labels = labelsOf(name, 'prescoring');
    const account = new ServiceAccount(this, 'account', { name, namespace, labels });
    for (const [target, deployments] of byNamespace(prescoring))
      new Grant(this, `rights-${target}`, {
        name,
        namespace: target,
        labels,
        rules: [
          { apiGroups: ['apps'], resources: ['deployments'], resourceNames: deployments, verbs: ['get', 'patch'] },
        ],
        to: account,
      });
    new CronJob(this, 'cron-job', {
      ...belonging(name, 'prescoring'),
      namespace,
      ...podAnywhere(cluster.platform),
      serviceAccount: { name, token: true },
      schedule: prescoring.schedule,
      restartPolicy: 'Never',
      backoffLimit: 1,
      activeDeadlineSeconds: 300,
      containers: [
        {
          name: 'prescore',
          image,
          imagePullPolicy,
          args: scriptArgs('prescore', ...prescoring.deployments),
          env: { PREDICTOR: predictorUrl, ACCOUNT: apiToken.path },
          resources: prescoring.resources,
        },
      ],
    });
  }
}

/** The Deployments by namespace, sorted, so that their order in the environment changes no Role. */
function byNamespace({ deployments }: PrescoringSettings): [string, string[]][] {
  const groups = new Map<string, string[]>();
  for (const text of [...deployments].sort(compare)) {
    const { namespace = '', name } = splitObjectName(text);
    groups.set(namespace, [...(groups.get(namespace) ?? []), name]);
  }
  return [...groups];
}

/** What Argo CD must not compare in a Deployment of ours that is annotated; in others it does not see the annotations. */
export function ignoredAnnotations(
  { namespace, prescoring }: EnergetiscopeSettings,
  name: string,
): IgnoredDifference[] {
  if (prescoring?.deployments.includes(`${namespace}/${name}`) !== true) return [];
  const jsonPointers = annotations.map((annotation) => `/metadata/annotations/${annotation}`);
  return [{ group: 'apps', kind: 'Deployment', name, jsonPointers }];
}
