import { type Located } from '../../graph/located';
import { serviceSelector, type Selector } from '../../graph/selector';
import { formatRef } from '../../model/ref';
import { findingKind } from '../../model/finding-kind';
import { fieldOf } from '../engine/fault';
import { objectRule } from '../engine/object-rule';

interface Fact extends Omit<Located, 'manifest'> {
  readonly selector: Selector;
  /** The port of the pods that each port of the Service leads to. */
  readonly targets: readonly (number | string)[];
}

const finding = findingKind({
  code: 'service-targets-no-port',
  why: 'A Service that leads to a port on which its pods do not listen refuses every connection.',
  fix: 'Set `targetPort` to a port of the container, by number or name, or narrow the selector to the pods that listen.',
  messages: {
    undeclared: 'got {got}, which {owner} does not declare; its ports are {expected}',
  },
});

export const serviceTargetsNoPort = objectRule({
  ...finding,
  kinds: ['v1/Service'],
  summary: 'Every port of a Service leads to a port that each workload behind it declares.',
  turnOff: 'When the programs listen on ports that their containers do not declare.',

  *collect({ manifest: { spec = {} }, ...own }): Iterable<Fact> {
    const selector = own.uninstantiated ? undefined : serviceSelector(spec);
    if (selector)
      yield { ...own, selector, targets: (spec.ports ?? []).map(({ port, targetPort = port }) => targetPort) };
  },

  *judge(facts, fleet) {
    const { pods } = fleet;
    const numbersToo = fleet.demands('scorewright');
    for (const fact of facts) {
      const { cluster, namespace = '' } = fact.ref;
      for (const { owner, ports } of pods.selected(`${cluster}/${namespace}`, fact.selector)) {
        // A number that no container declares may still be listened on; a name may not.
        if (owner === undefined) continue;
        for (const [at, target] of fact.targets.entries()) {
          if (ports.includes(target) || (typeof target === 'number' && (!numbersToo || ports.length === 0))) continue;
          yield finding.fault(
            'undeclared',
            { got: target, owner: formatRef(owner), expected: ports },
            fieldOf(fact, ['spec', 'ports', at, 'targetPort']),
          );
        }
      }
    }
  },
});
