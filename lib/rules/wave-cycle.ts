import type { Edge } from '../graph/edge';
import { cycles } from '../graph/order';
import type { Need } from '../graph/order';
import { refKey } from '../model/ref';
import type { Ref } from '../model/ref';
import type { Fault, Rule } from './rule';
import { place } from './fault';
import type { RuleFleet } from './rule-fleet';
import { orderingEdges, unitKey } from './unit-order';

/** No objects of a unit wait for one another in a ring. */
export const waveCycle: Rule<Edge> = {
  code: 'wave-cycle',
  severity: 'error',
  why: 'Objects that each need the other to be healthy first cannot be put into waves, and the first of them never becomes healthy.',
  fix: 'Take one of the references out of the ring, or let one of the objects wait by itself.',

  *collect(_, { objects: [outer], edges }) {
    yield* orderingEdges(edges, outer);
  },

  *judge(edges, fleet) {
    const units = new Map<string, Edge[]>();
    for (const edge of edges) {
      const unit = units.get(unitKey(edge.origin));
      if (unit) unit.push(edge);
      else units.set(unitKey(edge.origin), [edge]);
    }
    for (const [key, unit] of units) yield* unitCycles(key, unit, fleet);
  },

  bad: {
    units: {
      'worker01/demo': [
        {
          apiVersion: 'cert-manager.io/v1',
          kind: 'Issuer',
          metadata: { name: 'ca', namespace: 'demo' },
          spec: { ca: { secretName: 'tls' } },
        },
        {
          apiVersion: 'cert-manager.io/v1',
          kind: 'Certificate',
          metadata: { name: 'web', namespace: 'demo' },
          spec: { secretName: 'tls', issuerRef: { name: 'ca' } },
        },
      ],
    },
    findings: [
      'Certificate demo/web: got Certificate demo/web → Issuer demo/ca → Certificate demo/web; each waits for the next, so take one of these references out',
    ],
  },
  good: {
    'worker01/demo': [
      {
        apiVersion: 'cert-manager.io/v1',
        kind: 'Issuer',
        metadata: { name: 'ca', namespace: 'demo' },
        spec: { ca: { secretName: 'root' } },
      },
      {
        apiVersion: 'cert-manager.io/v1',
        kind: 'Certificate',
        metadata: { name: 'web', namespace: 'demo' },
        spec: { secretName: 'tls', issuerRef: { name: 'ca' } },
      },
    ],
  },
};

function unitCycles(unit: string, edges: readonly Edge[], fleet: RuleFleet): Fault[] {
  const numbers = new Map<string, number>();
  const refs: Ref[] = [];
  const number = (ref: Ref): number => {
    const key = refKey(ref);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, refs.length);
    return refs.push(ref) - 1;
  };
  const needs: Need[][] = [];
  for (const { from, to, instead, order } of edges) {
    const found = fleet.offers.find(to);
    for (const { by, origin } of found.length === 0 && instead ? fleet.offers.find(instead) : found)
      if (unitKey(origin) === unit && refKey(by) !== refKey(from))
        (needs[number(from)] ??= []).push({ to: number(by), strict: order === 'before' });
  }
  const all = refs.map((_, at) => needs[at] ?? []);
  const origin = edges[0]?.origin;
  if (!origin) return [];
  return cycles(all, refs).map(({ first, message }) => {
    const own = edges.find(({ from }) => refKey(from) === refKey(first))?.origin ?? origin;
    return { origin: own, path: place(first), message, cluster: first.cluster };
  });
}
