import { dirname, join } from 'node:path';
import { isObject, objectsOf, textsOf } from '../../model/json';
import { groupKind } from '../../kinds/group-kind';
import type { Ref } from '../../model/ref';
import { readYaml } from '../../yaml/read-yaml';

/** What a kustomization.yaml says that changes how the files beside it are read. */
export interface Kustomization {
  /** The namespace that it gives to all. */
  readonly namespace?: string;
  /** Files that are patches or settings, relative to the checked folder. */
  readonly noManifests: readonly string[];
  /** ConfigMaps and Secrets that it makes. */
  readonly generated: readonly Pick<Ref, 'group' | 'kind' | 'name'>[];
}

/** Reads what is known without running kustomize; nothing from a file that is not a kustomization. */
export function readKustomization(file: string, text: string): Kustomization {
  const read = readYaml(text);
  const data = 'reason' in read ? undefined : read.value;
  if (!isObject(data)) return { noManifests: [], generated: [] };
  const noManifests = [
    ...['patches', 'patchesJson6902', 'replacements', 'transformers'].flatMap((field) => paths(data[field])),
    ...['patchesStrategicMerge', 'configurations', 'crds', 'transformers', 'generators', 'replacements'].flatMap(
      (field) => textsOf(data[field]),
    ),
    ...['configMapGenerator', 'secretGenerator'].flatMap((field) =>
      objectsOf(data[field]).flatMap(({ files, envs, env }) => [
        ...textsOf(files).map(withoutKey),
        ...textsOf(envs),
        ...textsOf([env]),
      ]),
    ),
    ...objectsOf(data.helmCharts).flatMap(({ valuesFile, additionalValuesFiles }) => [
      ...textsOf([valuesFile]),
      ...textsOf(additionalValuesFiles),
    ]),
  ].map((name) => join(dirname(file), name));
  const generated = [
    ...objectsOf(data.configMapGenerator).map(({ name }) => ({ ...groupKind('/ConfigMap'), name: String(name) })),
    ...objectsOf(data.secretGenerator).map(({ name }) => ({ ...groupKind('/Secret'), name: String(name) })),
  ];
  return { ...(typeof data.namespace === 'string' && { namespace: data.namespace }), noManifests, generated };
}

function paths(value: unknown): string[] {
  return objectsOf(value).flatMap(({ path }) => (typeof path === 'string' ? [path] : []));
}

/** `key=file` names a file too. */
function withoutKey(entry: string): string {
  return entry.slice(entry.indexOf('=') + 1);
}
