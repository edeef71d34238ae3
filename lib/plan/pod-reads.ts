import { isObject } from '../model/json';
import { find, parsePattern } from '../graph/field-pattern';
import type { Manifest } from '../model/manifest';

/** A ConfigMap or Secret that pods read, and how. */
export interface PodRead {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: string;
  /** Whether a running pod sees a change of it by itself, in a minute or so. */
  readonly follows: boolean;
}

/** Where a pod names what it reads, and whether a change reaches it while it runs. */
const rows: readonly (readonly [kind: PodRead['kind'], pattern: string, field: string, follows: boolean])[] = [
  ['ConfigMap', 'containers[*].env[*].valueFrom.configMapKeyRef', 'name', false],
  ['ConfigMap', 'containers[*].envFrom[*].configMapRef', 'name', false],
  ['ConfigMap', 'initContainers[*].env[*].valueFrom.configMapKeyRef', 'name', false],
  ['ConfigMap', 'initContainers[*].envFrom[*].configMapRef', 'name', false],
  ['ConfigMap', 'volumes[*].configMap', 'name', true],
  ['ConfigMap', 'volumes[*].projected.sources[*].configMap', 'name', true],
  ['Secret', 'containers[*].env[*].valueFrom.secretKeyRef', 'name', false],
  ['Secret', 'containers[*].envFrom[*].secretRef', 'name', false],
  ['Secret', 'initContainers[*].env[*].valueFrom.secretKeyRef', 'name', false],
  ['Secret', 'initContainers[*].envFrom[*].secretRef', 'name', false],
  ['Secret', 'volumes[*].secret', 'secretName', true],
  ['Secret', 'volumes[*].projected.sources[*].secret', 'name', true],
];

const patterns = rows.map(([kind, pattern, field, follows]) => ({
  kind,
  steps: parsePattern(pattern),
  field,
  follows,
}));

/** The pod spec of a workload; undefined for what makes no pods. */
export function podSpecOf({ kind, spec }: Manifest): Readonly<Record<string, unknown>> | undefined {
  const path =
    kind === 'Pod' ? [] : kind === 'CronJob' ? ['jobTemplate', 'spec', 'template', 'spec'] : ['template', 'spec'];
  const found = path.reduce<unknown>((value, step) => (isObject(value) ? value[step] : undefined), spec);
  return isObject(found) && Array.isArray(found.containers) ? found : undefined;
}

/** What the pods of a workload read. */
export function readsOf(manifest: Manifest): PodRead[] {
  const pod = podSpecOf(manifest);
  if (pod === undefined) return [];
  return patterns.flatMap(({ kind, steps, field, follows }) =>
    find(steps, pod, []).flatMap(({ value }) => {
      const name = isObject(value) ? value[field] : undefined;
      return typeof name === 'string' ? [{ kind, name, follows }] : [];
    }),
  );
}
