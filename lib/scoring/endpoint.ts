import { posix } from 'node:path';

const absolute = /^([A-Za-z][A-Za-z0-9+.-]*):\/\/([^/?#]*)([^?#]*)/;
/** An authority as Go accepts it: a name, an IPv4 or a bracketed IPv6 address, and digits for a port. */
const authority = /^(?:[^@/]*@)?(?:[A-Za-z0-9._~!$&'()*+,;=%-]+|\[[0-9A-Fa-f:.]+\])(?::\d*)?$/;

/** Scheme and authority of a URL, as `http://static-scorer:8000`; undefined for what the controller cannot parse. */
export function originOf(url: string): string | undefined {
  const [, scheme, host] = absolute.exec(url) ?? [];
  if (scheme === undefined || host === undefined || !isAuthority(host)) return undefined;
  return `${scheme.toLowerCase()}://${host}`;
}

/** The host of a URL without user, port or brackets. */
export function hostOf(url: string): string | undefined {
  return originOf(url)
    ?.replace(/^[^:]+:\/\/(?:[^@/]*@)?/, '')
    .replace(/:\d*$/, '')
    .replace(/^\[|\]$/g, '');
}

/**
 * Host and path as one URL, by the rules of Go's `url.JoinPath`: the path is cleaned, a lone host keeps no slash.
 * Undefined where the controller would find no URL with a scheme and a host.
 */
export function joinURL(host: string, path: string): string | undefined {
  const origin = originOf(host);
  if (origin === undefined) return undefined;
  const base = absolute.exec(host)?.[3] ?? '';
  if (base === '' && path === '') return origin;
  const joined = posix.join('/', base, path);
  const ends = path.endsWith('/') || (base === '/' && path === '');
  return `${origin}${encodePath(ends || joined === '/' ? joined : joined.replace(/\/$/, ''))}`;
}

function isAuthority(host: string): boolean {
  return authority.test(host) && !/[${}]/.test(host);
}

function encodePath(path: string): string {
  return encodeURI(path).replaceAll('%25', '%').replaceAll('?', '%3F').replaceAll('#', '%23');
}

/** `static-scorer`: resolves only inside the namespace of that Service, hence never from the controller's. */
export function isShortName(host: string): boolean {
  return !host.includes('.') && !host.includes(':');
}

/** Short names, `….svc` and `….svc.cluster.local`: what only pods of one cluster can resolve. */
export function isClusterLocal(host: string): boolean {
  const address = /^[0-9.]+$/.test(host) || host.includes(':');
  if (address) return false;
  return host === 'localhost' || isShortName(host) || /\.svc(\.cluster\.local)?\.?$/.test(host);
}

/** `name.namespace` of a Service's host name, whichever of its forms is used; undefined for other hosts. */
export function serviceOf(host: string): string | undefined {
  return /^([a-z0-9-]+\.[a-z0-9-]+)\.svc(?:\.cluster\.local)?\.?$/.exec(host)?.[1];
}
