import { bootstrapUnit, clusterUnit, rootUnit } from '../../deliver/names';
import { replicaSetsUnit } from '../../deliver/replica-sets-unit';
import { markers } from '../../model/marker';
import type { Path } from '../../model/origin';
import { withNameIn } from './renaming';

/**
 * The unit that renders an object, as `unitKey` gives it, by the object's place (`worker01/serving apps/Deployment/demo/web`);
 * undefined for what the whole environment renders, as the hash of all that smoke tests vouch for.
 */
export function unitOf(place: string, field: Path): string | undefined {
  if (field.includes(markers.tested)) return undefined;
  const [folder = '', identity = ''] = place.split(' ');
  const [, unit = ''] = folder.split('/');
  if (folder === bootstrapUnit || unit === rootUnit || unit === replicaSetsUnit) return undefined;
  if (!unit.startsWith(clusterUnit(''))) return folder;
  // Delivery writes the Application of a unit with the unit: `<environment>.<cluster>.<unit>`.
  const [, cluster, name] = (identity.split('/').at(-1) ?? '').split('.');
  return cluster === undefined || name === undefined || name === replicaSetsUnit ? undefined : `${cluster}/${name}`;
}

/** The place of an object where a cluster or the environment has another name; names that delivery makes begin with them. */
export function placeOf(place: string, name: string, other: string): string {
  const renamed = withNameIn(place, name, other);
  const [, identity = ''] = renamed.split(' ');
  const own = identity.split('/').at(-1) ?? '';
  if (!own.startsWith(`${name}-`)) return renamed;
  return `${renamed.slice(0, renamed.length - own.length)}${other}${own.slice(name.length)}`;
}
