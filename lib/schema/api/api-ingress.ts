import { at, isObject, objectsOf } from '../../model/json';
import type { ObjectFault } from '../object-fault';
import { dnsSubdomainForm } from '../../model/dns-name';
import { findingKind } from '../../model/finding-kind';
import type { Path } from '../../model/origin';
import { present, type ApiCheck } from './objects';

export const apiIngressKind = findingKind({
  code: 'api-ingress',
  why: 'The API server rejects an Ingress without a target, with a relative path, or with a backend that is not exactly one thing.',
  fix: 'Start paths with /, and name one Service with one port.',
  messages: {
    noTarget: 'got neither rules nor defaultBackend; one of them is needed',
    host: 'got {got:json}; must be a DNS name, its first label may be *',
    path: 'got {got:json}; must start with / and have no // or ..',
    backend: 'got {got}; exactly one of "service" or "resource" is right',
    port: 'got {got:json}; exactly one of "name" or "number" is right',
  },
});

export const ingressFaults: ApiCheck = (manifest) => {
  const rules = objectsOf(at(manifest, 'spec', 'rules'));
  const fallback = at(manifest, 'spec', 'defaultBackend');
  const faults: ObjectFault[] = [];
  if (rules.length === 0 && !isObject(fallback)) faults.push(apiIngressKind.fault('noTarget', {}, { path: ['spec'] }));
  if (isObject(fallback)) faults.push(...backendFaults(fallback, ['spec', 'defaultBackend']));
  rules.forEach((rule, index) => {
    const place = ['spec', 'rules', index];
    const { host } = rule;
    if (typeof host === 'string' && host !== '' && !isHost(host))
      faults.push(apiIngressKind.fault('host', { got: host }, { path: [...place, 'host'] }));
    objectsOf(at(rule, 'http', 'paths')).forEach((path, at) => {
      const where = [...place, 'http', 'paths', at];
      const exact = path.pathType === 'Exact' || path.pathType === 'Prefix';
      if (exact ? !isAbsolute(path.path) : path.path !== undefined && path.path !== '' && !isAbsolute(path.path))
        faults.push(apiIngressKind.fault('path', { got: path.path }, { path: [...where, 'path'] }));
      faults.push(...backendFaults(path.backend, [...where, 'backend']));
    });
  });
  objectsOf(at(manifest, 'spec', 'tls')).forEach(({ hosts }, index) => {
    for (const [place, host] of (Array.isArray(hosts) ? hosts : []).entries())
      if (typeof host === 'string' && !isHost(host))
        faults.push(apiIngressKind.fault('host', { got: host }, { path: ['spec', 'tls', index, 'hosts', place] }));
  });
  return faults;
};

function isHost(text: string): boolean {
  return dnsSubdomainForm.test(text.replace(/^\*\./, ''));
}

function isAbsolute(path: unknown): boolean {
  return typeof path === 'string' && path.startsWith('/') && !path.includes('//') && !/\/\.{1,2}(\/|$)/.test(path);
}

function backendFaults(backend: unknown, path: Path): ObjectFault[] {
  const found = isObject(backend) ? present(backend, ['service', 'resource']) : [];
  if (found.length !== 1)
    return [apiIngressKind.fault('backend', { got: found.length === 0 ? 'neither' : 'both' }, { path })];
  if (found[0] === 'resource') return [];
  const port = at(backend, 'service', 'port');
  const named = isObject(port) ? present(port, ['name', 'number']) : [];
  if (named.length === 1) return [];
  return [apiIngressKind.fault('port', { got: port }, { path: [...path, 'service', 'port'] })];
}
