import { findingKind } from '../../model/finding-kind';
import type { Container } from '../../../imports/objects/k8s';
import type { Path } from '../../model/origin';
import { podKinds, podOf } from '../engine/pod';
import { fieldAt } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

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
      for (const { value, path } of podOf(located)?.containers ?? []) {
        const known = (value.ports ?? []).flatMap(({ containerPort, name }) => [containerPort, name ?? []].flat());
        for (const { port, at } of probed(value))
          if (!known.includes(port) && (known.length > 0 || typeof port === 'string')) {
            const fault = finding.fault(
              'undeclared',
              { got: port, expected: known },
              fieldAt(located, [...path, ...at]),
            );
            yield { fault, isNamed: typeof port === 'string' };
          }
      }
    }
  },

  /** The kubelet looks a name up among the ports; a number it asks as it stands, so that declaring it is a convention. */
  *judge(facts, fleet) {
    for (const { fault, isNamed } of facts) if (isNamed || fleet.demands('scorewright')) yield fault;
  },
};

/** The ports that the probes of a container ask, each with its place there. */
function probed(container: Container): { readonly port: number | string; readonly at: Path }[] {
  return (['livenessProbe', 'readinessProbe', 'startupProbe'] as const).flatMap((probe) =>
    (['httpGet', 'tcpSocket', 'grpc'] as const).flatMap((how) => {
      const port = container[probe]?.[how]?.port;
      return port === undefined ? [] : [{ port, at: [probe, how, 'port'] }];
    }),
  );
}
