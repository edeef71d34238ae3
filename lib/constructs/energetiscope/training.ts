import { Construct } from 'constructs';
import { z } from 'zod';
import { dnsLabel, dnsSubdomain } from '../../environment/values/name-syntax';
import { httpUrl } from '../../environment/values/url-syntax';
import type { Platform, PlatformName } from '../../model/platform';
import type { ImagePullPolicy } from '../container';
import { CronJob } from '../cron-job';
import { Job, type RunProps } from '../job';
import { apiToken, type Mount } from '../mount';
import { parseProps, type Shape } from '../props';
import { platform } from '../target';
import { belonging, dataFolder, names } from './names';
import { imageShape, podOnVolume, volumeSchema, type ModelVolume } from './pod';
import { release, secondsFor, steps, type Step } from './steps';
import type { TrainingOptions } from './training-options';
import { checkTraining, trainingFields } from './training-settings';
import { kindsOfTraining, WorkloadReader } from './workload-reader';

/** A training: EnergetiScope learns from Kepler's measurements how much energy workloads take. */
export interface EnergetiScopeTrainingProps extends TrainingOptions {
  readonly namespace: string;
  /** The volume that holds the models: a `Claim`, or the name of one. */
  readonly volume: ModelVolume;
  /** The URL of the Prometheus with Kepler's metrics, readable without a token. */
  readonly prometheus: string;
  /** @default kind */
  readonly platform?: PlatformName | Platform;
  /** @default ghcr.io/mskazemi/energetiscope:latest */
  readonly image?: string;
  /** @default IfNotPresent */
  readonly imagePullPolicy?: ImagePullPolicy;
  /** The release that a predictor is pinned to, which scheduled training never removes. @default - none */
  readonly release?: string | undefined;
  /** An account that may read workloads in every namespace. @default - one is made, with its rights */
  readonly serviceAccount?: string;
}

const shape = {
  ...trainingFields,
  ...imageShape,
  namespace: dnsLabel,
  volume: volumeSchema,
  prometheus: httpUrl,
  platform,
  release: release.optional(),
  serviceAccount: dnsSubdomain.optional(),
} satisfies Shape<EnergetiScopeTrainingProps>;

const schema = z.strictObject(shape).superRefine(checkTraining);

type Given = z.output<typeof schema> & { readonly serviceAccount: string };

/** The folder in which the steps pass files on; it is empty at the start of every try. */
const workFolder: Mount = { path: '/work', emptyDir: 'work' };

/**
 * Training once, as one Job, and on a schedule. All steps share a pod, so they need no waves: a sync ends when the Job is made,
 * and not when the label step has waited for its whole window.
 */
export class EnergetiScopeTraining extends Construct {
  /** @throws Error with a line for each wrong prop */
  public constructor(scope: Construct, id: string, props: EnergetiScopeTrainingProps) {
    super(scope, id);
    const parsed = parseProps(this, 'EnergetiScopeTraining', schema, props);
    const { namespace, once, schedule, retrain, keep, history } = parsed;
    const reader = () => new WorkloadReader(this, 'access', namespace, kindsOfTraining(parsed));
    const given = { ...parsed, serviceAccount: parsed.serviceAccount ?? reader().name };
    if (once)
      new Job(this, 'train', {
        ...belonging(names.trainingOnce, 'training'),
        ...run(given, steps(given, { folder: workFolder.path })),
        backoffLimit: 2,
        ...(retrain !== undefined && { again: retrain }),
      });
    if (schedule !== undefined)
      new CronJob(this, 'cron-job', {
        ...belonging(names.training, 'training'),
        ...run(given, steps(given, { folder: workFolder.path, keep })),
        schedule,
        history,
        backoffLimit: 1,
      });
  }
}

/** The steps as the containers of one pod, all but the last as init containers. */
function run({ namespace, platform: its, volume, serviceAccount, ...given }: Given, all: readonly [Step, ...Step[]]) {
  const containers = all.map((step) => ({ ...step.container, mounts: mountsOf(step, volume) }));
  const last = containers.at(-1);
  if (last === undefined) throw new Error('training has steps');
  return {
    namespace,
    ...podOnVolume(its, volume, given),
    // Only the containers that ask the API server get the token; see `mountsOf`.
    serviceAccount: { name: serviceAccount, token: false },
    restartPolicy: 'Never',
    activeDeadlineSeconds: secondsFor(all),
    initContainers: containers.slice(0, -1),
    containers: [last],
  } as const satisfies Partial<RunProps>;
}

function mountsOf({ readsCluster, usesReleases }: Step, { name }: ModelVolume): Mount[] {
  const data = { path: dataFolder, claim: name };
  return [workFolder, ...(readsCluster ? [apiToken] : []), ...(usesReleases ? [data] : [])];
}
