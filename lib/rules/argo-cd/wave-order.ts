import type { Edge, Offer } from '../../graph/edge';
import { waitsForOutside } from '../../graph/last-wave';
import type { Located } from '../../graph/located';
import { isKind } from '../../kinds/group-kind';
import { groupKindKey } from '../../model/group-kind';
import { formatRef, type Ref } from '../../model/ref';
import type { Origin } from '../../model/origin';
import { stepOf } from '../../model/unit';
import { findingKind } from '../../model/finding-kind';
import { bare, fieldOf, fieldOfEdge } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';
import type { RuleFleet } from '../engine/rule-fleet';
import { isHook, isSameUnit, orderingEdges, unitKey } from './unit-order';

interface Waiting extends Omit<Located, 'manifest'> {
  /** Why it may stay unhealthy; a claim waits for a consumer. */
  readonly why: string;
}

/** An object in another wave than 0, or without edges; a hook is in none. */
interface InWave {
  readonly ref: Ref;
  readonly origin: Origin;
  readonly wave: number | undefined;
}

/** Most objects are in wave 0: only their edges are kept, and other rules keep those anyway. */
type Fact = InWave | { readonly waiting: Waiting } | Edge;

const finding = findingKind({
  code: 'wave-order',
  why: 'Argo CD starts a wave, or the next stage of units, only when everything before it is healthy. An object that needs something from a later wave, or that follows something that never becomes healthy, hangs forever.',
  fix: 'Put what is needed into an earlier wave, a claim into the wave of its first consumer, and what waits for something outside into the last wave.',
  messages: {
    later: 'got wave {got}, but {needed} comes in wave {wave}; it must come no later',
    apart: 'got wave {got}, but {needed} comes in wave {wave}; it must come in the same one',
    laterStage: 'got stage {got}, but {needed} comes with unit {unit} of stage {stage}; it must come earlier',
    waits: 'got wave {got}, and it {why}; put it into wave {expected}, {whose}',
  },
});

export const waveOrder: Rule<Fact> = {
  ...finding,
  appliesTo: 'argo-cd',
  summary: 'Whatever an object needs is synced before it, and no object waits for one that may never be healthy.',
  turnOff: 'When the objects are synced by hand, in an order of your own.',

  *collect(_, { objects: [outer], edges }) {
    const { manifest, ref, path, uninstantiated, origin } = outer;
    if (isHook(outer)) {
      yield { ref, origin, wave: undefined };
      return;
    }
    const wave = Number(manifest.metadata.annotations?.['argocd.argoproj.io/sync-wave'] ?? 0);
    const ordering = orderingEdges(edges, outer);
    if (wave !== 0 || ordering.length === 0) yield { ref, origin, wave };
    const claim = isKind('/PersistentVolumeClaim', ref) ? 'is bound only when a pod uses it' : undefined;
    const why = claim ?? waitsForOutside(manifest);
    if (why !== undefined) yield { waiting: { ref, path, uninstantiated, origin, why } };
    yield* ordering;
  },

  *judge(facts, fleet) {
    const waves = new Waves(facts);
    for (const fact of facts) {
      const fault = 'via' in fact ? lateness(fact, waves, fleet) : undefined;
      if (fault) yield fault;
    }
    const isOurs = fleet.demands('scorewright');
    for (const { object, consumer, end } of hanging(facts, waves, fleet)) {
      // What others wait for, from outside, they know best; a claim is not bound in an earlier wave whoever wrote it.
      if (consumer === undefined && !isOurs) continue;
      const whose = consumer === undefined ? 'the last of its unit' : 'that of its first consumer';
      const wave = waves.of(object.ref) ?? 0;
      yield finding.fault('waits', { got: wave, why: object.why, expected: end, whose }, fieldOf(object, []));
    }
  },
};

/** The fault of the wave or stage of the object that an edge needs; undefined where the order is right. */
function lateness(edge: Edge, waves: Waves, fleet: RuleFleet): Fault | undefined {
  const { from, to, origin, order } = edge;
  const offers = fleet.find(to).filter(({ uninstantiated }) => !uninstantiated);
  if (offers.length === 0) return undefined;
  const inUnit = offers.flatMap((offer) => {
    const other = isSameUnit(offer.origin, origin) ? waves.of(offer.by) : undefined;
    return other === undefined ? [] : [{ offer, other }];
  });
  const [first] = inUnit;
  if (!first) return lateStage(edge, offers, fleet);
  const wave = waves.of(from) ?? 0;
  // Within a wave Argo CD applies kinds in the order of their needs, and an object that waits holds up no other.
  if (inUnit.some(({ other }) => other <= wave) || waitsByItself(edge)) return undefined;
  const data = { got: wave, needed: formatRef(first.offer.by), wave: first.other };
  return finding.fault(order === 'with' ? 'apart' : 'later', data, fieldOfEdge(edge));
}

/** Kinds that the API server takes, and Argo CD counts as healthy, before what their fields name is there. */
const patient: ReadonlySet<string> = new Set([
  'admissionregistration.k8s.io/MutatingWebhookConfiguration',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding',
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
  'batch/CronJob',
  'rbac.authorization.k8s.io/ClusterRoleBinding',
  'rbac.authorization.k8s.io/RoleBinding',
  '/Secret',
  '/ServiceAccount',
]);

/** A namespace and a definition must be there when the object is applied; what a field names may come while it waits. */
function waitsByItself({ from, via }: Edge): boolean {
  return via !== 'namespace' && via !== 'definition' && via !== 'after' && patient.has(groupKindKey(from));
}

function lateStage(edge: Edge, offers: readonly Offer[], fleet: RuleFleet): Fault | undefined {
  const { to, origin, order } = edge;
  const own = fleet.unit(origin);
  if (!own || order !== 'before') return undefined;
  const others = offers.map((offer) => fleet.unit(offer.origin));
  const later = others.find((unit) => unit && stepOf(unit.stage) > stepOf(own.stage));
  const allLater = others.every((unit) => unit && stepOf(unit.stage) > stepOf(own.stage));
  if (!later || !allLater) return undefined;
  const data = { got: own.stage, needed: formatRef(bare(to)), unit: later.name, stage: later.stage };
  return finding.fault('laterStage', data, fieldOfEdge(edge));
}

/** What keeps later waves from starting. */
interface Hanging {
  readonly object: Waiting;
  /** The wave of a claim's first consumer. */
  readonly consumer: number | undefined;
  /** The wave that it must not come before. */
  readonly end: number;
}

/** What waits for the outside, or for a consumer, with more waves behind it. */
function* hanging(facts: readonly Fact[], waves: Waves, fleet: RuleFleet): Iterable<Hanging> {
  const waiting = facts.flatMap((fact) => ('waiting' in fact ? [fact.waiting] : []));
  if (waiting.length === 0) return;
  const units = new Set(waiting.map(({ origin }) => unitKey(origin)));
  const last = new Map<string, number>();
  const consumers = new Map<Ref, number>();
  for (const fact of facts) {
    if ('waiting' in fact || !units.has(unitKey(fact.origin))) continue;
    const wave = waves.of('via' in fact ? fact.from : fact.ref);
    if (wave === undefined) continue;
    const unit = unitKey(fact.origin);
    last.set(unit, Math.max(last.get(unit) ?? wave, wave));
    if (!('via' in fact) || fact.order !== 'with' || !isKind('/PersistentVolumeClaim', fact.to)) continue;
    for (const offer of fleet.find(fact.to))
      if (isSameUnit(offer.origin, fact.origin))
        consumers.set(offer.by, Math.min(consumers.get(offer.by) ?? wave, wave));
  }
  for (const object of waiting) {
    const wave = waves.of(object.ref) ?? 0;
    const consumer = consumers.get(object.ref);
    const end = consumer ?? last.get(unitKey(object.origin)) ?? wave;
    if (wave < end) yield { object, consumer, end };
  }
}

/** The wave of each object, by the very Ref that edges and offers name it by. */
class Waves {
  private readonly others: ReadonlyMap<Ref, number | undefined>;

  constructor(facts: readonly Fact[]) {
    this.others = new Map(facts.flatMap((fact) => ('wave' in fact ? [[fact.ref, fact.wave] as const] : [])));
  }

  /** Undefined for a hook. */
  of(ref: Ref): number | undefined {
    return this.others.has(ref) ? this.others.get(ref) : 0;
  }
}
