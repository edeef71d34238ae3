import { isObject } from '../../graph/field-pattern';
import { kindKey, type Located } from '../../graph/located';
import { PodIndex } from '../../graph/pod-index';
import { podTemplate } from '../../graph/pod-template';
import { labelSelector, type Selector } from '../../graph/selector';
import type { Manifest } from '../../model/manifest';
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

/** Every disruption budget lets at least one pod go. */
export const budgetBlocksEviction: Rule<Fact> = {
  code: 'budget-blocks-eviction',
  kinds: ['policy/PodDisruptionBudget', 'autoscaling/HorizontalPodAutoscaler', ...replicated],
  severity: 'error',
  why: 'A budget that keeps every pod lets no node be drained: updates of the cluster hang until somebody deletes the budget.',
  fix: 'Ask for fewer pods than the workload has, or say maxUnavailable: 1.',

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
        yield { scaled: refKey({ ...ref, kind: String(scaleTargetRef.kind), name: String(scaleTargetRef.name) }) };
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

  bad: {
    units: {
      'worker01/demo': [
        workload('web', 2),
        budget('web', { minAvailable: 2 }),
        budget('none', { maxUnavailable: '0%' }, 'web'),
      ],
    },
    findings: [
      'PodDisruptionBudget demo/web spec.minAvailable: got minAvailable 2, and Deployment demo/web has 2: none may ever go',
      'PodDisruptionBudget demo/none spec.maxUnavailable: got maxUnavailable 0%, and Deployment demo/web has 2: none may ever go',
    ],
  },
  good: {
    'worker01/demo': [
      workload('web', 2),
      budget('web', { minAvailable: 1 }),
      budget('half', { minAvailable: '50%' }, 'web'),
    ],
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

function workload(name: string, replicas: number): Manifest {
  const template = { metadata: { labels: { app: name } }, spec: { containers: [] } };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'demo' },
    spec: { replicas, template },
  };
}

function budget(name: string, fields: object, app = name): Manifest {
  const spec = { selector: { matchLabels: { app } }, ...fields };
  return { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name, namespace: 'demo' }, spec };
}
