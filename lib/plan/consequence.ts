import type { Manifest } from '../model/manifest';
import type { Change, Reason } from './change';
import { consequences } from './consequences';
import type { EnvironmentSide } from './environment-side';

/** What a consequence is judged from: all changes of an environment, and both of its sides. */
export interface PlanContext {
  readonly base: EnvironmentSide;
  readonly head: EnvironmentSide;
  readonly changes: readonly Change[];
  readonly byKey: ReadonlyMap<string, Change>;
}

/** What a change means for something else, or what two changes mean together. */
export interface Found {
  /** The change that gets the reason, by its key; where nothing of the object itself changes, with the object. */
  readonly change: Change;
  readonly reason: Reason;
  /** Takes the place of the reasons of these classes. @default - stands beside them */
  readonly insteadOf?: readonly Reason['class'][];
}

/** Units by `cluster/unit`, each with its manifests; the hub is hub01, and `argocd` holds what a person applies. */
export type Example = Readonly<Record<string, readonly Manifest[]>>;

/** A consequence that no single field tells. */
export interface Consequence {
  /** Kebab-case, the same as its file. */
  readonly code: string;
  /** What happens, and how it is known. */
  readonly why: string;
  judge(context: PlanContext): Iterable<Found>;
  /** Two trees about which it says exactly these, each as `class Kind namespace/name on cluster /pointer`. */
  readonly bad: { readonly base: Example; readonly head: Example; readonly says: readonly string[] };
  /** Two trees about which it says nothing. */
  readonly good: { readonly base: Example; readonly head: Example };
}

/** The changes with what all consequences say of them. */
export function withConsequences(
  changes: readonly Change[],
  base: EnvironmentSide,
  head: EnvironmentSide,
): readonly Change[] {
  const byKey = new Map(changes.map((change) => [change.key, change]));
  for (const consequence of consequences) {
    const found = [...consequence.judge({ base, head, changes: [...byKey.values()], byKey })];
    for (const { change, reason, insteadOf = [] } of found) {
      const known = byKey.get(change.key) ?? change;
      const kept = known.reasons.filter(({ class: word }) => !insteadOf.includes(word));
      byKey.set(change.key, { ...known, reasons: [...kept, reason] });
    }
  }
  return [...byKey.values()];
}
