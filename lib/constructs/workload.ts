import { JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { standardLabels, standardSelector, type Belonging, type Labels } from './labels';
import { podParts, type PodProps } from './pod';
import { patch, refused, without } from './refused-defaults';

/** Internal: components fill it in from parsed settings, so an interface and no schema. */
export interface WorkloadProps extends Belonging, PodProps {
  readonly namespace: string;
  /** Labels that find the pods, where an upstream selector is an interface. @default - `app.kubernetes.io/name` */
  readonly selector?: Labels;
  /** Annotations of the Deployment itself. @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
  /** Number of pods, or `autoscaled` where an HPA writes it. @default 1 */
  readonly replicas?: number | 'autoscaled';
  /** How long a rollout may go without progress before it counts as failed. @default - 600, as Kubernetes has it */
  readonly progressDeadlineSeconds?: number;
  /** @default - RollingUpdate that never has fewer ready pods than asked for */
  readonly strategy?: Strategy;
}

/** Recreate: all pods end before new ones start, as a volume that only one pod may write needs it. */
export type Strategy =
  | { readonly type: 'Recreate' }
  | { readonly type: 'RollingUpdate'; readonly maxSurge: number; readonly maxUnavailable: number };

/** A Deployment that satisfies Pod Security *restricted* on every platform. */
export class Workload extends Construct {
  public readonly name: string;
  public readonly namespace: string;
  public readonly labels: Labels;
  /** What Services, monitors and disruption budgets select its pods by. */
  public readonly selector: Labels;

  public constructor(scope: Construct, id: string, props: WorkloadProps) {
    super(scope, id);
    const { name, namespace, annotations = {}, replicas = 1, progressDeadlineSeconds } = props;
    this.name = name;
    this.namespace = namespace;
    this.selector = props.selector ?? standardSelector(name);
    this.labels = { ...standardLabels(props), ...this.selector };
    const { pod, patches } = podParts(this, this.labels, props);
    const deployment = new kplus.Deployment(this, 'Deployment', {
      ...pod,
      metadata: { name, namespace, labels: this.labels, annotations },
      select: false,
      replicas: replicas === 'autoscaled' ? 1 : replicas,
      strategy: toPlusStrategy(props.strategy ?? { type: 'RollingUpdate', maxSurge: 1, maxUnavailable: 0 }),
    });
    deployment.select(kplus.LabelSelector.of({ labels: this.selector }));
    patch(deployment, ...without(refused.deployment), ...patches('/spec/template'));
    if (progressDeadlineSeconds !== undefined)
      patch(deployment, JsonPatch.add('/spec/progressDeadlineSeconds', progressDeadlineSeconds));
    if (replicas === 'autoscaled') patch(deployment, JsonPatch.remove('/spec/replicas'));
  }
}

function toPlusStrategy(strategy: Strategy): kplus.DeploymentStrategy {
  if (strategy.type === 'Recreate') return kplus.DeploymentStrategy.recreate();
  return kplus.DeploymentStrategy.rollingUpdate({
    maxSurge: kplus.PercentOrAbsolute.absolute(strategy.maxSurge),
    maxUnavailable: kplus.PercentOrAbsolute.absolute(strategy.maxUnavailable),
  });
}
