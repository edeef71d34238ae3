import { find, parsePattern, type Found } from '../../graph/field-pattern';
import { kindKey, type Located } from '../../graph/located';

const specs: Readonly<Record<string, ReturnType<typeof parsePattern>>> = {
  'work.open-cluster-management.io/ManifestWork': parsePattern('spec'),
  'work.open-cluster-management.io/ManifestWorkReplicaSet': parsePattern('spec.manifestWorkTemplate'),
};

/** The kinds that have it. */
export const workKinds: readonly string[] = Object.keys(specs);

/** The spec of a ManifestWork, also of those that a ManifestWorkReplicaSet makes; undefined for all other kinds. */
export function workSpec({ manifest }: Pick<Located, 'manifest'>): Found | undefined {
  const pattern = specs[kindKey(manifest)];
  if (!pattern) return undefined;
  return find(pattern, manifest, [])[0] ?? { value: {}, path: pattern.map(String) };
}
