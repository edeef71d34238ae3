import { isObject } from '../../graph/field-pattern';
import { kindKey, type Located } from '../../graph/located';
import { PodIndex } from '../../graph/pod-index';
import { podTemplate } from '../../graph/pod-template';
import { labelSelector, type Selector } from '../../graph/selector';
import { groupOf } from '../../model/manifest';
import { formatRef, refKey, type Ref } from '../../model/ref';
import { faultOf } from '../engine/fault';
import type { Rule } from '../engine/rule';

type Own = Omit<Located, 'manifest'>;

interface Budget extends Own {
  readonly selector: Selector;
  readonly field: 'minAvailable' | 'maxUnavailable';
  readonly value: unknown;
}

interface Workload {
  readonly ref: Ref;
  readonly labels: Readonly<Record<string, string>>;
  readonly replicas: number;
}

type Fact = { readonly budget: Budget } | { readonly workload: Workload } | { readonly scaled: string };

const replicated: ReadonlySet<string> = new Set(['apps/Deployment', 'apps/ReplicaSet', 'apps/StatefulSet']);

export const budgetBlocksEviction: Rule<Fact> = {
  code: 'budget-blocks-eviction',
  kinds: ['policy/PodDisruptionBudget', 'autoscaling/HorizontalPodAutoscaler', ...replicated],
  severity: 'error',
  summary: 'Every PodDisruptionBudget allows at least one pod to be evicted.',
  why: 'A budget that keeps every pod prevents nodes from being drained: cluster upgrades hang until somebody deletes the budget.',
  fix: 'Require fewer pods than the workload has, or set `maxUnavailable: 1`.',
  turnOff: 'When the pods must be moved by hand before a node is drained.',

  *collect(_, { objects }) {
    for (const located of objects) {
      const { manifest, ...own } = located;
      const { ref } = own;
      if (located.uninstantiated || !isObject(manifest.spec)) continue;
      const { selector, minAvailable, maxUnavailable, scaleTargetRef, replicas = 1 } = manifest.spec;
      if (kindKey(manifest) === 'policy/PodDisruptionBudget') {
        const chosen = labelSelector(selector);
        const [field, value] =
          maxUnavailable === undefined
            ? (['minAvailable', minAvailable] as const)
            : (['maxUnavailable', maxUnavailable] as const);
        if (chosen) yield { budget: { ...own, selector: chosen, field, value } };
      }
      if (kindKey(manifest) === 'autoscaling/HorizontalPodAutoscaler' && isObject(scaleTargetRef))
        yield {
          scaled: refKey({
            ...ref,
            group: groupOf(String(scaleTargetRef.apiVersion)),
            kind: String(scaleTargetRef.kind),
            name: String(scaleTargetRef.name),
          }),
        };
      const template = replicated.has(kindKey(manifest)) ? podTemplate(located) : undefined;
      if (template && typeof replicas === 'number') yield { workload: { ref, labels: template.labels, replicas } };
    }
  },

  *judge(facts) {
    const pods = new PodIndex<Workload>();
    const scaled = new Set(facts.flatMap((fact) => ('scaled' in fact ? [fact.scaled] : [])));
    for (const fact of facts)
      if ('workload' in fact) pods.add(spaceOf(fact.workload.ref), fact.workload.labels, fact.workload);
    for (const fact of facts) {
      if (!('budget' in fact)) continue;
      const { ref, selector, field, value } = fact.budget;
      const [workload, ...others] = pods.selected(spaceOf(ref), selector);
      // Of several together, or of one that something else scales, nobody knows how many there are.
      if (!workload || others.length > 0 || scaled.has(refKey(workload.ref)) || workload.replicas === 0) continue;
      if (!keepsAll(field, value, workload.replicas)) continue;
      const message = `got ${field} ${String(value)}, and ${formatRef(workload.ref)} has ${workload.replicas}: none may ever go`;
      yield faultOf(fact.budget, ['spec', field], message);
    }
  },
};

function keepsAll(field: Budget['field'], value: unknown, replicas: number): boolean {
  const count = typeof value === 'string' ? Math.ceil((Number.parseFloat(value) / 100) * replicas) : value;
  if (typeof count !== 'number') return false;
  return field === 'minAvailable' ? count >= replicas : count === 0;
}

function spaceOf({ cluster, namespace = '' }: Ref): string {
  return `${cluster}/${namespace}`;
}
