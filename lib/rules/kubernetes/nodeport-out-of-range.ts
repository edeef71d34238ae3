import { isNodePort, nodePortRange } from '../../model/node-port';
import { findingKind } from '../../model/finding-kind';
import { fieldOf } from '../engine/fault';
import { objectRule } from '../engine/object-rule';

const expected = `${nodePortRange.minimum}-${nodePortRange.maximum}`;

const finding = findingKind({
  code: 'nodeport-out-of-range',
  why: 'The API server rejects a Service whose NodePort lies outside its range, and the sync stops there.',
  fix: 'Choose a port from 30000 to 32767, or leave `nodePort` out and let the API server choose.',
  messages: {
    outside: 'got {got}; a NodePort is in {expected}',
  },
});

export const nodeportOutOfRange = objectRule({
  ...finding,
  kinds: ['v1/Service'],
  summary: 'Every NodePort lies in the range that the API server gives out.',
  turnOff: 'When the API server runs with a `--service-node-port-range` of its own.',

  *collect(located) {
    const { ports = [], healthCheckNodePort } = located.manifest.spec ?? {};
    for (const [index, { nodePort }] of ports.entries())
      if (isRefused(nodePort))
        yield finding.fault(
          'outside',
          { got: nodePort, expected },
          fieldOf(located, ['spec', 'ports', index, 'nodePort']),
        );
    if (isRefused(healthCheckNodePort))
      yield finding.fault(
        'outside',
        { got: healthCheckNodePort, expected },
        fieldOf(located, ['spec', 'healthCheckNodePort']),
      );
  },

  judge: (faults) => faults,
});

/** Zero is what clients send that leave the choice to the API server. */
function isRefused(port: number | undefined): port is number {
  return port !== undefined && port !== 0 && !isNodePort(port);
}
