import { fieldsOf, isObject } from '../model/json';
import type { Path } from '../model/origin';
import { kindKey, type Located } from './located';
import { podSpecs } from './pod-references';

/** The pods that a workload makes, as far as its manifest tells. */
export interface PodTemplate {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly spec: Readonly<Record<string, unknown>>;
  /** The way to the template (to the object itself for a Pod), from the rendered manifest. */
  readonly path: Path;
}

/** A container of a pod, with its place. */
export interface Container {
  readonly value: Readonly<Record<string, unknown>>;
  readonly path: Path;
}

const workloads: ReadonlyMap<string, readonly string[]> = new Map(
  podSpecs
    .filter(({ kind }) => !/^serving\.(knative\.dev|kserve\.io)\//.test(kind))
    .map(({ kind, at }) => [kind, at.split('.').slice(0, -1)]),
);

const miniCluster = 'flux-framework.org/MiniCluster';

/** The kinds that have one. */
export const podKinds: readonly string[] = [...workloads.keys(), miniCluster];

/**
 * The pod template of a Pod, Deployment, StatefulSet, DaemonSet, ReplicaSet, Job or CronJob, and of a MiniCluster as far
 * as its labels go. Undefined for all others, also for kinds of KServe and Knative, whose controllers label pods by rules of their own.
 */
export function podTemplate({ manifest, path }: Pick<Located, 'manifest' | 'path'>): PodTemplate | undefined {
  const key = kindKey(manifest);
  if (key === miniCluster) return miniClusterPods(manifest, path);
  const steps = workloads.get(key);
  if (!steps) return undefined;
  const template = steps.reduce<unknown>((value, step) => (isObject(value) ? value[step] : undefined), manifest);
  if (!isObject(template) || !isObject(template.spec)) return undefined;
  const metadata = fieldsOf(template.metadata);
  const labels = { ...strings(metadata.labels), ...(key === 'batch/Job' && jobLabels(manifest.metadata.name)) };
  return { labels, annotations: strings(metadata.annotations), spec: template.spec, path: [...path, ...steps] };
}

/** Every container of a pod template, init containers first. */
export function containersOf({ spec, path }: Pick<PodTemplate, 'spec' | 'path'>): Container[] {
  return ['initContainers', 'containers'].flatMap((list) => {
    const items: unknown = spec[list];
    if (!Array.isArray(items)) return [];
    return items.flatMap((value: unknown, at) =>
      isObject(value) ? [{ value, path: [...path, 'spec', list, at] }] : [],
    );
  });
}

/** Labels that the Job controller adds. */
function jobLabels(name: string): Record<string, string> {
  return { 'job-name': name, 'batch.kubernetes.io/job-name': name };
}

function miniClusterPods(manifest: Located['manifest'], path: Path): PodTemplate | undefined {
  if (!isObject(manifest.spec)) return undefined;
  const pod = fieldsOf(manifest.spec.pod);
  const labels = { ...strings(manifest.spec.jobLabels), ...strings(pod.labels), ...jobLabels(manifest.metadata.name) };
  return { labels, annotations: strings(pod.annotations), spec: manifest.spec, path };
}

/** The string values of a map such as labels. */
export function strings(value: unknown): Readonly<Record<string, string>> {
  if (!isObject(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
