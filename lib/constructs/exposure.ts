import { z } from 'zod';
import { reject } from '../environment/rejection';
import type { Fault } from '../model/finding';
import { findingKind, type FindingKind } from '../model/finding-kind';
import { hostName } from '../environment/values/host-syntax';
import { dnsSubdomain } from '../environment/values/name-syntax';
import { nodePort } from '../environment/values/nodeport-range';
import { port } from '../environment/values/port-range';
import type { Cluster } from '../model/fleet';
import { platformOf } from '../platforms/catalogue';

export const exposureChoice = findingKind({
  code: 'exposure-choice',
  why: 'A Service is opened to the outside in exactly one way, and each way has its own settings.',
  fix: 'Keep one of the ways that the message names, and beside it only what belongs to it.',
  messages: {
    notOne: 'got {got}; choose one of {expected}',
    beside: 'got {got:json} beside {way}; it goes with {right}',
    noHost: 'got no host; add host: NAME beside it',
  },
});

/** How a Service is reached from outside its cluster. */
export type Exposure =
  /** Not at all. */
  | { readonly type: 'clusterIP' }
  /** A fixed port on every node. */
  | { readonly type: 'nodePort'; readonly nodePort: number }
  /** Skupper 1: the port appears as a Service on every linked cluster. */
  | { readonly type: 'skupper'; readonly port: number }
  /** An OpenShift Route; without `host` it gets one under the cluster's apps domain. */
  | { readonly type: 'route'; readonly tls: 'edge' | 'none'; readonly host?: string }
  /** A cloud's load balancer; its URL is known beforehand only by a `host` that somebody points at it. */
  | { readonly type: 'loadBalancer'; readonly scheme: 'internal' | 'internet-facing'; readonly host?: string }
  /** An Ingress of that class, else of the platform's; `https` where a Secret with a certificate is named. */
  | { readonly type: 'ingress'; readonly className?: string; readonly host: string; readonly tlsSecret?: string };

/** Reached inside its cluster only: what a Service is that nobody exposes. */
export const clusterIP: Exposure = { type: 'clusterIP' };

const fields = z.strictObject({
  nodePort: nodePort.optional().meta({ description: 'A fixed port on every node, 30000 to 32767.', examples: [30007] }),
  skupper: port
    .optional()
    .meta({ description: 'Skupper 1: the port under which every linked cluster has the Service.' }),
  route: z.enum(['edge', 'http']).optional().meta({ description: 'An OpenShift Route: edge ends TLS at the router.' }),
  loadBalancer: z
    .enum(['internal', 'internet-facing'])
    .optional()
    .meta({ description: "A cloud's load balancer, and who reaches it." }),
  /** The IngressClass. */
  ingress: z
    .union([z.literal(true), dnsSubdomain], { error: "write the name of an IngressClass, or true for the platform's" })
    .optional()
    .meta({ description: "An Ingress of this IngressClass; true: of the platform's.", examples: ['nginx', true] }),
  /** Of a Route, a load balancer or an Ingress. */
  host: hostName.optional().meta({ description: 'The host of a Route, a load balancer or an Ingress.' }),
  /** Of an Ingress. */
  tlsSecret: dnsSubdomain.optional().meta({ description: 'The Secret with the certificate of an Ingress.' }),
});

type Fields = z.output<typeof fields>;

const ways = ['nodePort', 'skupper', 'route', 'loadBalancer', 'ingress'] as const;

/** Which of the other fields each way takes. */
const companions: Readonly<Record<(typeof ways)[number], readonly (keyof Fields)[]>> = {
  nodePort: [],
  skupper: [],
  route: ['host'],
  loadBalancer: ['host'],
  ingress: ['host', 'tlsSecret'],
};

/** `expose:` in an environment: exactly one way, as `{ nodePort: 30007 }` or `{ route: edge, host: a.example.com }`. */
export const exposureSchema = fields.superRefine((settings, context) => {
  const given = ways.filter((way) => settings[way] !== undefined);
  const [way] = given;
  if (way === undefined || given.length > 1) {
    const got = given.join(' and ') || 'nothing';
    reject(context, () => exposureChoice.fault('notOne', { got, expected: ways.join(', ') }));
    return;
  }
  for (const field of ['host', 'tlsSecret'] as const) {
    if (settings[field] === undefined || companions[way].includes(field)) continue;
    const right = ways.filter((each) => companions[each].includes(field)).join(', ');
    reject(context, (got) => exposureChoice.fault('beside', { got, way, right }), [field]);
  }
  if (way === 'ingress' && settings.host === undefined)
    reject(context, () => exposureChoice.fault('noHost', {}), ['ingress']);
});

/** `expose:` as parsed; `toExposure` says what it means. */
export type ExposureSettings = z.infer<typeof exposureSchema>;

/** Why an exposure does nothing on a platform: the messages of every kind that `exposureFault` raises. */
export const exposureMessages = {
  route: 'got route on {name}, which is {platform}; only OpenShift has Routes: use nodePort, ingress or skupper',
  loadBalancer: 'got loadBalancer on {name}, which is {platform} and gives it no address; use nodePort or skupper',
  ingress:
    'got ingress true on {name}, and {platform} has no IngressClass of its own; write the name of one, or ingressClass at the platform',
} as const;

export const exposureUnfit = findingKind({
  code: 'exposure-unfit',
  why: 'Not every platform has every way out of a cluster: such a Service would wait for its address forever.',
  fix: 'Choose a way that the platform of the cluster has.',
  messages: exposureMessages,
});

/** The fault of an exposure that does nothing on that cluster; `undefined` where it works. */
export function exposureFault(
  kind: FindingKind<typeof exposureMessages>,
  exposure: Exposure,
  cluster: Cluster,
): Fault | undefined {
  const { type } = exposure;
  const { name: platform, routes, loadBalancer, ingressClass } = platformOf(cluster);
  const { name } = cluster;
  if (type === 'route' && !routes) return kind.fault('route', { name, platform });
  if (type === 'loadBalancer' && !loadBalancer) return kind.fault('loadBalancer', { name, platform });
  if (type === 'ingress' && (exposure.className ?? ingressClass) === undefined)
    return kind.fault('ingress', { name, platform });
  return undefined;
}

/** What the settings of an environment mean; a Service without any is reached only inside its cluster. */
export function toExposure(settings: ExposureSettings): Exposure {
  const host = settings.host !== undefined && { host: settings.host };
  const { nodePort, skupper, route, loadBalancer, ingress, tlsSecret } = settings;
  if (nodePort !== undefined) return { type: 'nodePort', nodePort };
  if (skupper !== undefined) return { type: 'skupper', port: skupper };
  if (route !== undefined) return { type: 'route', tls: route === 'edge' ? 'edge' : 'none', ...host };
  if (loadBalancer !== undefined) return { type: 'loadBalancer', scheme: loadBalancer, ...host };
  if (ingress === undefined || !host) return clusterIP;
  const className = ingress !== true && { className: ingress };
  return { type: 'ingress', ...className, ...host, ...(tlsSecret !== undefined && { tlsSecret }) };
}
