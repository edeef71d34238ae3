import { App, Chart, Duration, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { markers } from '../model/marker';
import { fixedFields, hashedName } from './hashed-name';
import { standardLabels, type Belonging } from './labels';
import { podParts, type PodProps } from './pod';
import { patch } from './refused-defaults';

/** What a Job and a CronJob share: how often and how long a run is tried. */
export interface RunProps extends Belonging, PodProps {
  readonly namespace: string;
  /** Annotations of the Job itself. @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
  /** `Never` keeps the pod of a failed try, and its log. */
  readonly restartPolicy: 'Never' | 'OnFailure';
  /** Tries after the first one. */
  readonly backoffLimit: number;
  /** Seconds for all tries together. */
  readonly activeDeadlineSeconds: number;
}

/** Internal: components fill it in from parsed settings, so an interface and no schema. */
export interface JobProps extends RunProps {
  /** The step of the same unit that must be finished first; its name is part of this one's. @default - none */
  readonly after?: Job;
  /** Any word: another one runs it, and all after it, again. @default - none */
  readonly again?: string;
  /** So many runs, each with its own index. @default - one run */
  readonly indexed?: {
    readonly completions: number;
    readonly parallelism: number;
    /**
     * How often an index is tried again by itself, so that one that fails does not end the others.
     * @default - no limit of its own
     */
    readonly backoffLimitPerIndex?: number;
  };
}

/**
 * A Job that runs once for what it is made of: its name carries a hash of its spec and of the step before it. So an unchanged
 * one is never made again, and a changed one is a new object, for a Job's template cannot be changed. It has no TTL: Argo CD
 * would make a Job that removed itself again.
 */
export class Job extends Construct {
  /** With the hash. */
  public readonly name: string;
  public readonly namespace: string;

  /** @throws Error when the name is too long for the label that Kubernetes gives its pods */
  public constructor(scope: Construct, id: string, props: JobProps) {
    super(scope, id);
    this.name = nameOf(props);
    this.namespace = props.namespace;
    checkLength(this.name, 63, 'a Job');
    const annotations = { ...props.annotations, [markers.hashedName]: props.name };
    renderJob(this, this.name, { ...props, annotations });
  }
}

/** The parts of a cdk8s-plus Job or CronJob that both have. */
export function runOptions({ restartPolicy, backoffLimit, activeDeadlineSeconds }: RunProps) {
  return {
    select: false,
    restartPolicy: restartPolicy === 'Never' ? kplus.RestartPolicy.NEVER : kplus.RestartPolicy.ON_FAILURE,
    backoffLimit,
    activeDeadline: Duration.seconds(activeDeadlineSeconds),
  };
}

/** @throws Error when the name is longer than its pods' names and labels allow */
export function checkLength(name: string, maximum: number, what: string): void {
  if (name.length > maximum)
    throw new Error(`got the name ${name} of ${name.length} characters; ${what} has at most ${maximum}: shorten it`);
}

/** The Job is rendered once beside the tree to know what it is made of, for a construct's name cannot change later. */
function nameOf(props: JobProps): string {
  const chart = new Chart(new App(), 'unnamed');
  renderJob(chart, props.name, props);
  const [job] = chart.toJson() as { spec: Record<string, unknown> }[];
  return hashedName(props.name, { spec: fixedFields(job?.spec), after: props.after?.name, again: props.again });
}

/** A Job under exactly that name, for one that is removed before it is made again. */
export function renderJob(scope: Construct, name: string, props: JobProps): void {
  const { namespace, indexed, after } = props;
  const labels = standardLabels(props);
  const { pod, patches } = podParts(scope, labels, props);
  const annotations = { ...props.annotations, ...(after && { [markers.after]: `Job/${after.name}` }) };
  const metadata = { name, namespace, labels, annotations };
  const job = new kplus.Job(scope, 'Job', { ...pod, ...runOptions(props), metadata });
  patch(job, ...patches('/spec/template'));
  if (!indexed) return;
  const run = { ...indexed, completionMode: 'Indexed' };
  patch(job, ...Object.entries(run).map(([field, value]) => JsonPatch.add(`/spec/${field}`, value)));
}
