import { Construct } from 'constructs';
import { CronJob } from '../../constructs/cron-job';
import { Job } from '../../constructs/job';
import { apiToken, type Mount } from '../../constructs/mount';
import { belonging, dataFolder, dataMount, names } from './names';
import { podOnVolume, type Site } from './site';
import { steps, type Step } from './steps';

/** Names of the Jobs, before their hash: upstream's. */
const jobNames: Readonly<Record<Step['name'], string>> = {
  collect: 'collect-snapshot',
  label: 'build-labels',
  join: 'join-train-rows',
  train: 'train-power',
  predict: 'predict-offline',
};

/**
 * Training as one Job for each step, one after the other. A Job runs once for what it is made of; a changed step is another
 * Job, and so are all after it.
 */
export class TrainingOnce extends Construct {
  public constructor(scope: Construct, id: string, site: Site) {
    super(scope, id);
    const { namespace, training } = site.settings;
    let after: Job | undefined;
    for (const step of steps(site, { folder: `${dataFolder}/training` })) {
      const account = step.readsCluster ? names.reader : names.account;
      after = new Job(this, step.name, {
        ...belonging(jobNames[step.name], 'training'),
        namespace,
        ...podOnVolume(site, training.nodeSelector),
        serviceAccount: { name: account, token: step.readsCluster },
        restartPolicy: 'Never',
        backoffLimit: 2,
        activeDeadlineSeconds: step.deadlineSeconds,
        containers: [{ ...step.container, mounts: [dataMount] }],
        ...(after && { after }),
        ...(after === undefined && training.retrain !== undefined && { again: training.retrain }),
      });
    }
  }
}

/** Where the steps of one pod hand files on: empty at the start of every try. */
const workFolder: Mount = { path: '/work', emptyDir: 'work' };

/** Training on a schedule: the same steps as the containers of one pod, all but the last as init containers. */
export class TrainingOnSchedule extends Construct {
  public constructor(scope: Construct, id: string, site: Site, schedule: string) {
    super(scope, id);
    const { namespace, training } = site.settings;
    const all = steps(site, { folder: workFolder.path, keep: training.keep });
    const containers = all.map((step) => ({ ...step.container, mounts: mountsOf(step) }));
    const last = containers.at(-1);
    if (last === undefined) throw new Error('training has steps');
    new CronJob(this, 'cron-job', {
      ...belonging(names.training, 'training'),
      namespace,
      ...podOnVolume(site, training.nodeSelector),
      // Only the containers that ask the API server get the token; see `mountsOf`.
      serviceAccount: { name: names.reader, token: false },
      schedule,
      history: training.history,
      restartPolicy: 'Never',
      backoffLimit: 1,
      activeDeadlineSeconds: all.reduce((sum, { deadlineSeconds }) => sum + deadlineSeconds, 0),
      initContainers: containers.slice(0, -1),
      containers: [last],
    });
  }
}

function mountsOf({ readsCluster, usesReleases }: Step): Mount[] {
  return [workFolder, ...(readsCluster ? [apiToken] : []), ...(usesReleases ? [dataMount] : [])];
}
