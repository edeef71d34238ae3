import { isDeepStrictEqual } from 'node:util';
import { changeClasses, valueAt, type ChangeClass } from '../kinds/changed';
import { compare } from '../model/finding';
import { fieldsOf } from '../model/json';
import type { StrategyMove } from '../placement/strategy-moves';
import { bothSides } from './both-sides';
import { brakesOf, type Brake } from './brake';
import { Causes } from './cause';
import { worstOf, type Change } from './change';
import { changesBetween } from './compare';
import { withConsequences } from './consequence';
import { consentOf, type Consent } from './consent';
import { withDepartures } from './departures';
import { environmentFile, settingsIn } from './environment-settings';
import type { Known } from './environment-side';
import { treeFolders } from './tree-folders';
import { Repository } from './git';
import type { Candidate } from './placement-clusters';
import type { Heir } from './removal';
import { successionBetween } from './successions';
import { commitTree, workingTree, workingTreeId, type Tree } from './tree';
import { Unreadable } from './unreadable';

/** What a plan is asked for. */
export interface PlanRequest {
  /** The folder that holds `dist` and `argocd`. */
  readonly folder: string;
  /** Folder of the environment files, from that folder. */
  readonly environments: string;
  /** @default - the commit from which HEAD and the revision that Argo CD follows parted */
  readonly base?: string;
  /** @default - the working tree */
  readonly head?: string;
  /** Only these environments. @default - all of both sides */
  readonly only?: readonly string[];
}

/** A change with its class, and the line of the environment that caused it. */
export interface PlannedChange extends Change {
  readonly class: ChangeClass;
  /** `environments/kind.yaml:24:3`; absent where no setting differs. */
  readonly line?: string;
}

/** What a commit does to one environment when it syncs. */
export interface EnvironmentPlan {
  readonly name: string;
  readonly changes: readonly PlannedChange[];
  readonly totals: Readonly<Partial<Record<ChangeClass, number>>>;
  /** What needs a consent, and whether the environment has it. */
  readonly brakes: readonly Brake[];
  /** Entries of `consent` that match nothing. */
  readonly unused: readonly Consent[];
  /** The strategies that choose other clusters. @default - not simulated, or nothing that they choose by differs */
  readonly moves?: readonly StrategyMove[];
}

/** Facts of an environment in two trees that its plan does not hold. */
export interface Compared {
  readonly base: Tree;
  readonly head: Tree;
  /** Whether the settings of its clusters differ. */
  readonly otherClusters: boolean;
}

/** Adds to a plan what the two rendered trees alone do not show. */
export type Completion = (plan: EnvironmentPlan, compared: Compared) => EnvironmentPlan;

export interface Plan {
  /** A commit's hash, or `working tree`. */
  readonly base: string;
  readonly head: string;
  readonly environments: readonly EnvironmentPlan[];
}

/** Compares two trees, offline; nothing is written. @throws Unreadable where they cannot be compared */
export function planOf(request: PlanRequest, complete?: Completion): Plan {
  const { base, head, names, all } = sidesOf(request);
  const plans = names.map((name) => {
    const succession = successionBetween(name, base, head, all);
    return environmentPlan(name, base, head, request.environments, complete, succession);
  });
  return { base: base.id, head: head.id, environments: plans };
}

/** The two trees of a request, the environments that it asks for, and all of both sides. @throws Unreadable where they cannot be compared */
export function sidesOf(request: PlanRequest): {
  readonly base: Tree;
  readonly head: Tree;
  readonly names: readonly string[];
  readonly all: readonly string[];
} {
  const { folder, environments } = request;
  const repository = Repository.at(folder);
  const paths = [treeFolders.rendered, treeFolders.argocd, environments, treeFolders.journal];
  const head =
    request.head === undefined
      ? workingTree(folder, 'the head', paths)
      : commitTree(repository, repository.commit(request.head), 'the head', paths);
  const baseCommit =
    request.base === undefined ? defaultBase(repository, head, environments) : repository.commit(request.base);
  const base = commitTree(repository, baseCommit, 'the base', paths);
  const [inBase = [], inHead = []] = [base, head].map(environmentsIn);
  const names = chosen(request, { base, head, inBase, inHead });
  if (inBase.length === 0) refuseMoved(names, base, repository);
  return { base, head, names, all: [...new Set([...inBase, ...inHead])] };
}

/** Names that change on the way of a staged procedure. */
export interface Succession {
  /** The old names of renamed clusters, by the new ones. */
  readonly renamed?: ReadonlyMap<string, string>;
  readonly heir?: Heir;
  /** The environments that leaving clusters join, by cluster. */
  readonly departures?: ReadonlyMap<string, string>;
}

/** The plan of one environment between two trees that are known to be readable. */
export function environmentPlan(
  name: string,
  base: Tree,
  head: Tree,
  environments: string,
  complete: Completion = (plan) => plan,
  { renamed, heir, departures = new Map() }: Succession = {},
): EnvironmentPlan {
  const file = environmentFile(name, environments, base, head);
  const settings = [base, head].map((tree) => (file === undefined ? undefined : settingsIn(tree, file)));
  const [was = {}, is = {}] = settings.map((side) => side?.data.clusters);
  const [before, after] = bothSides(name, [base, head], [knownOf(was, renamed), knownOf(is, renamed)]);
  const causes = new Causes(base, head, [...new Set(settings.flatMap((side) => side?.files ?? []))]);
  const found = withConsequences(changesBetween(before, after, heir), before, after);
  const changes = withDepartures(name, found, departures).map((change): PlannedChange => {
    const line = causes.lineOf(change);
    return { ...change, class: worstOf(change.reasons), ...(line !== undefined && { line }) };
  });
  const brakes = brakesOf(changes, before);
  const { consented, unused } = consentOf(settings[1]?.source, brakes);
  const compared = { base, head, otherClusters: !isDeepStrictEqual(was, is) };
  return complete({ name, changes, totals: totalsOf(changes), brakes: consented, unused }, compared);
}

function totalsOf(changes: readonly PlannedChange[]): EnvironmentPlan['totals'] {
  const counts = changeClasses.map((word) => [word, changes.filter((change) => change.class === word).length] as const);
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

interface Sides {
  readonly base: Tree;
  readonly head: Tree;
  readonly inBase: readonly string[];
  readonly inHead: readonly string[];
}

/**
 * The environments that the request asks for. One that the base lacks cannot be compared; but if the base is older than the first
 * environment, everything is new.
 */
function chosen({ only, environments }: PlanRequest, { base, head, inBase, inHead }: Sides): string[] {
  const all = [...new Set([...inBase, ...inHead])].sort(compare);
  const isFirst = inBase.length === 0;
  if (isFirst) refuseAllButFirst({ base, head, inBase, inHead }, environments);
  if (only === undefined) return all;
  for (const name of only) {
    if (inBase.includes(name) || (isFirst && inHead.includes(name))) continue;
    const known = isFirst ? `the head holds ${inHead.join(', ')}` : `it holds ${inBase.join(', ')}`;
    throw new Unreadable(
      inHead.includes(name)
        ? `${base.name} has no environment ${name}, so that there is nothing to compare with (${known}); without --env the plan shows all of it as added`
        : `neither ${base.name} nor ${head.name} has an environment ${name}; ${known}`,
    );
  }
  return all.filter((name) => only.includes(name));
}

/** A base without rendered files is accepted only if it has no environment files either. */
function refuseAllButFirst({ base, head, inHead }: Sides, environments: string): void {
  const [isWritten, willBe] = [base, head].map(({ files }) =>
    [...files.keys()].some((path) => path.startsWith(`${environments}/`)),
  );
  const nothing = `there is neither ${treeFolders.rendered}/ nor ${treeFolders.argocd}/ in it`;
  if (isWritten === true)
    throw new Unreadable(
      `${base.name} holds no environment: ${nothing}; name a commit that has been rendered with --base`,
    );
  if (willBe !== true)
    throw new Unreadable(
      `neither ${base.name} nor ${head.name} holds ${environments}/; name the folder of the environment files with --environments`,
    );
  if (inHead.length === 0)
    throw new Unreadable(
      `${head.name} holds no environment: ${nothing}; run scorewright synth there, commit all of it, and plan again`,
    );
}

/** Refuses an environment that the base holds in another folder: it is not new. */
function refuseMoved(names: readonly string[], base: Tree, repository: Repository): void {
  for (const name of names) {
    const [path] = repository.endingIn(base.id, `${treeFolders.argocd}/${name}.yaml`);
    if (path !== undefined)
      throw new Unreadable(
        `${base.name} holds environment ${name} in another folder (${path}), and a plan compares one folder; name a commit that has it in this one with --base`,
      );
  }
}

function environmentsIn({ files }: Tree): string[] {
  const names = new Set<string>();
  for (const path of files.keys()) {
    const [root, name = '', ...rest] = path.split('/');
    if (root === treeFolders.rendered && rest.length > 0) names.add(name);
    if (root === treeFolders.argocd && rest.length === 0 && name.endsWith('.yaml')) names.add(name.slice(0, -5));
  }
  return [...names];
}

/** Where the branch of the working tree left the one that Argo CD follows. */
function defaultBase(repository: Repository, head: Tree, environments: string): string {
  const tip = repository.commit(head.id === workingTreeId ? 'HEAD' : head.id);
  const revisions = environmentsIn(head).flatMap((name) => {
    const { gitops } = settingsIn(head, `${environments}/${name}.yaml`).data;
    const revision = valueAt(gitops, 'revision');
    return typeof revision === 'string' ? [revision.replace(/^refs\/heads\//, '')] : [];
  });
  for (const revision of new Set([...revisions, 'main', 'master']))
    for (const ref of [`refs/remotes/origin/${revision}`, `refs/heads/${revision}`, revision])
      if (repository.has(ref)) return repository.mergeBase(ref, tip);
  const followed = revisions[0] ?? 'main';
  return repository.commit(followed);
}

/** The labels of the clusters and the hub, from their settings. */
function knownOf(clusters: unknown, renamed: Known['renamed']): Known {
  const all = Object.entries(fieldsOf(clusters));
  const hub = all.find(([, entry]) => valueAt(entry, 'role') === 'hub')?.[0];
  return {
    labels: new Map(all.map(([name, entry]) => [name, (valueAt(entry, 'labels') ?? {}) as Candidate['labels']])),
    ...(renamed && { renamed }),
    ...(hub !== undefined && { hub }),
  };
}
