import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { toPlusCron } from './cron';
import { checkLength, runOptions, type RunProps } from './job';
import { standardLabels } from './labels';
import { podParts } from './pod';
import { patch, refused, without } from './refused-defaults';

/** Internal: components fill it in from parsed settings, so an interface and no schema. */
export interface CronJobProps extends RunProps {
  /** Five fields, as `cronSchema` accepts them. */
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
      schedule: toPlusCron(props.schedule),
      ...(timeZone !== undefined && { timeZone }),
      concurrencyPolicy: kplus.ConcurrencyPolicy.FORBID,
      startingDeadline: Duration.seconds(props.startingDeadlineSeconds ?? 600),
      successfulJobsRetained: history.successful,
      failedJobsRetained: history.failed,
    });
    patch(cronJob, ...without(refused.cronJob), ...patches('/spec/jobTemplate/spec/template'));
  }
}
