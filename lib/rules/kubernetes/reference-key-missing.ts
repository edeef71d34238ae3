import { nearest } from '../../model/words';
import type { Edge } from '../../graph/edge';
import { formatRef } from '../../model/ref';
import { findingKind } from '../../model/finding-kind';
import { bare, fieldOfEdge } from '../engine/fault';
import type { Rule } from '../engine/rule';

const finding = findingKind({
  code: 'reference-key-missing',
  why: 'A pod that reads a key that its Secret or ConfigMap lacks does not start.',
  fix: 'Use a key that the object has, or add the key where the object is made.',
  messages: {
    missing: 'got key {got} of {object}; its keys are {expected}',
    near: 'got key {got} of {object}; did you mean {suggestion}?',
  },
});

export const referenceKeyMissing: Rule<Edge> = {
  ...finding,
  summary: 'Every key that is read from a Secret, ConfigMap or score exists there.',
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
        const data = { got: key, object: formatRef(bare(ref)), expected: [...keys].sort() };
        const suggestion = nearest(key, keys);
        yield suggestion === undefined
          ? finding.fault('missing', data, fieldOfEdge(edge, ref.cluster))
          : finding.fault('near', { ...data, suggestion }, fieldOfEdge(edge, ref.cluster));
      }
  },
};
