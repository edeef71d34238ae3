import { serviceSelector, type Selector } from '../../graph/selector';
import { type Located } from '../../graph/located';
import { findingKind } from '../../model/finding-kind';
import { fieldOf } from '../engine/fault';
import { objectRule } from '../engine/object-rule';

interface Fact extends Omit<Located, 'manifest'> {
  readonly selector: Selector;
}

const finding = findingKind({
  code: 'service-selects-no-pod',
  why: 'The API server accepts a Service whose selector matches no pod, and every connection to it is refused.',
  fix: 'Use the labels of the pod template that the Service is meant for.',
  messages: {
    none: '{got} matches no pod in namespace {namespace}; no pod here has these labels',
    others: '{got} matches no pod in namespace {namespace}; pods here have {expected}',
  },
});

export const serviceSelectsNoPod = objectRule({
  ...finding,
  kinds: ['v1/Service'],
  ofAbsence: true,
  summary: 'Every Service with a selector has pods behind it.',
  turnOff: 'When something that is not rendered here makes the pods.',

  *collect({ manifest, ...own }): Iterable<Fact> {
    const selector = own.uninstantiated ? undefined : serviceSelector(manifest.spec);
    if (selector) yield { ...own, selector };
  },

  *judge(facts, fleet) {
    const { pods } = fleet;
    for (const fact of facts) {
      const { cluster, namespace = '' } = fact.ref;
      const space = `${cluster}/${namespace}`;
      if (fleet.hasPods(cluster, namespace, fact.selector)) continue;
      const names = Object.keys(fact.selector.labels);
      const got = names.map((name) => `${name}=${fact.selector.labels[name] ?? ''}`);
      const there = new Set(
        pods
          .labels(space)
          .flatMap((labels) => names.flatMap((name) => (name in labels ? `${name}=${labels[name] ?? ''}` : []))),
      );
      const where = fieldOf(fact, ['spec', 'selector']);
      yield there.size === 0
        ? finding.fault('none', { got, namespace }, where)
        : finding.fault('others', { got, namespace, expected: [...there].sort() }, where);
    }
  },
});
