import type { FindingKind } from '../../../model/finding';
import { quote, type Fault } from '../../problem';
import { objectsOf, repeated } from '../objects';
import type { PodTemplate } from './pod-template';

export const apiContainerPortsKind: FindingKind = {
  code: 'api-container-ports',
  why: "A container port's name is what Services and probes refer to: the API server wants it short and unique.",
  fix: 'Use at most 15 lower-case letters, digits and -, with at least one letter, once per container.',
};

/** IANA service name. */
const portName = /^(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]{0,13}[a-z0-9])?$/;

/** Whether Kubernetes takes it for the name of a port. */
export function isPortName(name: string): boolean {
  return portName.test(name);
}

export function containerPortFaults(pod: PodTemplate): Fault[] {
  const { code } = apiContainerPortsKind;
  const hostNetwork = pod.spec.hostNetwork === true;
  return pod.containers.flatMap(({ fields, path }) => {
    const ports = objectsOf(fields.ports);
    const named = ports.flatMap(({ name }, index): Fault[] => {
      if (typeof name !== 'string' || isPortName(name)) return [];
      const message = `got ${quote(name)}; a port's name has at most 15 lower-case letters, digits and -, and a letter`;
      return [{ code, path: [...path, 'ports', index, 'name'], message }];
    });
    const same = repeated(ports, ({ name }) => name).map(({ index, before }) => ({
      code,
      path: [...path, 'ports', index, 'name'],
      message: `got ${quote(ports[index]?.name)} again; port ${before} has it`,
    }));
    const host = ports.flatMap(({ containerPort, hostPort }, index): Fault[] => {
      if (!hostNetwork || hostPort === undefined || hostPort === containerPort) return [];
      const message = `got ${quote(hostPort)}; with hostNetwork it must be the containerPort ${quote(containerPort)}`;
      return [{ code, path: [...path, 'ports', index, 'hostPort'], message }];
    });
    return [...named, ...same, ...host];
  });
}
