import { isDeepStrictEqual } from 'node:util';
import { changeClasses, valueAt, type ChangeClass, type Fields } from '../kinds/changed';
import { compare } from '../model/finding';
import type { StrategyMove } from '../placement/strategy-moves';
import { brakesOf, type Brake } from './brake';
import { Causes } from './cause';
import { worstOf, type Change } from './change';
import { changesBetween } from './compare';
import { withConsequences } from './consequence';
import { consentOf, type Consent } from './consent';
import { settingsIn } from './environment-settings';
import { EnvironmentSide, treeFolders } from './environment-side';
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
  /** The strategies that choose otherwise. @default - nobody has asked, or nothing that they choose by differs */
  readonly moves?: readonly StrategyMove[];
}

/** What is known of an environment between two trees beside its plan. */
export interface Compared {
  readonly base: Tree;
  readonly head: Tree;
  /** Whether the settings of its clusters differ. */
  readonly otherClusters: boolean;
}

/** Adds to a plan what asks for more than two rendered trees. */
export type Completion = (plan: EnvironmentPlan, compared: Compared) => EnvironmentPlan;

export interface Plan {
  /** A commit's hash, or `working tree`. */
  readonly base: string;
  readonly head: string;
  readonly environments: readonly EnvironmentPlan[];
}

/** Compares two trees, offline; nothing is written. @throws Unreadable where they cannot be compared */
export function planOf(request: PlanRequest, complete?: Completion): Plan {
  const { base, head, names } = sidesOf(request);
  const all = [...new Set([...environmentsIn(base), ...environmentsIn(head)])];
  const plans = names.map((name) => {
    const succession = successionBetween(name, base, head, all);
    return environmentPlan(name, base, head, request.environments, complete, succession);
  });
  return { base: base.id, head: head.id, environments: plans };
}

/** The two trees of a request, and the environments that it asks for. @throws Unreadable where they cannot be compared */
export function sidesOf(request: PlanRequest): {
  readonly base: Tree;
  readonly head: Tree;
  readonly names: readonly string[];
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
  const [inBase, inHead] = [base, head].map(environmentsIn);
  return { base, head, names: chosen(request, { base, head, inBase: inBase ?? [], inHead: inHead ?? [] }) };
}

/** What a staged procedure knows of names that change on the way. */
export interface Succession {
  /** By the new names of clusters their old ones. */
  readonly renamed?: ReadonlyMap<string, string>;
  readonly heir?: Heir;
}

/** The plan of one environment between two trees that are known to be readable. */
export function environmentPlan(
  name: string,
  base: Tree,
  head: Tree,
  environments: string,
  complete: Completion = (plan) => plan,
  { renamed, heir }: Succession = {},
): EnvironmentPlan {
  const file = [`${environments}/${name}.yaml`, `${environments}/${name}.yml`].find(
    (path) => base.files.has(path) || head.files.has(path),
  );
  const settings = [base, head].map((tree) => (file === undefined ? undefined : settingsIn(tree, file)));
  const [before, after] = [base, head].map(
    (tree, side) => new EnvironmentSide(tree, name, labelsIn(settings[side]?.data ?? {}), renamed),
  );
  if (before === undefined || after === undefined) throw new Error('there are two sides');
  const causes = new Causes(base, head, [...new Set(settings.flatMap((side) => side?.files ?? []))]);
  const changes = withConsequences(changesBetween(before, after, heir), before, after).map((change): PlannedChange => {
    const line = causes.lineOf(change);
    return { ...change, class: worstOf(change.reasons), ...(line !== undefined && { line }) };
  });
  const brakes = brakesOf(changes, before);
  const { consented, unused } = consentOf(settings[1]?.source, brakes);
  const [was, is] = settings.map((side) => side?.data.clusters);
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

/** Of all environments those that are asked for; what the base does not have at all cannot be compared. */
function chosen({ only }: PlanRequest, { base, head, inBase, inHead }: Sides): string[] {
  const all = [...new Set([...inBase, ...inHead])].sort(compare);
  if (inBase.length === 0)
    throw new Unreadable(
      `${base.name} holds no environment: there is neither ${treeFolders.rendered}/ nor ${treeFolders.argocd}/ in it; name a commit that has been rendered with --base`,
    );
  if (only === undefined) return all;
  for (const name of only) {
    if (inBase.includes(name)) continue;
    const known = `it holds ${inBase.join(', ')}`;
    throw new Unreadable(
      inHead.includes(name)
        ? `${base.name} has no environment ${name}, so that there is nothing to compare with (${known}); without --env the plan shows all of it as added`
        : `neither ${base.name} nor ${head.name} has an environment ${name}; ${known}`,
    );
  }
  return all.filter((name) => only.includes(name));
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

function labelsIn({ clusters }: Fields): Map<string, Candidate['labels']> {
  if (typeof clusters !== 'object' || clusters === null) return new Map();
  return new Map(
    Object.entries(clusters).map(([name, entry]) => [name, (valueAt(entry, 'labels') ?? {}) as Candidate['labels']]),
  );
}
