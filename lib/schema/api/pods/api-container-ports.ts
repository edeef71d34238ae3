import { objectsOf } from '../../../model/json';
import type { ObjectFault } from '../../object-fault';
import { findingKind } from '../../../model/finding-kind';
import { repeated } from '../objects';
import type { PodTemplate } from './pod-template';

export const apiContainerPortsKind = findingKind({
  code: 'api-container-ports',
  why: "A container port's name is what Services and probes refer to: the API server wants it short and unique.",
  fix: 'Use at most 15 lower-case letters, digits and -, with at least one letter, once per container.',
  messages: {
    name: "got {got:json}; a port's name has at most 15 lower-case letters, digits and -, and a letter",
    twice: 'got {got:json} again; port {before} has it',
    hostPort: 'got {got:json}; with hostNetwork it must be the containerPort {containerPort:json}',
  },
});

/** IANA service name. */
const portName = /^(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]{0,13}[a-z0-9])?$/;

/** Whether Kubernetes takes it for the name of a port. */
export function isPortName(name: string): boolean {
  return portName.test(name);
}

export function containerPortFaults(pod: PodTemplate): ObjectFault[] {
  const hostNetwork = pod.spec.hostNetwork === true;
  return pod.containers.flatMap(({ fields, path }) => {
    const ports = objectsOf(fields.ports);
    const named = ports.flatMap(({ name }, index): ObjectFault[] => {
      if (typeof name !== 'string' || isPortName(name)) return [];
      return [apiContainerPortsKind.fault('name', { got: name }, { path: [...path, 'ports', index, 'name'] })];
    });
    const same = repeated(ports, ({ name }) => name).map(({ index, before }) =>
      apiContainerPortsKind.fault(
        'twice',
        { got: ports[index]?.name, before },
        { path: [...path, 'ports', index, 'name'] },
      ),
    );
    const host = ports.flatMap(({ containerPort, hostPort }, index): ObjectFault[] => {
      if (!hostNetwork || hostPort === undefined || hostPort === containerPort) return [];
      return [
        apiContainerPortsKind.fault(
          'hostPort',
          { got: hostPort, containerPort },
          { path: [...path, 'ports', index, 'hostPort'] },
        ),
      ];
    });
    return [...named, ...same, ...host];
  });
}
