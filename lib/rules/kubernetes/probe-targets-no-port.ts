import { isObject } from '../../model/json';
import { find, parsePattern } from '../../graph/field-pattern';
import { containersOf, podKinds, podTemplate, type Container } from '../../graph/pod-template';
import { findingKind } from '../../model/finding-kind';
import { fieldAt } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

const places = ['livenessProbe', 'readinessProbe', 'startupProbe'].flatMap((probe) =>
  ['httpGet', 'tcpSocket', 'grpc'].map((kind) => parsePattern(`${probe}.${kind}.port`)),
);

interface Fact {
  readonly fault: Fault;
  readonly isNamed: boolean;
}

const finding = findingKind({
  code: 'probe-targets-no-port',
  why: 'A probe of a port on which nothing listens keeps the pod from becoming ready, or restarts it again and again.',
  fix: 'Use one of the ports that the container declares, or declare the port.',
  messages: {
    undeclared: 'got port {got}, which the container does not declare; its ports are {expected}',
  },
});

export const probeTargetsNoPort: Rule<Fact> = {
  ...finding,
  kinds: podKinds,
  summary: 'A probe names a port that its container declares; ours use no other number either, if it declares any.',
  turnOff: 'When the program listens on a port that the container does not declare.',

  *collect(_, { objects }) {
    for (const located of objects) {
      const template = podTemplate(located);
      for (const container of template ? containersOf(template) : []) {
        const known = declared(container);
        for (const { value, path } of places.flatMap((place) => find(place, container.value, container.path)))
          if (!known.includes(value) && (known.length > 0 || typeof value === 'string')) {
            yield {
              fault: finding.fault('undeclared', { got: value, expected: known }, fieldAt(located, path)),
              isNamed: typeof value === 'string',
            };
          }
      }
    }
  },

  /** The kubelet looks a name up among the ports; a number it asks as it stands, so that declaring it is a convention. */
  *judge(facts, fleet) {
    for (const { fault, isNamed } of facts) if (isNamed || fleet.demands('scorewright')) yield fault;
  },
};

function declared({ value }: Container): unknown[] {
  const ports: readonly unknown[] = Array.isArray(value.ports) ? value.ports : [];
  return ports.flatMap((port) =>
    isObject(port) ? [port.containerPort, port.name].filter((known) => known !== undefined) : [],
  );
}
