import { at, isObject, type Fields } from '../../../model/json';
import { show } from '../../../model/words';
import type { ObjectFault } from '../../object-fault';
import { findingKind } from '../../../model/finding-kind';
import type { Path } from '../../../model/origin';
import { present } from '../objects';
import { isPortName } from './api-container-ports';
import type { Container, PodTemplate } from './pod-template';

export const apiProbeKind = findingKind({
  code: 'api-probe',
  why: 'The API server takes a probe or hook only with exactly one complete handler, and liveness and startup only with one success.',
  fix: 'Leave one handler, name an existing kind of port or a command, and drop successThreshold.',
  messages: {
    initContainer: 'got a probe; an init container has none unless its restartPolicy is Always',
    successes: 'got {got:json}; a {name} takes only 1',
    notOne: 'got {got}; exactly one of {names:or} is right',
    noCommand: 'got nothing; name the program to run',
    port: "got {got:json}; must be a port from 1 to 65535 or a port's name",
  },
});

const probes = ['livenessProbe', 'readinessProbe', 'startupProbe'];
const handlers = ['exec', 'grpc', 'httpGet', 'tcpSocket'];
const hookHandlers = ['exec', 'httpGet', 'sleep', 'tcpSocket'];

export function probeFaults(pod: PodTemplate): ObjectFault[] {
  return pod.containers.flatMap((container) => [
    ...probes.flatMap((name) => probeFault(container, name)),
    ...['postStart', 'preStop'].flatMap((name) => {
      const hook = at(container.fields, 'lifecycle', name);
      return isObject(hook) ? handlerFaults(hook, hookHandlers, [...container.path, 'lifecycle', name]) : [];
    }),
  ]);
}

function probeFault({ fields, path, init }: Container, name: string): ObjectFault[] {
  const probe = fields[name];
  if (!isObject(probe)) return [];
  const place = [...path, name];
  // An init container that keeps running is a sidecar, and may be probed.
  if (init && fields.restartPolicy !== 'Always') return [apiProbeKind.fault('initContainer', {}, { path: place })];
  const { successThreshold: successes } = probe;
  const once: ObjectFault[] =
    name === 'readinessProbe' || successes === undefined || successes === 1 || successes === 0
      ? []
      : [apiProbeKind.fault('successes', { got: successes, name }, { path: [...place, 'successThreshold'] })];
  return [...handlerFaults(probe, handlers, place), ...once];
}

function handlerFaults(fields: Fields, names: readonly string[], path: Path): ObjectFault[] {
  const found = present(fields, names);
  const [handler] = found;
  if (found.length !== 1 || handler === undefined) {
    const got = found.length === 0 ? 'no handler' : found.map(show).join(' and ');
    return [apiProbeKind.fault('notOne', { got, names }, { path })];
  }
  const command = at(fields, handler, 'command');
  if (handler === 'exec' && (!Array.isArray(command) || command.length === 0))
    return [apiProbeKind.fault('noCommand', {}, { path: [...path, 'exec', 'command'] })];
  const port = at(fields, handler, 'port');
  if (port === undefined || handler === 'grpc') return [];
  const right = typeof port === 'number' ? port >= 1 && port <= 65535 : typeof port === 'string' && isPortName(port);
  if (right) return [];
  return [apiProbeKind.fault('port', { got: port }, { path: [...path, handler, 'port'] })];
}
