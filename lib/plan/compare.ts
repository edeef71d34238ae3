import { isDeepStrictEqual } from 'node:util';
import { valueAt, type Changed } from '../kinds/changed';
import { compare as byCode } from '../model/finding';
import type { Change, Reason } from './change';
import { changedBetween, reasonsOfChange, reasonsOfNew } from './classify';
import { folderOf, type EnvironmentSide } from './environment-side';
import { keyOf, type RunningObject } from './running-object';
import { isReleased } from './renames';
import { movedReasons, reasonsOfRemoval, type Heir, type Removal } from './removal';
import { withoutCarried } from './unpack';

/**
 * Every object that differs between two sides of an environment, where it runs. Files of equal bytes are never read; the
 * others are read folder by folder, and equal objects are dropped at once.
 */
export function changesBetween(base: EnvironmentSide, head: EnvironmentSide, heir?: Heir): Change[] {
  const unmatched = new Unmatched();
  const changes: Change[] = [];
  const removal: Removal = { base, head, ...(heir && isReleased(base) && { heir }) };
  const folders = differingFolders(base, head);
  for (let at = 0; at < folders.length; at += foldersAtOnce) {
    const batch = folders.slice(at, at + foldersAtOnce);
    for (const side of [base, head]) side.load(batch.flatMap((paths) => [...paths, ...applicationsOf(paths, side)]));
    for (const paths of batch) {
      const before = paths.flatMap((path) => base.objects(path));
      const after = paths.flatMap((path) => head.objects(path));
      for (const pair of unmatched.match(before, after)) changes.push(...changeOf(pair, removal));
    }
    for (const side of [base, head]) for (const path of batch.flat()) side.forget(path);
  }
  for (const pair of unmatched.rest(base, head)) changes.push(...changeOf(pair, removal));
  return changes.sort((a, b) => byCode(a.key, b.key));
}

/** Files are read many at once, since each reading starts a process; not all, since they are large together. */
const foldersAtOnce = 200;

function applicationsOf([path = '']: readonly string[], side: EnvironmentSide): string[] {
  const [folder = '', unit = ''] = folderOf(path).split('/');
  return side.exists ? pathOf(side, { folder, unit }) : [];
}

function pathOf(side: EnvironmentSide, { folder, unit }: Pick<RunningObject, 'folder' | 'unit'>): string[] {
  const path = side.applicationPath(folder, unit);
  return path === undefined ? [] : [path];
}

interface Pair {
  readonly old?: RunningObject;
  readonly now?: RunningObject;
  /** The side on which a second file delivers the object, too. */
  readonly also?: 'old' | 'new';
}

/** The paths that differ, folder by folder; with those whose objects another file moves or multiplies. */
function differingFolders(base: EnvironmentSide, head: EnvironmentSide): string[][] {
  const folders = new Map<string, Set<string>>();
  const add = (path: string) => {
    const folder = folderOf(path);
    folders.set(folder, (folders.get(folder) ?? new Set()).add(path));
  };
  const all = new Set([base, head].flatMap((side) => (side.exists ? [...side.paths, side.bootstrapPath] : [])));
  const differing = [...all].filter((path) => base.tree.files.get(path) !== head.tree.files.get(path));
  for (const path of differing) add(path);
  for (const path of differing) for (const affected of affectedBy(path, base, head)) add(affected);
  return [...folders].sort(([a], [b]) => byCode(a, b)).map(([, paths]) => [...paths].sort(byCode));
}

/** Files that are the same on both sides, though what they hold runs elsewhere. */
function affectedBy(path: string, base: EnvironmentSide, head: EnvironmentSide): string[] {
  const folder = folderOf(path);
  const both = [base, head] as const;
  if (/\/Placement\.[^/]*$/.test(path))
    return both.flatMap((side) => side.filesOf(folder).filter((file) => file.includes('/ManifestWorkReplicaSet.')));
  if (!/\/applications[^/]*\/Application\.[^/]*$/.test(path)) return [];
  const [old, now] = both.map((side) => side.manifests(path)[0]);
  const target = [old, now].map((one) => valueAt(one?.spec, 'destination'));
  if (
    old === undefined ||
    now === undefined ||
    isDeepStrictEqual(withoutNamespace(target[0]), withoutNamespace(target[1]))
  )
    return [];
  const source = valueAt(now.spec, 'source.path');
  const unit = typeof source === 'string' ? source.split('/').slice(-2).join('/') : '';
  return both.flatMap((side) => side.filesOf(unit));
}

function withoutNamespace(destination: unknown): unknown {
  const { namespace: _, ...target } = (destination ?? {}) as Readonly<Record<string, unknown>>;
  return target;
}

/** Objects that have no other side yet: it may come with another folder. */
class Unmatched {
  private readonly old = new Map<string, RunningObject[]>();
  private readonly now = new Map<string, RunningObject[]>();

  /** The pairs among some objects; the others wait. */
  *match(before: readonly RunningObject[], after: readonly RunningObject[]): Iterable<Pair> {
    const waiting = grouped(before);
    for (const now of after) {
      const olds = waiting.get(keyOf(now)) ?? [];
      const same = olds.findIndex((old) => old.carrier === now.carrier && old.application === now.application);
      const old = same < 0 ? undefined : olds.splice(same, 1)[0];
      if (old === undefined) push(this.now, now);
      else yield { old, now };
    }
    for (const olds of waiting.values()) for (const old of olds) push(this.old, old);
  }

  /** What is left: moved where both sides have it, else added or removed. */
  *rest(base: EnvironmentSide, head: EnvironmentSide): Iterable<Pair> {
    const [shared, sharedBefore] = [new Owners(head), new Owners(base)];
    const units = new Map(
      [...this.old.values()].flat().map(({ folder, unit }) => [`${folder}/${unit}`, { folder, unit }]),
    );
    for (const side of [base, head])
      if (side.exists) side.load([...units.values()].flatMap((unit) => pathOf(side, unit)));
    for (const [key, nows] of this.now) {
      const olds = this.old.get(key) ?? [];
      this.old.delete(key);
      const [now, old] = [nows[0], olds[0]];
      if (now === undefined) continue;
      if (old !== undefined) yield { old, now };
      else yield* beside(now, sharedBefore.of(now), (other) => ({ old: other, now, also: 'new' }), { now });
    }
    for (const [old] of this.old.values())
      if (old !== undefined) yield* beside(old, shared.of(old), (other) => ({ old, now: other, also: 'old' }), { old });
  }
}

/** What only one side has, unless something else delivers it there, too; of a Namespace that is created only nobody need know. */
function* beside(
  object: RunningObject,
  other: RunningObject | undefined,
  both: (other: RunningObject) => Pair,
  alone: Pair,
): Iterable<Pair> {
  if (other === undefined) yield alone;
  else if (object.agent !== 'createonly') yield both(other);
}

/** Who else delivers an object: several works may carry one Namespace, and it goes with the last of them. */
class Owners {
  private readonly known = new Map<string, ReadonlyMap<string, RunningObject>>();

  constructor(private readonly side: EnvironmentSide) {}

  of(object: RunningObject): RunningObject | undefined {
    if (!this.side.exists || object.deliverer === 'person') return undefined;
    const { cluster } = object;
    const keys = this.known.get(cluster) ?? this.keysOn(cluster);
    this.known.set(cluster, keys);
    return keys.get(keyOf(object));
  }

  private keysOn(cluster: string): ReadonlyMap<string, RunningObject> {
    return new Map(this.side.objectsOn(cluster).map((object) => [keyOf(object), object]));
  }
}

function grouped(objects: readonly RunningObject[]): Map<string, RunningObject[]> {
  const groups = new Map<string, RunningObject[]>();
  for (const object of objects) push(groups, object);
  return groups;
}

function push(groups: Map<string, RunningObject[]>, object: RunningObject): void {
  const key = keyOf(object);
  const group = groups.get(key);
  if (group) group.push(object);
  else groups.set(key, [object]);
}

function changeOf({ old, now, also }: Pair, removal: Removal): Change[] {
  const object = now ?? old;
  if (object === undefined) return [];
  const key = keyOf(object);
  if (old === undefined && now !== undefined) {
    const reasons: Reason[] = [{ class: 'add', field: '', why: added(now) }, ...reasonsOfNew(now)];
    return [{ key, new: now, reasons }];
  }
  if (now === undefined) return old === undefined ? [] : [{ key, old, reasons: reasonsOfRemoval(old, removal) }];
  if (old !== undefined && also !== undefined) {
    const [by, stays] = also === 'new' ? [now, old] : [old, now];
    const why =
      also === 'new'
        ? `${deliveredBy(by)} delivers it as well as ${deliveredBy(stays)} from now on`
        : `${deliveredBy(by)} lets go of it, and ${deliveredBy(stays)} still delivers it`;
    return [{ key, old, new: now, reasons: [{ class: 'in-place', field: '', why }] }];
  }
  if (old === undefined || isSame(old, now)) return [];
  const changed: Changed | undefined = changedBetween(old, now);
  const reasons = [...movedReasons(old, now, removal), ...reasonsOfChange(old, now, changed)];
  return reasons.length === 0 ? [] : [{ key, old, new: now, ...(changed && { changed }), reasons }];
}

function deliveredBy({ carrier, application }: RunningObject): string {
  return carrier ?? `Application ${application ?? ''}`;
}

function added(now: RunningObject): string {
  if (now.inTemplate) return 'made when somebody processes the Template';
  if (now.hook !== undefined) return `made at each sync of its Application (hook ${now.hook})`;
  return now.candidate ? 'new on each of these clusters that the Placement decides for' : 'new';
}

/** Nothing about it differs, so that its normal form need not be made. */
function isSame(old: RunningObject, now: RunningObject): boolean {
  const { manifest: before, ...where } = old;
  const { manifest: after, ...there } = now;
  return isDeepStrictEqual(where, there) && isDeepStrictEqual(withoutCarried(before), withoutCarried(after));
}
