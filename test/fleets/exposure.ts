import * as fc from 'fast-check';
import type { External, Site } from './site';

/** A way out of its cluster, and what must be there for it. */
export interface Way {
  readonly expose: Readonly<Record<string, unknown>>;
  readonly external: readonly External[];
}

/** What is to be reached from outside. */
interface Exposed {
  /** The clusters that it runs on. */
  readonly on: readonly Site[];
  readonly namespace: string;
  readonly nodePort: number;
  readonly host: string;
  /** Whether its URL must be known beforehand. */
  readonly told: boolean;
  /** A port of the Skupper network. */
  readonly skupper?: number;
}

/** Every way out that all of its clusters have. */
export function anyWay({ on, namespace, nodePort, host, told, skupper }: Exposed): fc.Arbitrary<Way> {
  const every = (has: (site: Site) => boolean) => on.every(has);
  const plain = (...exposes: Way['expose'][]) => exposes.map((expose): Way => ({ expose, external: [] }));
  const needs = (kind: string, name: string): External[] =>
    on.map((site) => ({ on: site.name, kind, name, why: 'comes with the cluster' }));
  const ingressClass = needs('IngressClass', 'nginx');
  const ways = [
    ...(!told || every(({ address }) => address !== undefined) ? plain({ nodePort }) : []),
    ...(skupper === undefined ? [] : plain({ skupper })),
    { expose: { ingress: 'nginx', host }, external: ingressClass },
    {
      expose: { ingress: 'nginx', host, tlsSecret: 'web-tls' },
      external: [...ingressClass, ...needs('Secret', `${namespace}/web-tls`)],
    },
    ...(every(({ platform }) => platform === 'openshift')
      ? [
          ...plain({ route: 'edge', host }, { route: 'http', host }),
          ...(!told || every(({ appsDomain }) => appsDomain !== undefined) ? plain({ route: 'edge' }) : []),
        ]
      : []),
    ...(every(({ platform }) => platform !== 'kind')
      ? [
          ...plain({ loadBalancer: 'internal', host }, { loadBalancer: 'internet-facing', host }),
          ...(told ? [] : plain({ loadBalancer: 'internal' })),
        ]
      : []),
  ];
  return fc.constantFrom(...ways);
}
