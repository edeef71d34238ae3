import { isDeepStrictEqual } from 'node:util';
import { valueAt, type Fields } from '../kinds/changed';
import { label, type Manifest } from '../model/manifest';
import { toYaml } from '../publish/yaml';
import { objectOf, type Change } from './change';
import { EnvironmentSide, folderOf } from './environment-side';
import { environmentPlan, type EnvironmentPlan, type PlannedChange } from './plan';
import { deliveredIn } from './renames';
import { successionsOf, type Successions } from './successions';
import { withLists } from './file-lists';
import { annotations, keyOf, kindOf, type RunningObject } from './running-object';
import type { Tree } from './tree';
import { isManifest } from './unpack';

/** One of the commits that lead from the base to the head without a refusal and without an orphan. */
export interface Stage {
  /** Every file of the environments, by its path. */
  readonly files: ReadonlyMap<string, string>;
  /** What the commit is for, and what to wait for before the next one. */
  readonly what: string;
  readonly plans: readonly EnvironmentPlan[];
}

type Files = Map<string, string>;

/** Kinds that hold data: they are never removed to be made again. */
const held = new Set([
  '/PersistentVolumeClaim',
  '/PersistentVolume',
  '/Namespace',
  'apiextensions.k8s.io/CustomResourceDefinition',
]);

/**
 * The commits, the last of which is the head: renamed Applications first let go of their objects; then all that comes is added
 * beside what goes, under the rights of both; then what is left goes; at last rights shrink. Commits that would change nothing
 * are left out.
 */
export function stagesOf(names: readonly string[], base: Tree, head: Tree, environments: string): Stage[] {
  const target = filesOf(head);
  const successions = successionsOf(names, base, head);
  const between = (name: string, from: Tree, to: Tree) => {
    const known = successions.get(name);
    const heir = known?.heir === undefined ? undefined : new EnvironmentSide(to, known.heir);
    return environmentPlan(name, from, to, environments, undefined, {
      ...(known && { renamed: known.renamed }),
      ...(heir?.exists && { heir: { name: heir.name, delivers: deliveredIn(heir) } }),
    });
  };
  const released = letGo(names, base, head, between, successions);
  const from = treeOf(released, 'released');
  const together = new Map(target);
  const widened = new Map(target);
  for (const name of names) {
    const renamed = successions.get(name)?.renamed;
    const [before, after] = [from, head].map((tree) => new EnvironmentSide(tree, name, undefined, renamed));
    if (before === undefined || after === undefined) continue;
    if (successions.get(name)?.heir !== undefined)
      for (const [path, text] of released) if (isOf(name, path)) together.set(path, text);
    if (!before.exists || !after.exists) continue;
    const rights = withRightsOfBoth(before.bootstrap(), after.bootstrap());
    for (const files of [together, widened]) files.set(after.bootstrapPath, rights);
    for (const change of between(name, from, head).changes) bridge(change, together, before, after);
  }
  const heirs = [...successions].flatMap(([name, { heir }]) => (heir === undefined ? [] : [name]));
  const byHand = heirs.map((name) => `, and do what scorewright retire ${name} --keep prints`).join('');
  const added = [...successions.values()].flatMap(({ renamed }) => [...renamed.keys()]);
  const known = added.length === 0 ? '' : `; Argo CD and the hub must know ${added.join(', ')} by the new name, too`;
  const steps: readonly (readonly [Files, string])[] = [
    [released, 'renamed Applications let go of their objects: wait until they are Synced'],
    [
      together,
      `what comes stands beside what goes, and what cannot change is taken away${known}: wait until all is Synced and Healthy${byHand}`,
    ],
    [widened, 'what has gone elsewhere is let go of, under the rights of both: wait until it is pruned'],
    [target, 'rights shrink to what is needed: apply argocd/ on the hub'],
  ];
  let previous = base;
  return steps.flatMap(([files, what], index): Stage[] => {
    const tree = treeOf(files === target ? files : withLists(files), `stage ${index + 1}`);
    const plans = names.map((name) => between(name, previous, tree));
    if (plans.every(({ changes }) => changes.length === 0)) return [];
    previous = tree;
    return [{ files: tree.files, what, plans }];
  });
}

/** The base with renamed Applications that leave their objects alone. */
function letGo(
  names: readonly string[],
  base: Tree,
  head: Tree,
  between: (name: string, from: Tree, to: Tree) => EnvironmentPlan,
  successions: Successions,
): Files {
  const files = filesOf(base);
  for (const name of names) {
    const side = new EnvironmentSide(base, name);
    const leaves = successions.get(name)?.heir !== undefined;
    const renamed = leaves
      ? side.paths
          .filter((path) => /\/applications[^/]*\/Application\./.test(path))
          .flatMap((path) => side.objects(path))
      : between(name, base, head).changes.flatMap((change) => (isRenamed(change) && change.old ? [change.old] : []));
    for (const { manifest } of renamed) {
      const source = valueAt(manifest.spec, 'source.path');
      const folder = typeof source === 'string' ? source.split('/').slice(-2).join('/') : '';
      const [cluster = '', unit = ''] = folder.split('/');
      const path = side.applicationPath(cluster, unit);
      const own = side.filesOf(folder);
      // The objects of works are safe: an agent keeps what another work of the cluster owns, too.
      const carries = own.some((file) => file.includes('/ManifestWork'));
      if (path === undefined || (carries && !leaves)) continue;
      const { finalizers: _, ...metadata } = manifest.metadata;
      files.set(path, toYaml({ ...manifest, metadata }));
      if (unit.startsWith('applications')) continue;
      for (const file of own) files.set(file, side.manifests(file).map(kept).map(toYaml).join('---\n'));
    }
  }
  return files;
}

function isOf(name: string, path: string): boolean {
  return path.startsWith(`dist/${name}/`) || path === `argocd/${name}.yaml`;
}

function isRenamed({ old, new: now, reasons }: PlannedChange): boolean {
  return (
    now === undefined && old?.manifest.kind === 'Application' && reasons.some((reason) => reason.class === 'danger')
  );
}

function kept(manifest: Manifest): Manifest {
  const own = manifest.metadata.annotations ?? {};
  const option = [own[annotations.syncOptions], 'Prune=false']
    .filter((one) => one !== undefined && one !== '')
    .join(',');
  return {
    ...manifest,
    metadata: { ...manifest.metadata, annotations: { ...own, [annotations.syncOptions]: option } },
  };
}

/** Makes the way for one change in the tree that holds both sides. */
function bridge(change: Change, files: Files, before: EnvironmentSide, after: EnvironmentSide): void {
  const { old, new: now } = change;
  if (old === undefined || now === undefined) return;
  const is = (word: string) => change.reasons.some((reason) => reason.class === word);
  if (is('refused')) {
    if (held.has(kindOf(now))) put(files, now, old.manifest, after);
    else put(files, now, undefined, after);
  } else if (is('move') && (old.application !== now.application || old.carrier !== now.carrier)) {
    const path = before.applicationPath(old.folder, old.unit);
    const application = path === undefined ? undefined : before.manifests(path)[0];
    if (path !== undefined && application !== undefined && !files.has(path)) files.set(path, toYaml(application));
    const holder = before.applicationPath(before.hub, `applications-${old.folder}`);
    if (holder !== undefined && !files.has(holder))
      files.set(holder, before.manifests(holder).map(toYaml).join('---\n'));
    if (pathOf(old, after) === undefined) {
      const own = pathOf(old, before);
      if (own !== undefined && !files.has(own)) files.set(own, before.manifests(own).map(toYaml).join('---\n'));
    } else put(files, old, old.manifest, after);
  }
}

/** The file of a side that holds an object, be it inside a carrier. */
function pathOf(object: RunningObject, side: EnvironmentSide): string | undefined {
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

/** Puts another object in the place of one, or none. */
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

/** A carrier with one of its objects replaced, added or taken out. */
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

const rights = ['clusterResourceWhitelist', 'namespaceResourceWhitelist', 'destinations', 'sourceRepos'];

/** What a person applies of the head, with AppProjects that permit what either side needs. */
function withRightsOfBoth(old: readonly Manifest[], now: readonly Manifest[]): string {
  const merged = now.map((manifest) => {
    const before = old.find(({ kind, metadata }) => kind === manifest.kind && metadata.name === manifest.metadata.name);
    if (manifest.kind !== 'AppProject' || before === undefined) return manifest;
    const spec = { ...(manifest.spec as Fields) };
    for (const field of rights) spec[field] = union(valueAt(before.spec, field), spec[field]);
    return { ...manifest, spec };
  });
  return merged.map((manifest) => toYaml(manifest)).join('---\n');
}

function union(one: unknown, other: unknown): unknown[] {
  const lists = [other, one].flatMap((list) => (Array.isArray(list) ? (list as unknown[]) : []));
  return lists.filter((item, index) => lists.findIndex((known) => isDeepStrictEqual(known, item)) === index);
}

function filesOf(tree: Tree): Files {
  const paths = [...tree.files.keys()].filter((path) => path.startsWith('dist/') || path.startsWith('argocd/'));
  const texts = tree.read(paths);
  return new Map(paths.map((path, index) => [path, texts[index] ?? '']));
}

function treeOf(files: ReadonlyMap<string, string>, name: string): Tree {
  return { name, id: name, files, read: (paths) => paths.map((path) => files.get(path) ?? '') };
}

/** The objects of a stage that are refused or orphaned all the same: they need a hand. */
export function left({ plans }: Stage): PlannedChange[] {
  return plans
    .flatMap(({ changes }) => changes)
    .filter(({ reasons }) => reasons.some(({ class: word }) => word === 'refused' || word === 'orphan'))
    .filter((change) => objectOf(change).deliverer !== 'person');
}
