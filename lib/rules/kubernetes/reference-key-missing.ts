import { nearest } from '../../model/words';
import type { Edge } from '../../graph/edge';
import { formatRef } from '../../model/ref';
import { bare, faultOfEdge, list } from '../engine/fault';
import type { Rule } from '../engine/rule';

export const referenceKeyMissing: Rule<Edge> = {
  code: 'reference-key-missing',
  severity: 'error',
  summary: 'Every key that is read from a Secret, ConfigMap or score exists there.',
  why: 'A pod that reads a key that its Secret or ConfigMap lacks does not start.',
  fix: 'Use a key that the object has, or add the key where the object is made.',
  turnOff: 'When another program adds the key after the sync.',

  *collect(_, { edges }) {
    for (const edge of edges) if (edge.to.key !== undefined && !edge.optional && !edge.uninstantiated) yield edge;
  },

  *judge(edges, fleet) {
    for (const edge of edges)
      for (const ref of fleet.targets(edge)) {
        const { key } = ref;
        const found = fleet.find(ref);
        const keys = found.length === 0 ? undefined : fleet.offers.keys(found);
        if (key === undefined || keys === undefined || keys.includes(key)) continue;
        if (edge.instead !== undefined && fleet.find(edge.instead).length > 0) continue;
        const near = nearest(key, keys);
        const fix = near === undefined ? `its keys are ${list([...keys].sort())}` : `did you mean ${near}?`;
        yield faultOfEdge(edge, `got key ${key} of ${formatRef(bare(ref))}; ${fix}`, ref.cluster);
      }
  },
};
