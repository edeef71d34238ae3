import type { Manifest } from '../model/manifest';
import type { Path } from '../model/origin';
import { isFields } from './problem';

/** Where kinds carry whole objects, which nothing checks before a controller applies them. */
const carriers: Readonly<Record<string, Path>> = {
  'work.open-cluster-management.io/v1/ManifestWork': ['spec', 'workload', 'manifests'],
  'work.open-cluster-management.io/v1alpha1/ManifestWorkReplicaSet': [
    'spec',
    'manifestWorkTemplate',
    'workload',
    'manifests',
  ],
  'template.openshift.io/v1/Template': ['objects'],
};

/** The objects that a manifest carries. */
export interface InnerManifests {
  /** Of the list, inside the carrier. */
  readonly path: Path;
  readonly values: readonly unknown[];
  readonly inTemplate: boolean;
}

/** The objects that a manifest carries; none for most kinds. */
export function innerManifests({ apiVersion, kind, ...fields }: Manifest): InnerManifests {
  const path = carriers[`${apiVersion}/${kind}`];
  if (!path) return { path: [], values: [], inTemplate: false };
  const list = path.reduce<unknown>((value, key) => (isFields(value) ? value[String(key)] : undefined), fields);
  return { path, values: Array.isArray(list) ? (list as unknown[]) : [], inTemplate: kind === 'Template' };
}
