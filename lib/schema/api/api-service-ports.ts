import type { FindingKind } from '../../model/finding';
import type { Path } from '../../model/origin';
import { labelNameFaults } from '../name-invalid';
import { quote, type Fault } from '../problem';
import { at, objectsOf, repeated, type ApiCheck } from './objects';
import { isPortName } from './pods/api-container-ports';

export const apiServicePortsKind: FindingKind = {
  code: 'api-service-ports',
  why: "A Service's ports must fit its type, and be told apart by name where there are several.",
  fix: 'Name every port, set nodePort only on types that open one, and give the Service at least one port.',
};

const openNodePorts = new Set(['NodePort', 'LoadBalancer']);

export const servicePortFaults: ApiCheck = (manifest) => {
  const { code } = apiServicePortsKind;
  const fault = (path: Path, message: string): Fault => ({ code, path: ['spec', ...path], message });
  const given = at(manifest, 'spec', 'type');
  const type = typeof given === 'string' ? given : 'ClusterIP';
  const headless = at(manifest, 'spec', 'clusterIP') === 'None';
  const ports = objectsOf(at(manifest, 'spec', 'ports'));
  const faults: Fault[] = [];

  if (type === 'ExternalName') {
    if (typeof at(manifest, 'spec', 'externalName') !== 'string')
      faults.push(fault(['externalName'], 'got nothing; type ExternalName needs it'));
  } else if (ports.length === 0 && !headless)
    faults.push(fault(['ports'], 'got none; a Service needs a port unless it is headless'));
  if (headless && openNodePorts.has(type))
    faults.push(fault(['clusterIP'], `got "None"; a Service of type ${type} needs an address`));

  ports.forEach(({ name, nodePort, targetPort }, index) => {
    if (name === undefined || name === '') {
      if (ports.length > 1)
        faults.push(fault(['ports', index, 'name'], 'got nothing; with several ports each needs a name'));
    } else faults.push(...labelNameFaults(name, ['spec', 'ports', index, 'name']));
    if (nodePort !== undefined && nodePort !== 0 && !openNodePorts.has(type))
      faults.push(
        fault(['ports', index, 'nodePort'], `got ${quote(nodePort)}; only types NodePort and LoadBalancer have one`),
      );
    if (targetPort !== undefined && !isTarget(targetPort))
      faults.push(
        fault(
          ['ports', index, 'targetPort'],
          `got ${quote(targetPort)}; must be a port from 1 to 65535 or a port's name`,
        ),
      );
  });
  for (const { index, before } of repeated(ports, ({ name }) => name))
    faults.push(fault(['ports', index, 'name'], `got ${quote(ports[index]?.name)} again; port ${before} has it`));
  for (const { index, before } of repeated(ports, nodePortKey))
    faults.push(
      fault(['ports', index, 'nodePort'], `got ${quote(ports[index]?.nodePort)} again; port ${before} has it`),
    );
  return faults;
};

function nodePortKey({ nodePort, protocol = 'TCP' }: Readonly<Record<string, unknown>>): string | undefined {
  return typeof nodePort === 'number' && nodePort !== 0 ? `${nodePort}/${String(protocol)}` : undefined;
}

function isTarget(port: unknown): boolean {
  return typeof port === 'number' ? port >= 1 && port <= 65535 : isPortName(String(port));
}
