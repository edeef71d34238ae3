import type { FindingKind } from '../../../model/finding';
import { quote, type Fault, type Fields } from '../../problem';
import { at, fieldsOf } from '../objects';
import { parseQuantity } from '../../../model/quantity';
import type { Container, PodTemplate } from './pod-template';

export const apiResourcesKind: FindingKind = {
  code: 'api-resources',
  why: 'The API server refuses requests above the limits, negative amounts, and amounts of extended resources that differ.',
  fix: 'Lower the request or raise the limit; give an extended resource the same amount in both.',
};

const standard = new Set(['cpu', 'memory', 'ephemeral-storage']);

export function resourceFaults(pod: PodTemplate): Fault[] {
  return pod.containers.flatMap(containerFaults);
}

function containerFaults({ fields, path }: Container): Fault[] {
  const { code } = apiResourcesKind;
  const requests = fieldsOf(at(fields, 'resources', 'requests'));
  const limits = fieldsOf(at(fields, 'resources', 'limits'));
  const negative = Object.entries({ requests, limits }).flatMap(([list, amounts]) =>
    Object.entries(amounts).flatMap(([name, amount]): Fault[] =>
      !String(amount).startsWith('-')
        ? []
        : [{ code, path: [...path, 'resources', list, name], message: `got ${quote(amount)}; must not be negative` }],
    ),
  );
  const unknown = [...Object.keys(requests), ...Object.keys(limits)].filter((name) => !isResource(name));
  const names = [...new Set(unknown)].map((name) => ({
    code,
    path: [...path, 'resources', name in requests ? 'requests' : 'limits', name],
    message: `got ${quote(name)}; must be cpu, memory, ephemeral-storage, hugepages-<size> or a name with a domain`,
  }));
  const compared = Object.entries(requests).flatMap(([name, request]) => {
    const fault = comparison(name, request, limits);
    return fault === undefined ? [] : [{ code, path: [...path, 'resources', 'requests', name], message: fault }];
  });
  const alone = Object.keys(limits).length === 0 ? Object.keys(requests).filter(isExtended) : [];
  const missing = alone.map((name) => ({
    code,
    path: [...path, 'resources', 'limits'],
    message: `got nothing for ${quote(name)}; an extended resource needs a limit equal to its request`,
  }));
  return [...negative, ...names, ...compared, ...missing];
}

function comparison(name: string, request: unknown, limits: Fields): string | undefined {
  const limit = limits[name];
  if (limit === undefined || request === limit) return undefined;
  const [asked, most] = [parseQuantity(request), parseQuantity(limit)];
  if (asked === undefined || most === undefined) return undefined;
  if (asked > most) return `got ${quote(request)}; must not be more than the limit ${quote(limit)}`;
  if (asked !== most && isExtended(name)) return `got ${quote(request)}; must equal the limit ${quote(limit)}`;
  return undefined;
}

function isExtended(name: string): boolean {
  return name.startsWith('hugepages-') || (!standard.has(name) && name.includes('/'));
}

function isResource(name: string): boolean {
  return standard.has(name) || isExtended(name);
}
