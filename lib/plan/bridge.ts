import type { Fields } from '../kinds/changed';
import { isManifest, label, type Manifest } from '../model/manifest';
import { toYaml } from '../publish/yaml';
import type { Change } from './change';
import { folderOf, type EnvironmentSide } from './environment-side';
import { keyOf, kindOf, type RunningObject } from './running-object';
import type { Files } from './staged-files';

/** Kinds that hold data: a stage never removes them to make them again. */
const held = new Set([
  '/PersistentVolumeClaim',
  '/PersistentVolume',
  '/Namespace',
  'apiextensions.k8s.io/CustomResourceDefinition',
]);

/** Prepares one change in the tree that holds both sides. */
export function bridge(change: Change, files: Files, before: EnvironmentSide, after: EnvironmentSide): void {
  const { old, new: now } = change;
  if (old === undefined) return;
  if (now === undefined) {
    const work = pathOf(old, before);
    if (work === undefined || old.manifest.kind !== 'ManifestWork' || old.carrier !== undefined) return;
    // A Namespace that works only create appears in no change.
    const carried = before.objects(work).filter(({ carrier }) => carrier !== undefined);
    if (!carried.some((object) => isTakenOver(object, before, after))) return;
    standBeside(before.applicationPath(old.folder, old.unit), files, before);
    keep(work, files, before);
    return;
  }
  const is = (word: string) => change.reasons.some((reason) => reason.class === word);
  if (is('refused')) {
    if (held.has(kindOf(now))) put(files, now, old.manifest, after);
    else put(files, now, undefined, after);
  } else if (is('move') && (old.application !== now.application || old.carrier !== now.carrier)) {
    standBeside(before.applicationPath(old.folder, old.unit), files, before);
    if (pathOf(old, after) === undefined) {
      keep(pathOf(old, before), files, before);
    } else put(files, old, old.manifest, after);
  }
}

/** Keeps an Application of the base, and the Application that holds it. */
export function standBeside(application: string | undefined, files: Files, before: EnvironmentSide): void {
  if (application === undefined) return;
  keep(application, files, before);
  const [, unit = ''] = folderOf(application).split('/');
  keep(before.applicationPath(before.hub, unit), files, before);
}

function keep(path: string | undefined, files: Files, before: EnvironmentSide): void {
  if (path !== undefined && !files.has(path)) files.set(path, before.manifests(path).map(toYaml).join('---\n'));
}

/** Whether only new Applications and works deliver an object in the head. */
function isTakenOver(object: RunningObject, before: EnvironmentSide, after: EnvironmentSide): boolean {
  const [olds, nows] = [before, after].map((side) =>
    side.objectsOn(object.cluster).filter((other) => keyOf(other) === keyOf(object)),
  );
  const stays = nows?.some((now) =>
    olds?.some((old) => old.carrier === now.carrier && old.application === now.application),
  );
  return nows !== undefined && nows.length > 0 && stays !== true;
}

/** The file of a side that holds an object, directly or inside a carrier. */
export function pathOf(object: RunningObject, side: EnvironmentSide): string | undefined {
  const candidates = side.filesOf(`${object.folder}/${object.unit}`);
  return candidates.find((path) =>
    side
      .manifests(path)
      .some((manifest) =>
        object.carrier === undefined
          ? keyOf({ cluster: object.cluster, manifest }) === keyOf(object)
          : label(manifest) === object.carrier,
      ),
  );
}

/** Replaces one object, or removes it. */
function put(files: Files, at: RunningObject, manifest: Manifest | undefined, side: EnvironmentSide): void {
  const path = pathOf(at, side);
  if (path === undefined) return;
  const replaced = side.manifests(path).flatMap((outer): Manifest[] => {
    if (at.carrier === undefined) return manifest === undefined ? [] : [manifest];
    return [withCarried(outer, at, manifest) as Manifest];
  });
  if (replaced.length > 0) files.set(path, replaced.map(toYaml).join('---\n'));
  else {
    files.delete(path);
    const rest = [...files.keys()].some(
      (file) => folderOf(file) === folderOf(path) && file.startsWith(path.slice(0, path.lastIndexOf('/'))),
    );
    const application = side.applicationPath(at.folder, at.unit);
    if (!rest && application !== undefined) files.delete(application);
  }
}

/** A carrier with one of its objects replaced, added or removed. */
function withCarried(value: unknown, at: RunningObject, manifest: Manifest | undefined): unknown {
  if (Array.isArray(value)) {
    const list = value as readonly unknown[];
    if (!list.some(isManifest)) return value;
    const others = list.filter(
      (inner) => !isManifest(inner) || keyOf({ cluster: at.cluster, manifest: inner }) !== keyOf(at),
    );
    return manifest === undefined ? others : [...others, manifest];
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value as Fields).map(([name, inner]) => [name, withCarried(inner, at, manifest)]),
  );
}
