import { type Located } from '../../graph/located';
import { labelSelector, type Selector } from '../../graph/selector';
import { formatRef, refKey } from '../../model/ref';
import { findingKind } from '../../model/finding-kind';
import { fieldOf } from '../engine/fault';
import { objectRule } from '../engine/object-rule';

interface Fact extends Omit<Located, 'manifest'> {
  readonly selector: Selector;
}

const finding = findingKind({
  code: 'selector-overlap',
  why: 'Two controllers whose selectors match the same pods fight over them, and the API server rejects a selector that misses its own pods.',
  fix: 'Give each workload a label of its own, in its selector and in its pod template.',
  messages: {
    others: 'got a selector that also matches the pods of {other}; give each workload a label of its own',
    misses: 'got a selector that misses the pods of its own template; repeat its labels there',
  },
});

export const selectorOverlap = objectRule({
  ...finding,
  kinds: ['apps/v1/DaemonSet', 'apps/v1/Deployment', 'apps/v1/StatefulSet'],
  profile: 'scorewright',
  summary: "Every workload's selector matches its own pods and no others.",
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
      if (other) yield finding.fault('others', { other: formatRef(other) }, fieldOf(fact, ['spec', 'selector']));
      else if (selected.length === 0) yield finding.fault('misses', {}, fieldOf(fact, ['spec', 'selector']));
    }
  },
});
