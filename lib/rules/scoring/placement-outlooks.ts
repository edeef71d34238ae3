import { kindKey, type Located } from '../../graph/located';
import type { Fleet } from '../../model/fleet';
import type { Manifest } from '../../model/manifest';
import type { Path } from '../../model/origin';
import { withDefaults } from '../../placement/defaults';
import { Hub } from '../../placement/hub';
import { clusterSetLabel, placementSchema, type Placement } from '../../placement/objects';
import { outlook, type Expect, type Outlook } from '../../placement/outlook';
import type { Collected } from '../engine/rule';
import type { RuleFleet } from '../engine/rule-fleet';

/** A Placement that weighs a score. */
export interface ScoredPlacement {
  readonly located: Located;
  readonly placement: Placement;
}

/** What a rule takes of a manifest: its Placements that weigh a score and can be read. */
export function* scoredPlacements({ objects }: Collected): Generator<ScoredPlacement> {
  for (const located of objects) {
    if (kindKey(located.manifest) !== 'cluster.open-cluster-management.io/Placement') continue;
    const parsed = placementSchema.safeParse(located.manifest);
    if (!parsed.success) continue;
    const placement = withDefaults(parsed.data);
    const scores = (placement.spec.prioritizerPolicy?.configurations ?? []).filter(
      ({ scoreCoordinate }) => scoreCoordinate?.addOn,
    );
    if (scores.length > 0) yield { located, placement };
  }
}

/** The prioritizers, or the one that holds a choice where there is one. */
export function steadyIn({ placement }: ScoredPlacement): Path {
  const policy = ['spec', 'prioritizerPolicy'];
  const { configurations } = placement.spec.prioritizerPolicy ?? {};
  const index = (configurations ?? []).findIndex(({ scoreCoordinate }) => scoreCoordinate?.builtIn === 'Steady');
  return index < 0 ? policy : [...policy, 'configurations', index];
}

const known = new WeakMap<RuleFleet, Map<Manifest, Outlook | undefined>>();

/** The outlook of a Placement in this fleet; undefined where the scheduler refuses it, which other rules report, or
 * where it is not simulated. */
export function outlookOf({ located, placement }: ScoredPlacement, fleet: RuleFleet): Outlook | undefined {
  const outlooks = known.get(fleet) ?? new Map<Manifest, Outlook | undefined>();
  known.set(fleet, outlooks);
  if (!outlooks.has(located.manifest)) outlooks.set(located.manifest, look(placement, fleet));
  return outlooks.get(located.manifest);
}

function look(placement: Placement, { input }: RuleFleet): Outlook | undefined {
  const expect: Expect = input.expectedScore ?? (() => undefined);
  const found = outlook(placement, hubOf(placement, input.fleet, input.agents), expect);
  return typeof found === 'string' ? undefined : found;
}

/** The clusters that are certain to join; with exclusive sets those whose label names one, if any does. */
function hubOf({ spec }: Placement, { clusters }: Fleet, agents: readonly string[]): Hub {
  const joined = clusters.filter(({ name, role }) => role === 'managed' || agents.includes(name));
  const sets = spec.clusterSets ?? [];
  const named = sets.includes('global')
    ? []
    : joined.filter(({ labels }) => sets.includes(labels[clusterSetLabel] ?? ''));
  const eligible = named.length > 0 ? named : joined;
  return new Hub({ clusters: eligible.map(({ name, labels }) => ({ metadata: { name, labels } })) }, new Date(0));
}
