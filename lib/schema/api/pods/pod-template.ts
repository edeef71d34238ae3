import { at, fieldsOf, isObject, objectsOf, type Fields } from '../../../model/json';
import type { Manifest } from '../../../model/manifest';
import type { Path } from '../../../model/origin';

/** A pod or what a workload makes pods from. */
export interface PodTemplate {
  readonly spec: Fields;
  readonly path: Path;
  readonly metadata: Fields;
  readonly metadataPath: Path;
  /** Init containers first. */
  readonly containers: readonly Container[];
}

/** A container of a pod, with the way to it. */
export interface Container {
  readonly fields: Fields;
  readonly path: Path;
  readonly init: boolean;
}

const templates: Readonly<Record<string, Path>> = {
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
  DaemonSet: ['spec', 'template'],
  Deployment: ['spec', 'template'],
  Job: ['spec', 'template'],
  Pod: [],
  StatefulSet: ['spec', 'template'],
};

/** Where a kind that makes pods keeps their spec; undefined for all others. */
export function podSpecPath({ kind }: Manifest): Path | undefined {
  const path = templates[kind];
  return path && [...path, 'spec'];
}

/** Undefined for kinds that make no pods. */
export function podTemplate(manifest: Manifest): PodTemplate | undefined {
  const path = templates[manifest.kind];
  if (!path) return undefined;
  const spec = at(manifest, ...path, 'spec');
  if (!isObject(spec)) return undefined;
  const metadata = fieldsOf(at(manifest, ...path, 'metadata'));
  const place = [...path, 'spec'];
  const containers = [...containersOf(spec, place, 'initContainers'), ...containersOf(spec, place, 'containers')];
  return { spec, path: place, metadata, metadataPath: [...path, 'metadata'], containers };
}

function containersOf(spec: Fields, path: Path, list: 'initContainers' | 'containers'): Container[] {
  const init = list === 'initContainers';
  return objectsOf(spec[list]).map((fields, index) => ({ fields, path: [...path, list, index], init }));
}
