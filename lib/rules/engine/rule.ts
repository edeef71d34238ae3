import type { Edge, Offer } from '../../graph/edge';
import type { Located } from '../../graph/located';
import type { Fault as FaultAt } from '../../model/finding';
import type { FindingKind } from '../../model/finding-kind';
import type { Origin, Path } from '../../model/origin';
import type { Rendered } from '../../model/unit';
import type { Profile } from './profile';
import type { RuleFleet } from './rule-fleet';

/** What the run has read of one rendered manifest, once for all rules. */
export interface Collected {
  /** The manifest itself first, then the objects that it carries. */
  readonly objects: readonly [Located, ...Located[]];
  /** References of all of them. */
  readonly edges: readonly Edge[];
  /** What all of them make available. */
  readonly offers: readonly Offer[];
}

/** Where a rule found a fault; the run adds the line of the environment. */
export interface Where {
  readonly origin: Origin;
  /** The object and the field of it. */
  readonly path: string;
  /** The way to that field from the rendered manifest, which may carry the object. */
  readonly at: Path;
  /** The cluster concerned; no message names it, so that the same fault on many clusters is one line. */
  readonly cluster: string;
}

/** One thing that a rule found wrong. */
export type Fault = FaultAt<Where>;

/**
 * A check over all manifests of an environment. `collect` sees one manifest while it is in memory and keeps small facts of
 * it; `judge` sees all facts at the end. No rule ever has the list of manifests.
 */
export interface Rule<Fact = unknown> extends Pick<FindingKind, 'code' | 'severity' | 'why' | 'fix' | 'messages'> {
  /** `group/Kind` of all objects that `collect` reads; it is not asked about others. @default - any */
  readonly kinds?: readonly string[];
  /** The loosest profile under which it is demanded. @default kubernetes, or gitops with `appliesTo` */
  readonly profile?: Exclude<Profile, 'kubernetes'>;
  /** Holds only for what Argo CD syncs. @default - however the objects get to their cluster */
  readonly appliesTo?: 'argo-cd';
  /** What it demands: one sentence, as the tables of `docs/rules/` show it. */
  readonly summary: string;
  /** When an environment may well suppress it: one sentence. */
  readonly turnOff: string;
  /**
   * Reports what is missing. It is skipped where a manifest was rejected, since that may be the missing one.
   * @default - it reports what is there
   */
  readonly ofAbsence?: true;
  /** Whether `collect` finds anything may depend on the cluster, and not on the manifest alone. @default - it does not */
  readonly ofCluster?: true;
  collect(rendered: Rendered, collected: Collected): Iterable<Fact>;
  judge(facts: readonly Fact[], fleet: RuleFleet): Iterable<Fault>;
}

/** The loosest profile under which a rule is demanded. */
export function profileOf({ profile, appliesTo }: Pick<Rule, 'profile' | 'appliesTo'>): Profile {
  return profile ?? (appliesTo === undefined ? 'kubernetes' : 'gitops');
}
