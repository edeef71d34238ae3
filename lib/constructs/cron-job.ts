import { Cron, Duration, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { checkLength, runOptions, type RunProps } from './job';
import { standardLabels } from './labels';
import { podParts } from './pod';
import { patch, refused, without } from './refused-defaults';

/** Internal: components fill it in from parsed settings, so an interface and no schema. */
export interface CronJobProps extends RunProps {
  /** As `cronSchema` accepts it. */
  readonly schedule: string;
  /** IANA name. @default - that of the cluster's controller, UTC as a rule */
  readonly timeZone?: string;
  /** Seconds by which a run may start late; later it is left out. @default 600 */
  readonly startingDeadlineSeconds?: number;
  /** Finished Jobs that are kept. @default 3 that succeeded, 1 that failed */
  readonly history?: { readonly successful: number; readonly failed: number };
}

/** A Job on a schedule whose runs never overlap. */
export class CronJob extends Construct {
  public readonly name: string;
  public readonly namespace: string;

  /** @throws Error when the name leaves no room for the time that Kubernetes appends */
  public constructor(scope: Construct, id: string, props: CronJobProps) {
    super(scope, id);
    const { name, namespace, annotations = {}, timeZone, history = { successful: 3, failed: 1 } } = props;
    this.name = name;
    this.namespace = namespace;
    checkLength(name, 52, 'a CronJob');
    const labels = standardLabels(props);
    const { pod, patches } = podParts(this, labels, props);
    const cronJob = new kplus.CronJob(this, 'CronJob', {
      ...pod,
      ...runOptions(props),
      metadata: { name, namespace, labels, annotations },
      schedule: Cron.everyMinute(),
      ...(timeZone !== undefined && { timeZone }),
      concurrencyPolicy: kplus.ConcurrencyPolicy.FORBID,
      startingDeadline: Duration.seconds(props.startingDeadlineSeconds ?? 600),
      successfulJobsRetained: history.successful,
      failedJobsRetained: history.failed,
    });
    // cdk8s-plus knows five fields and no word such as @daily: its schedule is replaced by the one that was given.
    const schedule = JsonPatch.replace('/spec/schedule', props.schedule.trim().replace(/\s+/g, ' '));
    patch(cronJob, schedule, ...without(refused.cronJob), ...patches('/spec/jobTemplate/spec/template'));
  }
}
