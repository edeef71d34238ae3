import { type Located } from '../../graph/located';
import { labelSelector, type Selector } from '../../graph/selector';
import { formatRef, refKey } from '../../model/ref';
import { faultOf } from '../engine/fault';
import { objectRule } from '../engine/object-rule';

interface Fact extends Omit<Located, 'manifest'> {
  readonly selector: Selector;
}

export const selectorOverlap = objectRule({
  code: 'selector-overlap',
  kinds: ['apps/v1/DaemonSet', 'apps/v1/Deployment', 'apps/v1/StatefulSet'],
  severity: 'error',
  profile: 'scorewright',
  summary: "Every workload's selector matches its own pods and no others.",
  why: 'Two controllers whose selectors match the same pods fight over them, and the API server refuses a selector that misses its own pods.',
  fix: 'Give each workload a label of its own, in its selector and in its pod template.',
  turnOff: 'When a controller is meant to adopt the pods of the other.',

  *collect({ manifest, ...own }): Iterable<Fact> {
    const selector = own.uninstantiated ? undefined : labelSelector(manifest.spec?.selector);
    if (selector) yield { ...own, selector };
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
});
