import { isIPv4, isIPv6 } from 'node:net';
import type { FindingKind } from '../../model/finding';
import type { Path } from '../../model/origin';
import { isFields, quote, type Fault, type Fields } from '../problem';
import { at, objectsOf, present, type ApiCheck } from './objects';

export const apiNetworkPolicyKind: FindingKind = {
  code: 'api-network-policy',
  why: 'A peer of a network policy is either an address range or a choice of pods and namespaces; ranges must be real ones.',
  fix: 'Put the ipBlock into a peer of its own, and write ranges as 10.0.0.0/8.',
};

export const networkPolicyFaults: ApiCheck = (manifest) =>
  [
    ['ingress', 'from'],
    ['egress', 'to'],
  ].flatMap(([direction = '', list = '']) =>
    objectsOf(at(manifest, 'spec', direction)).flatMap((rule, index) => {
      const path = ['spec', direction, index];
      return [
        ...objectsOf(rule[list]).flatMap((peer, at) => peerFaults(peer, [...path, list, at])),
        ...objectsOf(rule.ports).flatMap((port, at) => portFaults(port, [...path, 'ports', at])),
      ];
    }),
  );

function peerFaults(peer: Fields, path: Path): Fault[] {
  const { code } = apiNetworkPolicyKind;
  const found = present(peer, ['ipBlock', 'namespaceSelector', 'podSelector']);
  if (found.length === 0)
    return [{ code, path, message: 'got nothing; a peer needs ipBlock, namespaceSelector or podSelector' }];
  const { ipBlock } = peer;
  if (!isFields(ipBlock)) return [];
  if (found.length > 1) return [{ code, path, message: `got ${found.map(quote).join(' and ')}; ipBlock stands alone` }];
  const ranges = [{ range: ipBlock.cidr, place: [...path, 'ipBlock', 'cidr'] }];
  const except = Array.isArray(ipBlock.except) ? (ipBlock.except as unknown[]) : [];
  ranges.push(...except.map((range, index) => ({ range, place: [...path, 'ipBlock', 'except', index] as string[] })));
  return ranges
    .filter(({ range }) => !isRange(String(range)))
    .map(({ range, place }) => ({
      code,
      path: place,
      message: `got ${quote(range)}; must be a range such as 10.0.0.0/8`,
    }));
}

function portFaults({ port, endPort }: Fields, path: Path): Fault[] {
  const { code } = apiNetworkPolicyKind;
  if (typeof port === 'number' && (port < 1 || port > 65535))
    return [{ code, path: [...path, 'port'], message: `got ${port}; must lie in 1-65535` }];
  if (typeof endPort !== 'number') return [];
  if (typeof port === 'number' && endPort >= port && endPort <= 65535) return [];
  return [
    { code, path: [...path, 'endPort'], message: `got ${endPort}; must lie between the port's number and 65535` },
  ];
}

function isRange(text: string): boolean {
  const [address = '', bits = '', ...more] = text.split('/');
  const most = isIPv4(address) ? 32 : isIPv6(address) ? 128 : -1;
  return more.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= most;
}
