import { isDeepStrictEqual } from 'node:util';
import { valueAt, type Fields } from '../kinds/changed';
import type { Manifest } from '../model/manifest';
import { toYaml } from '../publish/yaml';
import { bothSides } from './both-sides';
import { bridge, standBeside } from './bridge';
import { objectOf } from './change';
import { EnvironmentSide } from './environment-side';
import { letGo } from './let-go';
import { environmentPlan, type EnvironmentPlan, type PlannedChange } from './plan';
import { deliveredIn } from './renames';
import { filesOf, treeOf, type Files } from './staged-files';
import { successionsOf } from './successions';
import { withLists } from './file-lists';
import type { Tree } from './tree';
import { isOfEnvironment } from './tree-folders';
import { Unreadable } from './unreadable';

/** One of the commits that lead from the base to the head without a rejection and without an orphan. */
export interface Stage {
  /** Every file of the environments, by its path. */
  readonly files: ReadonlyMap<string, string>;
  /** What the commit is for, and what to wait for before the next one. */
  readonly what: string;
  readonly plans: readonly EnvironmentPlan[];
}

/**
 * The commits; the last one is the head. Renamed Applications first let go of their objects; then all new objects are added
 * beside the old ones, under the rights of both; then the rest of the old ones is removed; at last rights shrink. Commits that would change nothing
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
  const { released, charts } = letGo(names, base, head, between, successions);
  const from = treeOf(released, 'released');
  const together = new Map(target);
  const widened = new Map(target);
  for (const name of names) {
    const renamed = successions.get(name)?.renamed;
    const known = renamed === undefined ? {} : { renamed };
    const [before, after] = bothSides(name, [from, head], [known, known]);
    if (successions.get(name)?.heir !== undefined)
      for (const [path, text] of released) if (isOfEnvironment(name, path)) together.set(path, text);
    if (!before.exists || !after.exists) continue;
    if (before.hub !== after.hub)
      throw new Unreadable(
        `environment ${name} gets another hub (${before.hub} → ${after.hub}), and no commits lead there: do what scorewright retire ${name} prints, then merge and apply ${after.bootstrapPath} on ${after.hub}`,
      );
    const rights = withRightsOfBoth(before.bootstrap(), after.bootstrap());
    for (const files of [together, widened]) files.set(after.bootstrapPath, rights);
    for (const change of between(name, from, head).changes) bridge(change, together, before, after);
    for (const [path, environment] of charts) if (environment === name) standBeside(path, together, before);
  }
  const heirs = [...successions].flatMap(([name, { heir }]) => (heir === undefined ? [] : [name]));
  const byHand = heirs.map((name) => `, and do what scorewright retire ${name} --keep prints`).join('');
  const gone = names.filter((name) => !heirs.includes(name) && isGone(name, base, head));
  const before = gone.map((name) => `do what scorewright retire ${name} prints before the merge; `).join('');
  const added = [...successions.values()].flatMap(({ renamed }) => [...renamed.keys()]);
  const known = added.length === 0 ? '' : `; Argo CD and the hub must know ${added.join(', ')} by the new name, too`;
  const steps: readonly (readonly [Files, string])[] = [
    [released, 'renamed Applications let go of their objects: wait until they are Synced'],
    [
      together,
      `${before}new objects are added beside the old ones, and objects that cannot change are removed${known}: wait until all is Synced and Healthy${byHand}`,
    ],
    [widened, 'old copies of moved objects are removed, under the rights of both: wait until they are pruned'],
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

function isGone(name: string, base: Tree, head: Tree): boolean {
  return new EnvironmentSide(base, name).exists && !new EnvironmentSide(head, name).exists;
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

/** The objects that a stage still leaves rejected or orphaned: they need a hand. */
export function left({ plans }: Stage): PlannedChange[] {
  return plans
    .flatMap(({ changes }) => changes)
    .filter(({ reasons }) => reasons.some(({ class: word }) => word === 'refused' || word === 'orphan'))
    .filter((change) => objectOf(change).deliverer !== 'person');
}
