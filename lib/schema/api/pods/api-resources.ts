import type { Path } from '../../../model/origin';
import { at, fieldsOf, type Fields } from '../../../model/json';
import type { ObjectFault } from '../../object-fault';
import { findingKind } from '../../../model/finding-kind';
import { billionths } from '../../../model/quantity';
import type { Container, PodTemplate } from './pod-template';

export const apiResourcesKind = findingKind({
  code: 'api-resources',
  why: 'The API server rejects requests above the limits, negative amounts, and amounts of extended resources that differ.',
  fix: 'Lower the request or raise the limit; give an extended resource the same amount in both.',
  messages: {
    aboveLimit: 'got {got:json}; must not be more than the limit {limit:json}',
    notLimit: 'got {got:json}; must equal the limit {limit:json}',
    negative: 'got {got:json}; must not be negative',
    resource: 'got {got:json}; must be cpu, memory, ephemeral-storage, hugepages-<size> or a name with a domain',
    noLimit: 'got nothing for {name:json}; an extended resource needs a limit equal to its request',
  },
});

const standard = new Set(['cpu', 'memory', 'ephemeral-storage']);

export function resourceFaults(pod: PodTemplate): ObjectFault[] {
  return pod.containers.flatMap(containerFaults);
}

function containerFaults({ fields, path }: Container): ObjectFault[] {
  const requests = fieldsOf(at(fields, 'resources', 'requests'));
  const limits = fieldsOf(at(fields, 'resources', 'limits'));
  const negative = Object.entries({ requests, limits }).flatMap(([list, amounts]) =>
    Object.entries(amounts).flatMap(([name, amount]): ObjectFault[] =>
      !String(amount).startsWith('-')
        ? []
        : [apiResourcesKind.fault('negative', { got: amount }, { path: [...path, 'resources', list, name] })],
    ),
  );
  const unknown = [...Object.keys(requests), ...Object.keys(limits)].filter((name) => !isResource(name));
  const names = [...new Set(unknown)].map((name) =>
    apiResourcesKind.fault(
      'resource',
      { got: name },
      { path: [...path, 'resources', name in requests ? 'requests' : 'limits', name] },
    ),
  );
  const compared = Object.entries(requests).flatMap(([name, request]) => {
    return comparison(name, request, limits, [...path, 'resources', 'requests', name]);
  });
  const alone = Object.keys(limits).length === 0 ? Object.keys(requests).filter(isExtended) : [];
  const missing = alone.map((name) =>
    apiResourcesKind.fault('noLimit', { name }, { path: [...path, 'resources', 'limits'] }),
  );
  return [...negative, ...names, ...compared, ...missing];
}

function comparison(name: string, request: unknown, limits: Fields, path: Path): ObjectFault[] {
  const limit = limits[name];
  if (limit === undefined || request === limit) return [];
  const [asked, most] = [billionths(request), billionths(limit)];
  if (asked === undefined || most === undefined) return [];
  if (asked > most) return [apiResourcesKind.fault('aboveLimit', { got: request, limit }, { path })];
  if (asked !== most && isExtended(name))
    return [apiResourcesKind.fault('notLimit', { got: request, limit }, { path })];
  return [];
}

function isExtended(name: string): boolean {
  return name.startsWith('hugepages-') || (!standard.has(name) && name.includes('/'));
}

function isResource(name: string): boolean {
  return standard.has(name) || isExtended(name);
}
