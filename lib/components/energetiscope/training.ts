import { Construct } from 'constructs';
import { CronJob } from '../../constructs/cron-job';
import { Job, type RunProps } from '../../constructs/job';
import { apiToken, type Mount } from '../../constructs/mount';
import { belonging, dataMount, names } from './names';
import { podOnVolume, type Site } from './site';
import { steps, type Step } from './steps';

/**
 * Training once, as one Job: it runs once for what it is made of. All steps share its pod, so Argo CD has nothing to put in
 * order: its sync ends when the Job is made, and not when the label step has waited for its whole window.
 */
export class TrainingOnce extends Construct {
  public constructor(scope: Construct, id: string, site: Site) {
    super(scope, id);
    const { retrain } = site.settings.training;
    new Job(this, 'train', {
      ...belonging(names.trainingOnce, 'training'),
      ...run(site, steps(site, { folder: workFolder.path })),
      backoffLimit: 2,
      ...(retrain !== undefined && { again: retrain }),
    });
  }
}

/** Training on a schedule. */
export class TrainingOnSchedule extends Construct {
  public constructor(scope: Construct, id: string, site: Site, schedule: string) {
    super(scope, id);
    const { keep, history } = site.settings.training;
    new CronJob(this, 'cron-job', {
      ...belonging(names.training, 'training'),
      ...run(site, steps(site, { folder: workFolder.path, keep })),
      schedule,
      history,
      backoffLimit: 1,
    });
  }
}

/** Where the steps hand files on: empty at the start of every try. */
const workFolder: Mount = { path: '/work', emptyDir: 'work' };

/** The steps as the containers of one pod, all but the last as init containers. */
function run(site: Site, all: readonly [Step, ...Step[]]) {
  const { namespace, training } = site.settings;
  const containers = all.map((step) => ({ ...step.container, mounts: mountsOf(step) }));
  const last = containers.at(-1);
  if (last === undefined) throw new Error('training has steps');
  return {
    namespace,
    ...podOnVolume(site, training.nodeSelector),
    // Only the containers that ask the API server get the token; see `mountsOf`.
    serviceAccount: { name: names.reader, token: false },
    restartPolicy: 'Never',
    activeDeadlineSeconds: secondsFor(all),
    initContainers: containers.slice(0, -1),
    containers: [last],
  } as const satisfies Partial<RunProps>;
}

/** For all steps one after the other. */
export function secondsFor(all: readonly Step[]): number {
  return all.reduce((sum, { deadlineSeconds }) => sum + deadlineSeconds, 0);
}

function mountsOf({ readsCluster, usesReleases }: Step): Mount[] {
  return [workFolder, ...(readsCluster ? [apiToken] : []), ...(usesReleases ? [dataMount] : [])];
}
