import { Construct } from 'constructs';
import { ConfigMap } from '../../../constructs/config-map';
import { Job } from '../../../constructs/job';
import { standardLabels } from '../../../constructs/labels';
import { smokeTestImage } from '../../../constructs/smoke-test';
import { apiEnv, apiServer, apiToken } from '../../../constructs/ocifit/api';
import { experimentNamespace as namespace, partOf } from '../../../constructs/ocifit/names';
import type { Plan } from '../plan';
import { textBeside } from '../../../constructs/text-beside';
import { baseline } from './catalogue';
import { besideTheVolume, driverAccount, results, smallResources } from './common';
import { app, type Experiment } from './experiment';
import { hpcgScript, miniCluster } from './mini-cluster';
import type { ExperimentsSettings } from './settings';

const files = {
  driver: 'experiment-driver.mjs',
  compare: 'compare-runs.mjs',
  miniCluster: 'minicluster.json',
} as const;

/** How long the driver waits for a node to start and the pod to be ready. */
const readySeconds = 600;

/** How often a run that fails is tried again. */
const retries = 2;

/** One experiment: a Job of as many runs as it has iterations, one after the other, and one that compares what all found. */
export class ExperimentRun extends Construct {
  public constructor(scope: Construct, id: string, plan: Plan, settings: ExperimentsSettings, experiment: Experiment) {
    super(scope, id);
    const { name, iterations } = experiment;
    const belonging = { name, component: 'experiment', partOf };
    const configMap = new ConfigMap(this, 'files', {
      name: `experiment-${name}`,
      namespace,
      labels: standardLabels(belonging),
      data: {
        [files.driver]: textBeside(__dirname, files.driver),
        [files.compare]: textBeside(__dirname, files.compare),
        [hpcgScript]: textBeside(__dirname, hpcgScript),
        [files.miniCluster]: `${JSON.stringify(miniCluster(experiment, `experiment-${name}`), undefined, 2)}\n`,
      },
    });
    const common = {
      namespace,
      partOf,
      component: 'experiment',
      platform: plan.cluster.platform,
      restartPolicy: 'Never',
      ...besideTheVolume(plan, settings),
    } as const;
    const container = {
      image: smokeTestImage,
      mounts: [
        { path: '/experiment', configMap },
        { path: results.path, claim: results.claim },
      ],
      resources: smallResources,
    };
    const runSeconds = runLimit(experiment);
    const run = new Job(this, 'run', {
      ...common,
      name,
      serviceAccount: { name: driverAccount, token: true },
      indexed: { completions: iterations, parallelism: 1, backoffLimitPerIndex: retries },
      backoffLimit: iterations * (retries + 1),
      activeDeadlineSeconds: iterations * (retries + 1) * (readySeconds + runSeconds + 600),
      containers: [
        {
          ...container,
          name: 'driver',
          command: ['node', `/experiment/${files.driver}`],
          env: {
            ...apiEnv,
            API_SERVER: apiServer,
            TOKEN_FILE: apiToken,
            NAMESPACE: namespace,
            EXPERIMENT: name,
            MINICLUSTER: `/experiment/${files.miniCluster}`,
            FOLDER: `${results.path}/${app}/${experiment.selection.tag}`,
            READY_SECONDS: String(readySeconds),
            RUN_SECONDS: String(runSeconds),
          },
        },
      ],
    });
    new Job(this, 'compare', {
      ...common,
      name: `${name}-compare`,
      after: run,
      backoffLimit: 3,
      activeDeadlineSeconds: 900,
      containers: [
        {
          ...container,
          name: 'compare',
          command: ['node', `/experiment/${files.compare}`, `${results.path}/${app}`, baseline],
        },
      ],
    });
  }
}

/** HPCG sets its problem up and checks itself besides the time that it is asked for: four times that, and ten minutes. */
function runLimit({ innerIterations, problem }: Experiment): number {
  return innerIterations * problem.seconds * 4 + 600;
}
