import { isObject } from '../../graph/field-pattern';
import { kindKey, type Located } from '../../graph/located';
import { labelSelector, type Selector } from '../../graph/selector';
import { formatRef, refKey } from '../../model/ref';
import { faultOf } from '../engine/fault';
import type { Rule } from '../engine/rule';

interface Fact extends Omit<Located, 'manifest'> {
  readonly selector: Selector;
}

/** Kinds whose controller takes every pod that its selector matches for its own. */
const owners: ReadonlySet<string> = new Set([
  'apps/DaemonSet',
  'apps/Deployment',
  'apps/ReplicaSet',
  'apps/StatefulSet',
]);

export const selectorOverlap: Rule<Fact> = {
  code: 'selector-overlap',
  kinds: [...owners],
  severity: 'error',
  summary: "Every workload's selector matches its own pods and no others.",
  why: 'Two controllers whose selectors match the same pods fight over them, and the API server refuses a selector that misses its own pods.',
  fix: 'Give each workload a label of its own, in its selector and in its pod template.',
  turnOff: 'When a controller is meant to adopt the pods of the other.',

  *collect(_, { objects }) {
    for (const { manifest, ref, path, uninstantiated, origin } of objects) {
      if (!owners.has(kindKey(manifest)) || uninstantiated || !isObject(manifest.spec)) continue;
      const selector = labelSelector(manifest.spec.selector);
      if (selector) yield { selector, ref, path, uninstantiated, origin };
    }
  },

  *judge(facts, { pods }) {
    for (const fact of facts) {
      const { cluster, namespace = '' } = fact.ref;
      const selected = pods.selected(`${cluster}/${namespace}`, fact.selector).flatMap(({ owner }) => owner ?? []);
      const other = selected.find((owner) => refKey(owner) !== refKey(fact.ref));
      if (other)
        yield faultOf(
          fact,
          ['spec', 'selector'],
          `got a selector that also matches the pods of ${formatRef(other)}; give each workload a label of its own`,
        );
      else if (selected.length === 0)
        yield faultOf(
          fact,
          ['spec', 'selector'],
          'got a selector that misses the pods of its own template; repeat its labels there',
        );
    }
  },
};
