import type { Edge } from '../../graph/edge';
import { cycles, type Need } from '../../graph/order';
import { waveCycle as finding } from '../../graph/waves';
import type { Origin } from '../../model/origin';
import type { Ref } from '../../model/ref';
import type { Fault, Rule } from '../engine/rule';
import { fieldAt } from '../engine/fault';
import { isSameUnit, orderingEdges } from './unit-order';

export const waveCycle: Rule<Edge> = {
  ...finding,
  severity: 'error',
  summary: 'The objects of a unit do not wait for one another in a cycle.',
  turnOff: 'Never: such a unit cannot be synced.',
  appliesTo: 'argo-cd',

  *collect(_, { objects: [outer], edges }) {
    yield* orderingEdges(edges, outer);
  },

  *judge(edges, fleet) {
    const graph = new UnitGraph();
    for (const edge of edges) {
      const { from, to, instead, order, origin } = edge;
      const found = fleet.find(to);
      for (const offer of found.length === 0 && instead ? fleet.find(instead) : found)
        if (offer.by !== from && isSameUnit(offer.origin, origin)) graph.add(edge, offer.by, order === 'before');
    }
    yield* graph.faults();
  },
};

/** Objects by number; a Ref stands for its object, so that no name is built for those that are in order. */
class UnitGraph {
  private readonly numbers = new Map<Ref, number>();
  private readonly refs: Ref[] = [];
  private readonly needs: Need[][] = [];
  private readonly origins = new Map<Ref, Origin>();

  add({ from, origin }: Edge, target: Ref, strict: boolean): void {
    const to = this.number(target);
    this.needs[this.number(from)]?.push({ to, strict });
    this.origins.set(from, origin);
  }

  *faults(): Iterable<Fault> {
    for (const { first, way } of cycles(this.needs, this.refs)) {
      const origin = this.origins.get(first);
      if (origin) yield finding.fault('ring', { got: way }, fieldAt({ ref: first, origin }, []));
    }
  }

  private number(ref: Ref): number {
    const known = this.numbers.get(ref);
    if (known !== undefined) return known;
    this.numbers.set(ref, this.refs.length);
    this.needs.push([]);
    return this.refs.push(ref) - 1;
  }
}
