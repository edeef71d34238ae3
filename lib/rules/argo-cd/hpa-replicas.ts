import type { Edge } from '../../graph/edge';
import { isObject } from '../../graph/field-pattern';
import type { Located } from '../../graph/located';
import { formatRef, refKey } from '../../model/ref';
import type { Manifest } from '../../model/manifest';
import { faultOf } from '../engine/fault';
import type { Rule } from '../engine/rule';

type Fact = { readonly scales: Edge } | { readonly sized: Omit<Located, 'manifest'>; readonly replicas: unknown };

/** What an autoscaler scales has no number of replicas of its own. */
export const hpaReplicas: Rule<Fact> = {
  code: 'hpa-replicas',
  severity: 'error',
  why: 'Argo CD sets the rendered number of replicas again after each sync, and the autoscaler its own: they undo each other for ever.',
  fix: 'Leave `replicas` out of what a HorizontalPodAutoscaler scales.',

  *collect(_, { objects, edges }) {
    for (const { manifest, ref, path, uninstantiated, origin } of objects) {
      if (uninstantiated) continue;
      if (manifest.kind === 'HorizontalPodAutoscaler')
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
      const message = `got ${String(fact.replicas)}, though ${formatRef(scaler)} sets the number; leave replicas out`;
      yield faultOf(fact.sized, ['spec', 'replicas'], message);
    }
  },

  bad: {
    units: { 'worker01/demo': [scaler(), { ...web(), spec: { replicas: 2 } }] },
    findings: [
      'Deployment demo/web spec.replicas: got 2, though HorizontalPodAutoscaler demo/web sets the number; leave replicas out',
    ],
  },
  good: { 'worker01/demo': [scaler(), web()], 'worker02/demo': [{ ...web(), spec: { replicas: 2 } }] },
};

function web(): Manifest {
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'demo' }, spec: {} };
}

function scaler(): Manifest {
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'web', namespace: 'demo' },
    spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' } },
  };
}
