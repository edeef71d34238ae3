import { isIPv4, isIPv6 } from 'node:net';
import { at, isObject, objectsOf, type Fields } from '../../model/json';
import { show } from '../../model/words';
import type { ObjectFault } from '../object-fault';
import { findingKind } from '../../model/finding-kind';
import type { Path } from '../../model/origin';
import { present, type ApiCheck } from './objects';

export const apiNetworkPolicyKind = findingKind({
  code: 'api-network-policy',
  why: 'A peer of a network policy is either an address range or a choice of pods and namespaces; ranges must be real ones.',
  fix: 'Put the ipBlock into a peer of its own, and write ranges as 10.0.0.0/8.',
  messages: {
    emptyPeer: 'got nothing; a peer needs ipBlock, namespaceSelector or podSelector',
    mixedPeer: 'got {got}; ipBlock stands alone',
    range: 'got {got:json}; must be a range such as 10.0.0.0/8',
    port: 'got {got}; must lie in 1-65535',
    endPort: "got {got}; must lie between the port's number and 65535",
  },
});

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

function peerFaults(peer: Fields, path: Path): ObjectFault[] {
  const found = present(peer, ['ipBlock', 'namespaceSelector', 'podSelector']);
  if (found.length === 0) return [apiNetworkPolicyKind.fault('emptyPeer', {}, { path })];
  const { ipBlock } = peer;
  if (!isObject(ipBlock)) return [];
  if (found.length > 1)
    return [apiNetworkPolicyKind.fault('mixedPeer', { got: found.map(show).join(' and ') }, { path })];
  const ranges = [{ range: ipBlock.cidr, place: [...path, 'ipBlock', 'cidr'] }];
  const except = Array.isArray(ipBlock.except) ? (ipBlock.except as unknown[]) : [];
  ranges.push(...except.map((range, index) => ({ range, place: [...path, 'ipBlock', 'except', index] as string[] })));
  return ranges
    .filter(({ range }) => !isRange(String(range)))
    .map(({ range, place }) => apiNetworkPolicyKind.fault('range', { got: range }, { path: place }));
}

function portFaults({ port, endPort }: Fields, path: Path): ObjectFault[] {
  if (typeof port === 'number' && (port < 1 || port > 65535))
    return [apiNetworkPolicyKind.fault('port', { got: port }, { path: [...path, 'port'] })];
  if (typeof endPort !== 'number') return [];
  if (typeof port === 'number' && endPort >= port && endPort <= 65535) return [];
  return [apiNetworkPolicyKind.fault('endPort', { got: endPort }, { path: [...path, 'endPort'] })];
}

function isRange(text: string): boolean {
  const [address = '', bits = '', ...more] = text.split('/');
  const most = isIPv4(address) ? 32 : isIPv6(address) ? 128 : -1;
  return more.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= most;
}
