import { type Located } from '../../graph/located';
import { PodIndex } from '../../graph/pod-index';
import { podTemplate } from '../../graph/pod-template';
import { labelSelector, type Selector } from '../../graph/selector';
import { groupOf } from '../../model/manifest';
import { formatRef, refKey, type Ref } from '../../model/ref';
import { findingKind } from '../../model/finding-kind';
import { fieldOf } from '../engine/fault';
import { objectRule } from '../engine/object-rule';

type Own = Omit<Located, 'manifest'>;

interface Budget extends Own {
  readonly selector: Selector;
  readonly field: 'minAvailable' | 'maxUnavailable';
  readonly value: number | string | undefined;
}

interface Workload {
  readonly ref: Ref;
  readonly labels: Readonly<Record<string, string>>;
  readonly replicas: number;
}

type Fact = { readonly budget: Budget } | { readonly workload: Workload } | { readonly scaled: string };

const finding = findingKind({
  code: 'budget-blocks-eviction',
  why: 'A budget that keeps every pod prevents nodes from being drained: cluster upgrades hang until somebody deletes the budget.',
  fix: 'Require fewer pods than the workload has, or set `maxUnavailable: 1`.',
  messages: {
    keepsAll: 'got {field} {got}, and {workload} has {replicas} replicas: none can ever be evicted',
  },
});

export const budgetBlocksEviction = objectRule({
  ...finding,
  kinds: [
    'policy/v1/PodDisruptionBudget',
    'autoscaling/v2/HorizontalPodAutoscaler',
    'apps/v1/Deployment',
    'apps/v1/StatefulSet',
  ],
  profile: 'scorewright',
  summary: 'Every PodDisruptionBudget allows at least one pod to be evicted.',
  turnOff: 'When the pods must be moved by hand before a node is drained.',

  *collect(located): Iterable<Fact> {
    const { manifest, ...own } = located;
    const { ref } = own;
    if (own.uninstantiated || !manifest.spec) return;
    if (manifest.kind === 'PodDisruptionBudget') {
      const { selector, minAvailable, maxUnavailable } = manifest.spec;
      const chosen = labelSelector(selector);
      const [field, value] =
        maxUnavailable === undefined
          ? (['minAvailable', minAvailable] as const)
          : (['maxUnavailable', maxUnavailable] as const);
      if (chosen) yield { budget: { ...own, selector: chosen, field, value } };
    } else if (manifest.kind === 'HorizontalPodAutoscaler') {
      const { apiVersion = '', kind, name } = manifest.spec.scaleTargetRef;
      yield { scaled: refKey({ ...ref, group: groupOf(apiVersion), kind, name }) };
    } else {
      const template = podTemplate(located);
      if (template) yield { workload: { ref, labels: template.labels, replicas: manifest.spec.replicas ?? 1 } };
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
      // The number of pods of several workloads, or of one that something else scales, is unknown.
      if (!workload || others.length > 0 || scaled.has(refKey(workload.ref)) || workload.replicas === 0) continue;
      if (!keepsAll(field, value, workload.replicas)) continue;
      yield finding.fault(
        'keepsAll',
        { field, got: value, workload: formatRef(workload.ref), replicas: workload.replicas },
        fieldOf(fact.budget, ['spec', field]),
      );
    }
  },
});

function keepsAll(field: Budget['field'], value: Budget['value'], replicas: number): boolean {
  const count = typeof value === 'string' ? Math.ceil((Number.parseFloat(value) / 100) * replicas) : value;
  if (typeof count !== 'number') return false;
  return field === 'minAvailable' ? count >= replicas : count === 0;
}

function spaceOf({ cluster, namespace = '' }: Ref): string {
  return `${cluster}/${namespace}`;
}
