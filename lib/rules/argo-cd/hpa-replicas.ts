import { isObject } from '../../model/json';
import type { Edge } from '../../graph/edge';
import type { Located } from '../../graph/located';
import { formatRef, refKey } from '../../model/ref';
import { findingKind } from '../../model/finding-kind';
import { isKind } from '../../kinds/group-kind';
import { fieldOf } from '../engine/fault';
import type { Rule } from '../engine/rule';

type Fact = { readonly scales: Edge } | { readonly sized: Omit<Located, 'manifest'>; readonly replicas: unknown };

const finding = findingKind({
  code: 'hpa-replicas',
  why: 'Argo CD resets `replicas` at each sync and the autoscaler changes it back: the two undo each other forever.',
  fix: 'Remove `replicas` from every workload that a HorizontalPodAutoscaler scales.',
  messages: {
    set: 'got {got}, but {scaler} sets the number; remove replicas',
  },
});

export const hpaReplicas: Rule<Fact> = {
  ...finding,
  profile: 'gitops',
  summary: 'A workload that an autoscaler scales does not set `replicas`.',
  turnOff: 'When Argo CD ignores `/spec/replicas` of the workload.',

  *collect(_, { objects, edges }) {
    for (const { manifest, ref, path, uninstantiated, origin } of objects) {
      if (uninstantiated) continue;
      if (isKind('autoscaling/HorizontalPodAutoscaler', ref))
        for (const edge of edges) if (edge.from === ref && edge.order === 'with') yield { scales: edge };
      const replicas = isObject(manifest.spec) ? manifest.spec.replicas : undefined;
      if (replicas !== undefined) yield { sized: { ref, path, uninstantiated, origin }, replicas };
    }
  },

  *judge(facts) {
    const scaled = new Map(
      facts.flatMap((fact) => ('scales' in fact ? [[refKey(fact.scales.to), fact.scales.from] as const] : [])),
    );
    for (const fact of facts) {
      const scaler = 'sized' in fact ? scaled.get(refKey(fact.sized.ref)) : undefined;
      if (!scaler || !('sized' in fact)) continue;
      yield finding.fault(
        'set',
        { got: fact.replicas, scaler: formatRef(scaler) },
        fieldOf(fact.sized, ['spec', 'replicas']),
      );
    }
  },
};
