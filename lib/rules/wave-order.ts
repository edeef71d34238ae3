import type { Edge, Offer } from '../graph/edge';
import { waitsForOutside } from '../graph/last-wave';
import type { Located } from '../graph/located';
import { formatRef, refKey } from '../model/ref';
import type { Ref } from '../model/ref';
import { stages } from '../model/unit';
import type { Manifest } from '../model/manifest';
import { bare, faultOf, faultOfEdge } from './fault';
import type { Fault, Rule } from './rule';
import type { RuleFleet } from './rule-fleet';
import { isHook, isSameUnit, orderingEdges, unitKey } from './unit-order';

interface Waiting extends Omit<Located, 'manifest'> {
  /** Why it may stay unhealthy; a claim waits for a consumer. */
  readonly why: string;
}

interface Fact extends Omit<Located, 'manifest'> {
  readonly wave: number;
  readonly edges: readonly Edge[];
  readonly waiting: Waiting | undefined;
}

/** Whatever is needed is there before its user, and nothing waits for what may never be healthy. */
export const waveOrder: Rule<Fact> = {
  code: 'wave-order',
  severity: 'error',
  appliesTo: 'argo-cd',
  why: 'Argo CD starts a wave, and a stage of units, only when all before it is healthy: what needs a later one, or stands behind what is never healthy, hangs for ever.',
  fix: 'Put what is needed into an earlier wave, a claim into that of its first consumer, and what waits for the outside into the last.',

  *collect(_, { objects: [outer], edges }) {
    if (isHook(outer)) return;
    const { manifest, ...located } = outer;
    const wave = Number(manifest.metadata.annotations?.['argocd.argoproj.io/sync-wave'] ?? 0);
    const claim = manifest.kind === 'PersistentVolumeClaim' ? 'is bound only when a pod uses it' : undefined;
    const why = claim ?? waitsForOutside(manifest);
    const waiting = why === undefined ? undefined : { ...located, why };
    yield { ...located, wave, edges: orderingEdges(edges, outer), waiting };
  },

  *judge(facts, fleet) {
    // An offer names its maker by the very Ref that the fact has.
    const waves = new Map(facts.map(({ ref, wave }) => [ref, wave]));
    for (const { wave, edges } of facts)
      for (const edge of edges) {
        const fault = lateness(edge, wave, waves, fleet);
        if (fault !== undefined) yield faultOfEdge(edge, fault);
      }
    yield* hanging(facts, fleet);
  },

  bad: {
    units: {
      'worker01/demo': [
        at('0', { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data', namespace: 'demo' } }),
        at('1', {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          metadata: { name: 'web', namespace: 'demo' },
          spec: {
            template: {
              spec: {
                serviceAccountName: 'web',
                volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }],
              },
            },
          },
        }),
        at('2', { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'web', namespace: 'demo' } }),
      ],
    },
    findings: [
      'Deployment demo/web spec.template.spec.serviceAccountName: got wave 1, but ServiceAccount demo/web comes in wave 2; it must come in an earlier one',
      'PersistentVolumeClaim demo/data: got wave 0, and it is bound only when a pod uses it; put it into wave 1, that of its first consumer',
    ],
  },
  good: {
    'worker01/demo': [
      at('-1', { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'web', namespace: 'demo' } }),
      at('1', { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data', namespace: 'demo' } }),
      at('1', {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'web', namespace: 'demo' },
        spec: {
          template: {
            spec: {
              serviceAccountName: 'web',
              volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }],
            },
          },
        },
      }),
    ],
  },
};

function at(wave: string, manifest: Manifest): Manifest {
  const annotations = { 'argocd.argoproj.io/sync-wave': wave };
  return { ...manifest, metadata: { ...manifest.metadata, annotations } };
}

/** What is wrong with the wave, or the stage, of what an edge needs; undefined where the order is right. */
function lateness(edge: Edge, wave: number, waves: ReadonlyMap<Ref, number>, fleet: RuleFleet): string | undefined {
  const { to, origin, order } = edge;
  const offers = fleet.find(to).filter(({ uninstantiated }) => !uninstantiated);
  if (offers.length === 0) return undefined;
  const inUnit = offers.flatMap((offer) => {
    const other = isSameUnit(offer.origin, origin) ? waves.get(offer.by) : undefined;
    return other === undefined ? [] : [{ offer, other }];
  });
  const [first] = inUnit;
  if (!first) return lateStage(edge, offers, fleet);
  if (inUnit.some(({ offer, other }) => other < wave || (other === wave && (order === 'with' || isReadyAtOnce(offer)))))
    return undefined;
  const needed = order === 'with' ? 'it must come in the same one' : 'it must come in an earlier one';
  return `got wave ${wave}, but ${formatRef(first.offer.by)} comes in wave ${first.other}; ${needed}`;
}

/** In one wave Argo CD applies plain objects before their users; CRDs and what controllers make take their time. */
function isReadyAtOnce({ ref, by }: Offer): boolean {
  return refKey(ref) === refKey(by) && ref.kind !== 'CustomResourceDefinition';
}

function lateStage({ to, origin, order }: Edge, offers: readonly Offer[], fleet: RuleFleet): string | undefined {
  const own = fleet.unit(origin);
  if (!own || order !== 'before') return undefined;
  const others = offers.map((offer) => fleet.unit(offer.origin));
  const later = others.find((unit) => unit && stages.indexOf(unit.stage) > stages.indexOf(own.stage));
  const allLater = others.every((unit) => unit && stages.indexOf(unit.stage) > stages.indexOf(own.stage));
  if (!later || !allLater) return undefined;
  return `got stage ${own.stage}, but ${formatRef(bare(to))} comes with unit ${later.name} of stage ${later.stage}; it must come earlier`;
}

/** What waits for the outside, or for a consumer, with more waves behind it. */
function* hanging(facts: readonly Fact[], fleet: RuleFleet): Iterable<Fault> {
  const units = new Set(facts.flatMap(({ origin, waiting }) => (waiting ? unitKey(origin) : [])));
  if (units.size === 0) return;
  const last = new Map<string, number>();
  const consumers = new Map<Ref, number>();
  for (const { origin, wave, edges } of facts) {
    const unit = unitKey(origin);
    if (!units.has(unit)) continue;
    last.set(unit, Math.max(last.get(unit) ?? wave, wave));
    for (const { to, order } of edges)
      if (order === 'with' && to.kind === 'PersistentVolumeClaim')
        for (const offer of fleet.find(to))
          if (isSameUnit(offer.origin, origin))
            consumers.set(offer.by, Math.min(consumers.get(offer.by) ?? wave, wave));
  }
  for (const { origin, wave, waiting } of facts) {
    if (!waiting) continue;
    const consumer = consumers.get(waiting.ref);
    const end = consumer ?? last.get(unitKey(origin)) ?? wave;
    if (wave >= end) continue;
    const whose = consumer === undefined ? 'the last of its unit' : 'that of its first consumer';
    yield faultOf(waiting, [], `got wave ${wave}, and it ${waiting.why}; put it into wave ${end}, ${whose}`);
  }
}
