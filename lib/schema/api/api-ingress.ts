import type { FindingKind } from '../../model/finding';
import type { Path } from '../../model/origin';
import { isFields, quote, type Fault } from '../problem';
import { at, objectsOf, present, type ApiCheck } from './objects';

export const apiIngressKind: FindingKind = {
  code: 'api-ingress',
  why: 'The API server refuses an Ingress without a target, with a relative path, or with a backend that is not exactly one thing.',
  fix: 'Start paths with /, and name one Service with one port.',
};

const hostName = /^(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

export const ingressFaults: ApiCheck = (manifest) => {
  const { code } = apiIngressKind;
  const rules = objectsOf(at(manifest, 'spec', 'rules'));
  const fallback = at(manifest, 'spec', 'defaultBackend');
  const faults: Fault[] = [];
  if (rules.length === 0 && !isFields(fallback))
    faults.push({ code, path: ['spec'], message: 'got neither rules nor defaultBackend; one of them is needed' });
  if (isFields(fallback)) faults.push(...backendFaults(fallback, ['spec', 'defaultBackend']));
  rules.forEach((rule, index) => {
    const place = ['spec', 'rules', index];
    const { host } = rule;
    if (typeof host === 'string' && host !== '' && !hostName.test(host))
      faults.push({
        code,
        path: [...place, 'host'],
        message: `got ${quote(host)}; must be a DNS name, its first label may be *`,
      });
    objectsOf(at(rule, 'http', 'paths')).forEach((path, at) => {
      const where = [...place, 'http', 'paths', at];
      const exact = path.pathType === 'Exact' || path.pathType === 'Prefix';
      if (exact ? !isAbsolute(path.path) : path.path !== undefined && path.path !== '' && !isAbsolute(path.path))
        faults.push({
          code,
          path: [...where, 'path'],
          message: `got ${quote(path.path)}; must start with / and have no // or ..`,
        });
      faults.push(...backendFaults(path.backend, [...where, 'backend']));
    });
  });
  return faults;
};

function isAbsolute(path: unknown): boolean {
  return typeof path === 'string' && path.startsWith('/') && !path.includes('//') && !/\/\.{1,2}(\/|$)/.test(path);
}

function backendFaults(backend: unknown, path: Path): Fault[] {
  const { code } = apiIngressKind;
  const found = isFields(backend) ? present(backend, ['service', 'resource']) : [];
  if (found.length !== 1)
    return [
      {
        code,
        path,
        message: `got ${found.length === 0 ? 'neither' : 'both'}; exactly one of "service" or "resource" is right`,
      },
    ];
  if (found[0] === 'resource') return [];
  const port = at(backend, 'service', 'port');
  const named = isFields(port) ? present(port, ['name', 'number']) : [];
  if (named.length === 1) return [];
  return [
    {
      code,
      path: [...path, 'service', 'port'],
      message: `got ${quote(port)}; exactly one of "name" or "number" is right`,
    },
  ];
}
