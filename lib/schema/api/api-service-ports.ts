import { at, objectsOf } from '../../model/json';
import type { ObjectFault } from '../object-fault';
import { findingKind } from '../../model/finding-kind';
import type { Path } from '../../model/origin';
import { labelNameFaults } from '../name-invalid';
import { repeated, type ApiCheck } from './objects';
import { isPortName } from './pods/api-container-ports';

export const apiServicePortsKind = findingKind({
  code: 'api-service-ports',
  why: "A Service's ports must fit its type, and several ports must differ by name.",
  fix: 'Name every port, set nodePort only on types that open one, and give the Service at least one port.',
  messages: {
    nameMissing: 'got nothing; type ExternalName needs it',
    noPort: 'got none; a Service needs a port unless it is headless',
    headless: 'got "None"; a Service of type {type} needs an address',
    unnamed: 'got nothing; with several ports each needs a name',
    otherType: 'got {got:json}; only types NodePort and LoadBalancer have one',
    onlyLocal: 'got {got:json}; only type LoadBalancer with externalTrafficPolicy: Local has one',
    policy: 'got {got:json}; only types NodePort and LoadBalancer, and others with externalIPs, have one',
    target: "got {got:json}; must be a port from 1 to 65535 or a port's name",
    twice: 'got {got:json} again; port {before} has it',
  },
});

const openNodePorts = new Set(['NodePort', 'LoadBalancer']);

export const servicePortFaults: ApiCheck = (manifest) => {
  const kind = apiServicePortsKind;
  const inSpec = (...path: Path) => ({ path: ['spec', ...path] });
  const given = at(manifest, 'spec', 'type');
  const type = typeof given === 'string' ? given : 'ClusterIP';
  const headless = at(manifest, 'spec', 'clusterIP') === 'None';
  const ports = objectsOf(at(manifest, 'spec', 'ports'));
  const faults: ObjectFault[] = [];

  if (type === 'ExternalName') {
    if (typeof at(manifest, 'spec', 'externalName') !== 'string')
      faults.push(kind.fault('nameMissing', {}, inSpec('externalName')));
  } else if (ports.length === 0 && !headless) faults.push(kind.fault('noPort', {}, inSpec('ports')));
  if (headless && openNodePorts.has(type)) faults.push(kind.fault('headless', { type }, inSpec('clusterIP')));

  const policy = at(manifest, 'spec', 'externalTrafficPolicy');
  const checked = at(manifest, 'spec', 'healthCheckNodePort');
  if (typeof policy === 'string' && policy !== '' && !openNodePorts.has(type) && !at(manifest, 'spec', 'externalIPs'))
    faults.push(kind.fault('policy', { got: policy }, inSpec('externalTrafficPolicy')));
  if (checked !== undefined && checked !== 0 && (type !== 'LoadBalancer' || policy !== 'Local'))
    faults.push(kind.fault('onlyLocal', { got: checked }, inSpec('healthCheckNodePort')));

  ports.forEach(({ name, nodePort, targetPort }, index) => {
    if (name === undefined || name === '') {
      if (ports.length > 1) faults.push(kind.fault('unnamed', {}, inSpec('ports', index, 'name')));
    } else faults.push(...labelNameFaults(name, ['spec', 'ports', index, 'name']));
    if (nodePort !== undefined && nodePort !== 0 && !openNodePorts.has(type))
      faults.push(kind.fault('otherType', { got: nodePort }, inSpec('ports', index, 'nodePort')));
    if (targetPort !== undefined && !isTarget(targetPort))
      faults.push(kind.fault('target', { got: targetPort }, inSpec('ports', index, 'targetPort')));
  });
  for (const { index, before } of repeated(ports, ({ name }) => name))
    faults.push(kind.fault('twice', { got: ports[index]?.name, before }, inSpec('ports', index, 'name')));
  for (const { index, before } of repeated(ports, nodePortKey))
    faults.push(kind.fault('twice', { got: ports[index]?.nodePort, before }, inSpec('ports', index, 'nodePort')));
  return faults;
};

function nodePortKey({ nodePort, protocol = 'TCP' }: Readonly<Record<string, unknown>>): string | undefined {
  return typeof nodePort === 'number' && nodePort !== 0 ? `${nodePort}/${String(protocol)}` : undefined;
}

function isTarget(port: unknown): boolean {
  return typeof port === 'number' ? port >= 1 && port <= 65535 : isPortName(String(port));
}
