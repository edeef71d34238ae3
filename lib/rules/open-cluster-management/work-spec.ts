import type { ManifestWorkSpec } from '../../../imports/objects/work.open-cluster-management.io';
import type { Path } from '../../model/origin';
import type { Typed } from '../engine/object-rule';

/** The kinds that have the spec of a ManifestWork. */
export const workKinds = [
  'work.open-cluster-management.io/v1/ManifestWork',
  'work.open-cluster-management.io/v1alpha1/ManifestWorkReplicaSet',
] as const;

/** The spec of a ManifestWork, also of those that a ManifestWorkReplicaSet makes, and the way to it. */
export function workSpec({ manifest }: Pick<Typed<(typeof workKinds)[number]>, 'manifest'>): {
  readonly spec: ManifestWorkSpec;
  readonly path: Path;
} {
  return manifest.kind === 'ManifestWork'
    ? { spec: manifest.spec ?? {}, path: ['spec'] }
    : { spec: manifest.spec?.manifestWorkTemplate ?? {}, path: ['spec', 'manifestWorkTemplate'] };
}
