import type { ChangeClass } from '../../kinds/changed';
import { groupOf } from '../../model/manifest';
import type { StrategyMove } from '../../placement/strategy-moves';
import { isWorse, objectOf, type Reason } from '../change';
import type { EnvironmentPlan, Plan, PlannedChange } from '../plan';

/** The machine form of a plan: `docs/plan.schema.json` describes it. */
export interface PlanDocument {
  readonly version: 1;
  /** Why the command could not mean anything; all else is then empty. */
  readonly error: string | null;
  readonly base: string | null;
  readonly head: string | null;
  readonly environments: readonly {
    readonly name: string;
    readonly totals: Readonly<Partial<Record<ChangeClass, number>>>;
    readonly changes: readonly ChangeEntry[];
    /** Empty where no strategy is known to choose other clusters. */
    readonly moves: readonly MoveEntry[];
  }[];
}

/** What becomes of a strategy, with every key. */
export type MoveEntry = Omit<StrategyMove, 'reason' | 'totals'> & {
  readonly reason: string | null;
  readonly totals: Readonly<Record<string, { readonly before: number | null; readonly after: number | null }>>;
};

/** An object where it runs, or on several clusters where all of it is equal. */
export interface ChangeEntry {
  readonly class: ChangeClass;
  /** null for several. */
  readonly cluster: string | null;
  readonly clusters: readonly string[];
  readonly group: string;
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string;
  readonly deliverer: string;
  readonly application: string | null;
  readonly wave: number;
  readonly reasons: readonly {
    readonly class: ChangeClass;
    readonly field: string;
    readonly old: unknown;
    readonly new: unknown;
    readonly why: string;
  }[];
  readonly line: string | null;
  readonly fix: string | null;
}

export function documentOf({ base, head, environments }: Plan): PlanDocument {
  return {
    version: 1,
    error: null,
    base,
    head,
    environments: environments.map(({ name, totals, changes, moves = [] }) => ({
      name,
      totals,
      changes: entriesOf(changes),
      moves: moves.map(moveEntry),
    })),
  };
}

/** The document of a command that could not mean anything. */
export function misuseDocument(error: string): PlanDocument {
  return { version: 1, error, base: null, head: null, environments: [] };
}

function moveEntry({ reason, totals, ...move }: StrategyMove): MoveEntry {
  const sums = Object.entries(totals).map(
    ([cluster, { before = null, after = null }]) => [cluster, { before, after }] as const,
  );
  return { ...move, reason: reason ?? null, totals: Object.fromEntries(sums) };
}

/** The changes with those that are equal on several clusters as one entry. */
export function entriesOf(changes: EnvironmentPlan['changes']): ChangeEntry[] {
  const entries = new Map<string, { entry: Omit<ChangeEntry, 'cluster' | 'clusters'>; clusters: string[] }>();
  for (const change of changes) {
    const entry = entryOf(change);
    const key = JSON.stringify(entry);
    const known = entries.get(key);
    const { cluster } = objectOf(change);
    if (known) known.clusters.push(cluster);
    else entries.set(key, { entry, clusters: [cluster] });
  }
  return [...entries.values()].map(({ entry: { class: word, ...rest }, clusters }) => {
    const [first = null, second] = clusters;
    return { class: word, cluster: second === undefined ? first : null, clusters, ...rest };
  });
}

function entryOf(change: PlannedChange): Omit<ChangeEntry, 'cluster' | 'clusters'> {
  const { manifest, deliverer, application, wave } = objectOf(change);
  const { apiVersion, kind, metadata } = manifest;
  const hidden = kind === 'Secret' && groupOf(apiVersion) === '';
  return {
    class: change.class,
    group: groupOf(apiVersion),
    kind,
    namespace: metadata.namespace ?? null,
    name: metadata.name,
    deliverer,
    application: application ?? null,
    wave,
    reasons: change.reasons.map((reason) => ({
      class: reason.class,
      field: reason.field,
      old: valueOf(reason.old, hidden && /^\/(?:stringD|d)ata/.test(reason.field)),
      new: valueOf(reason.new, hidden && /^\/(?:stringD|d)ata/.test(reason.field)),
      why: reason.why,
    })),
    line: change.line ?? null,
    fix: fixOf(change.reasons) ?? null,
  };
}

function valueOf(value: unknown, hidden: boolean): unknown {
  if (value === undefined) return null;
  return hidden ? '(hidden)' : value;
}

/** What to do about the gravest of some reasons that anything can be done about. */
export function fixOf(reasons: readonly Reason[]): string | undefined {
  return reasons.reduce<Reason | undefined>((best, reason) => {
    if (reason.fix === undefined) return best;
    return best === undefined || isWorse(reason.class, best.class) ? reason : best;
  }, undefined)?.fix;
}
