import type { Manifest } from '../model/manifest';
import type { Path } from '../model/origin';
import { knownKind } from '../schema/known-kinds';
import { isObject } from '../model/json';

/**
 * Where server-side apply leaves null behind: an object of a custom resource that stays as `{}` while all that was applied in it
 * goes. The schema then refuses null where it asks for an object (seen on kube-apiserver 1.36.3; Kubernetes' own kinds read null
 * as none).
 */
export function emptiedObjects(old: Manifest, now: Manifest): Path[] {
  const known = knownKind(now.apiVersion, now.kind);
  if (!known || known.core) return [];
  const found: Path[] = [];
  for (const [field, value] of Object.entries(now))
    if (field !== 'metadata' && field !== 'status') visit(old[field], value, [field], found);
  return found;
}

function visit(old: unknown, now: unknown, path: Path, found: Path[]): void {
  if (!isObject(old) || !isObject(now)) return;
  if (!holdsSomething(now)) {
    if (Object.keys(old).some((name) => !Object.hasOwn(now, name) || holdsSomething(old[name]))) found.push(path);
    return;
  }
  for (const [name, value] of Object.entries(now)) visit(old[name], value, [...path, name], found);
}

/** Whether anything would be left: a list or object without any content is none. */
function holdsSomething(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return isObject(value) ? Object.values(value).some(holdsSomething) : true;
}
