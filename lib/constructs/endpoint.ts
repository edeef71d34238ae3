import { groupKind } from '../kinds/group-kind';
import type { Cluster } from '../model/fleet';
import type { Ref } from '../model/ref';
import type { Exposure } from './exposure';

/**
 * A port of a Service and how it is exposed. The same value renders the objects and gives the URL, so the two cannot
 * disagree.
 */
export interface Endpoint {
  readonly cluster: Cluster;
  readonly namespace: string;
  /** Name of the Service; under Skupper 1 also the address, and Skupper itself makes the Service. */
  readonly service: string;
  /** @default http */
  readonly portName?: string;
  readonly port: number;
  /** The container's port. @default - the same */
  readonly targetPort?: number;
  readonly exposure: Exposure;
  /** Name of its Route or Ingress, where a Service has several. @default - the Service's */
  readonly name?: string;
}

/** Something outside the fleet, reached by the same URL from everywhere. */
export interface ExternalEndpoint {
  readonly url: string;
}

/** Clusters with a Skupper site in one network, each with the namespace of its site: there the addresses appear. */
export type SkupperSites = ReadonlyMap<string, string>;

/** The URL, without a path or a slash at its end; or why there is none and what would mend it. */
export type Reach = { readonly url: string } | { readonly fault: string };

/** The one URL by which pods on all of these clusters reach it: a score request goes to one URL from every cluster. */
export function reach(
  endpoint: Endpoint | ExternalEndpoint,
  viewers: readonly Cluster[],
  sites: SkupperSites = new Map<string, string>(),
): Reach {
  if ('url' in endpoint) return { url: endpoint.url.replace(/\/+$/, '') };
  const { cluster, exposure } = endpoint;
  if (exposure.type === 'skupper') return skupperReach(endpoint, exposure.port, viewers, sites);
  const others = viewers.filter(({ name }) => name !== cluster.name);
  return others.length === 0 ? { url: serviceUrl(endpoint) } : outsideReach(endpoint);
}

/** The URL by which what is outside its cluster, a person's browser too, reaches it. Nobody outside sees Skupper's. */
export function outsideReach(endpoint: Endpoint): Reach {
  const { cluster, exposure, service, namespace, port } = endpoint;
  switch (exposure.type) {
    case 'clusterIP':
      return fault(
        `Service ${namespace}/${service} is reached only inside ${cluster.name}; ` +
          'expose it by nodePort, skupper, route, loadBalancer or ingress',
      );
    case 'skupper':
      return fault(`Skupper address ${service} is reached only inside its sites; expose it by nodePort or route too`);
    case 'nodePort':
      return cluster.address === undefined
        ? fault(
            `cluster ${cluster.name} has no address for a NodePort; add address: IP to it, that of one of its nodes`,
          )
        : { url: http(cluster.address, exposure.nodePort) };
    case 'route': {
      const host = routeHost(endpoint);
      const scheme = exposure.tls === 'edge' ? 'https' : 'http';
      return host === undefined
        ? fault(`the Route has no host and cluster ${cluster.name} no appsDomain to make one; add either`)
        : { url: `${scheme}://${host}` };
    }
    case 'loadBalancer':
      return exposure.host === undefined
        ? fault('the address of a load balancer is known only once it exists; add host: NAME and point it there')
        : { url: http(exposure.host, port) };
    case 'ingress':
      return { url: `${exposure.tlsSecret === undefined ? 'http' : 'https'}://${exposure.host}` };
  }
}

/** The URL inside its own cluster, from any namespace. */
export function serviceUrl({ service, namespace, port }: Pick<Endpoint, 'service' | 'namespace' | 'port'>): string {
  return http(`${service}.${namespace}.svc`, port);
}

/** The host that its Route is rendered with: the one that OpenShift would make itself; `undefined` where it is unknown. */
export function routeHost({ cluster, exposure, namespace, service, name = service }: Endpoint): string | undefined {
  if (exposure.type !== 'route') return undefined;
  if (exposure.host !== undefined || cluster.appsDomain === undefined) return exposure.host;
  return `${name}-${namespace}.${cluster.appsDomain}`;
}

/** What a URL inside its own cluster points at. */
export function serviceRef({ cluster, namespace, service, port }: Endpoint): Ref {
  return { cluster: cluster.name, ...groupKind('/Service'), namespace, name: service, port };
}

function skupperReach(
  { service, namespace: own }: Endpoint,
  port: number,
  viewers: readonly Cluster[],
  sites: SkupperSites,
): Reach {
  if (viewers.length === 0) return { url: serviceUrl({ service, namespace: own, port }) };
  const namespaces = new Set<string>();
  for (const { name } of viewers) {
    const namespace = sites.get(name);
    if (namespace === undefined)
      return fault(`cluster ${name} has no Skupper site, so address ${service} does not exist there; link it`);
    namespaces.add(namespace);
  }
  const [namespace, ...others] = namespaces;
  if (namespace === undefined || others.length > 0)
    return fault(
      `address ${service} has another name on each cluster, for its sites are in namespaces ` +
        `${[...namespaces].join(', ')}; use one namespace`,
    );
  return { url: serviceUrl({ service, namespace, port }) };
}

function fault(text: string): Reach {
  return { fault: text };
}

function http(host: string, port: number): string {
  const literal = host.includes(':') ? `[${host}]` : host;
  return port === 80 ? `http://${literal}` : `http://${literal}:${port}`;
}
