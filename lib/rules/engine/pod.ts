import type { Container, PodSpec } from '../../../imports/objects/k8s';
import { kindKey, type Located } from '../../graph/located';
import { containersOf, podKinds as allPodKinds, podTemplate, type PodTemplate } from '../../graph/pod-template';
import { knownKinds } from '../../kinds/kind-table';
import type { Path } from '../../model/origin';

/** The pods that a workload makes, as the schema check has proved them. */
export interface Pod extends Omit<PodTemplate, 'spec'> {
  readonly spec: PodSpec;
  /** Init containers first, each with its place in the rendered manifest. */
  readonly containers: readonly { readonly value: Container; readonly path: Path }[];
}

/** The kinds whose pods have a type: those with a schema of Kubernetes' own. */
export const podKinds: readonly string[] = allPodKinds.filter((kind) =>
  Object.values(knownKinds.get(kind)?.versions ?? {}).includes('k8s'),
);

/** The pods of a workload; undefined for every other kind, and where no schema has proved the pods. */
export function podOf(located: Pick<Located, 'manifest' | 'path'>): Pod | undefined {
  if (!podKinds.includes(kindKey(located.manifest))) return undefined;
  const template = podTemplate(located);
  if (!template) return undefined;
  return {
    ...template,
    spec: template.spec as unknown as PodSpec,
    containers: containersOf(template) as unknown as Pod['containers'],
  };
}

/** Whether a pod itself asks for a token of its account, as a volume or as usual; undefined where the account decides. */
export function tokenOf({ spec }: Pod): boolean | undefined {
  const isProjected = spec.volumes?.some(({ projected }) =>
    projected?.sources?.some(({ serviceAccountToken }) => serviceAccountToken !== undefined),
  );
  return isProjected === true ? true : spec.automountServiceAccountToken;
}

/** The words that a container is started with, and the values of its variables, each with its place in the container. */
export function textsOf({
  command = [],
  args = [],
  env = [],
}: Container): { readonly text: string; readonly at: Path }[] {
  const words = Object.entries({ command, args }).flatMap(([list, texts]) =>
    texts.map((text, index) => ({ text, at: [list, index] })),
  );
  const values = env.flatMap(({ value }, index) =>
    value === undefined ? [] : [{ text: value, at: ['env', index, 'value'] }],
  );
  return [...words, ...values];
}
