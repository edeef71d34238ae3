import { isNodePort, nodePortRange } from '../../model/node-port';
import { faultOf } from '../engine/fault';
import { objectRule } from '../engine/object-rule';

export const nodeportOutOfRange = objectRule({
  code: 'nodeport-out-of-range',
  kinds: ['v1/Service'],
  severity: 'error',
  summary: 'Every NodePort lies in the range that the API server gives out.',
  why: 'The API server refuses a Service whose NodePort lies outside its range, and the sync stops there.',
  fix: 'Choose a port from 30000 to 32767, or leave `nodePort` out and let the API server choose.',
  turnOff: 'When the API server runs with a `--service-node-port-range` of its own.',

  *collect(located) {
    const { ports = [], healthCheckNodePort } = located.manifest.spec ?? {};
    for (const [index, { nodePort }] of ports.entries())
      if (isRefused(nodePort)) yield faultOf(located, ['spec', 'ports', index, 'nodePort'], message(nodePort));
    if (isRefused(healthCheckNodePort))
      yield faultOf(located, ['spec', 'healthCheckNodePort'], message(healthCheckNodePort));
  },

  judge: (faults) => faults,
});

/** Zero is what clients send that leave the choice to the API server. */
function isRefused(port: number | undefined): port is number {
  return port !== undefined && port !== 0 && !isNodePort(port);
}

function message(port: number): string {
  return `got ${port}; a NodePort is in ${nodePortRange.minimum}-${nodePortRange.maximum}`;
}
