import type { FindingKind } from '../../../model/finding';
import type { Path } from '../../../model/origin';
import { isFields, oneOf, quote, type Fault, type Fields } from '../../problem';
import { at, present } from '../objects';
import { isPortName } from './api-container-ports';
import type { Container, PodTemplate } from './pod-template';

export const apiProbeKind: FindingKind = {
  code: 'api-probe',
  why: 'The API server takes a probe or hook only with exactly one complete handler, and liveness and startup only with one success.',
  fix: 'Leave one handler, name an existing kind of port or a command, and drop successThreshold.',
};

const probes = ['livenessProbe', 'readinessProbe', 'startupProbe'];
const handlers = ['exec', 'grpc', 'httpGet', 'tcpSocket'];
const hookHandlers = ['exec', 'httpGet', 'sleep', 'tcpSocket'];

export function probeFaults(pod: PodTemplate): Fault[] {
  return pod.containers.flatMap((container) => [
    ...probes.flatMap((name) => probeFault(container, name)),
    ...['postStart', 'preStop'].flatMap((name) => {
      const hook = at(container.fields, 'lifecycle', name);
      return isFields(hook) ? handlerFaults(hook, hookHandlers, [...container.path, 'lifecycle', name]) : [];
    }),
  ]);
}

function probeFault({ fields, path, init }: Container, name: string): Fault[] {
  const probe = fields[name];
  if (!isFields(probe)) return [];
  const { code } = apiProbeKind;
  const place = [...path, name];
  // An init container that keeps running is a sidecar, and may be probed.
  if (init && fields.restartPolicy !== 'Always')
    return [
      { code, path: place, message: 'got a probe; an init container has none unless its restartPolicy is Always' },
    ];
  const { successThreshold: successes } = probe;
  const once: Fault[] =
    name === 'readinessProbe' || successes === undefined || successes === 1 || successes === 0
      ? []
      : [{ code, path: [...place, 'successThreshold'], message: `got ${quote(successes)}; a ${name} takes only 1` }];
  return [...handlerFaults(probe, handlers, place), ...once];
}

function handlerFaults(fields: Fields, names: readonly string[], path: Path): Fault[] {
  const { code } = apiProbeKind;
  const found = present(fields, names);
  const [handler] = found;
  if (found.length !== 1 || handler === undefined) {
    const got = found.length === 0 ? 'no handler' : found.map(quote).join(' and ');
    return [{ code, path, message: `got ${got}; exactly one of ${oneOf(names)} is right` }];
  }
  const command = at(fields, handler, 'command');
  if (handler === 'exec' && (!Array.isArray(command) || command.length === 0))
    return [{ code, path: [...path, 'exec', 'command'], message: 'got nothing; name the program to run' }];
  const port = at(fields, handler, 'port');
  if (port === undefined || handler === 'grpc') return [];
  const right = typeof port === 'number' ? port >= 1 && port <= 65535 : typeof port === 'string' && isPortName(port);
  if (right) return [];
  return [
    {
      code,
      path: [...path, handler, 'port'],
      message: `got ${quote(port)}; must be a port from 1 to 65535 or a port's name`,
    },
  ];
}
