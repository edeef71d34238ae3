import type { Edge } from '../../graph/edge';
import { isKind } from '../../kinds/group-kind';
import type { Cluster } from '../../model/fleet';
import type { Ref } from '../../model/ref';
import { findingKind } from '../../model/finding-kind';
import { isTyped, type ObjectOf } from '../engine/object-rule';
import { fieldOfEdge } from '../engine/fault';
import type { Rule } from '../engine/rule';

type Fact =
  | { readonly edge: Edge }
  | { readonly cluster: string; readonly nodePort: number }
  | { readonly routed: string; readonly ports: readonly number[] };

const finding = findingKind({
  code: 'address-dangling',
  why: 'When one cluster reaches another by NodePort or Route, the URL on one and the object on the other must agree; nothing else notices when they do not.',
  fix: 'Use the nodePort of the intended Service, or the host of the intended Route.',
  messages: {
    closed: 'got port {got} of cluster {clusters}, which no Service opens there; its NodePorts are {known}',
    closedOnAll:
      'got port {got} at the one address of clusters {clusters}, which no Service opens on any of them; their NodePorts are {known}',
    noRoute:
      'got {got}, which is not the host of a Route of cluster {cluster}; expose it there, or list the Route under external',
    routePort:
      'got port {got} of {host}, whose Route serves {ports}; http is 80, and https, with tls in the Route, 443',
  },
});

export const addressDangling: Rule<Fact> = {
  ...finding,
  ofAbsence: true,
  summary: "Every URL with a cluster's address leads to a NodePort or Route on that cluster.",
  turnOff: 'When something outside the fleet, such as a load balancer, answers at that address.',

  *collect(_, { objects, edges }) {
    for (const edge of edges) if (edge.via === 'address' && !edge.uninstantiated) yield { edge };
    for (const located of objects) {
      if (located.uninstantiated) continue;
      if (isTyped(located, 'route.openshift.io/v1/Route') && located.manifest.spec.host !== undefined)
        yield { routed: located.manifest.spec.host, ports: routerPorts(located.manifest) };
      if (!isTyped(located, 'v1/Service')) continue;
      for (const { nodePort } of located.manifest.spec?.ports ?? [])
        if (nodePort !== undefined) yield { cluster: located.ref.cluster, nodePort };
    }
  },

  *judge(facts, { input: { fleet, present } }) {
    const open = new Map<string, number[]>();
    const routes = new Map(facts.flatMap((fact) => ('routed' in fact ? [[fact.routed, fact.ports]] : [])));
    for (const fact of facts)
      if ('nodePort' in fact) {
        const ports = open.get(fact.cluster);
        if (ports) ports.push(fact.nodePort);
        else open.set(fact.cluster, [fact.nodePort]);
      }
    const byAddress = sharing(fleet.clusters);
    const byDomain = new Map(fleet.clusters.toReversed().map((cluster) => [cluster.appsDomain, cluster]));
    for (const fact of facts) {
      if (!('edge' in fact)) continue;
      const { name, port } = fact.edge.to;
      const domain = isScorer(fact.edge) && inDomain(name, byDomain);
      if (domain && !routes.has(name) && !isExternal(name, domain, present))
        yield finding.fault('noRoute', { got: name, cluster: domain.name }, fieldOfEdge(fact.edge));
      const ports = routes.get(name);
      if (ports && typeof port === 'number' && !ports.includes(port))
        yield finding.fault('routePort', { got: port, host: name, ports }, fieldOfEdge(fact.edge));
      const clusters = byAddress.get(name);
      // Other ports are those of the node itself, as the API server's.
      if (!clusters || typeof port !== 'number' || port < 30000 || port > 32767) continue;
      const there = clusters.flatMap((cluster) => open.get(cluster) ?? []);
      if (there.includes(port)) continue;
      const data = { got: port, clusters, known: [...there].sort((a, b) => a - b) };
      yield finding.fault(clusters.length === 1 ? 'closed' : 'closedOnAll', data, fieldOfEdge(fact.edge));
    }
  },
};

/** By its address the names of the clusters that have it: several where one machine passes on the ports of all. */
function sharing(clusters: readonly Cluster[]): ReadonlyMap<string, readonly string[]> {
  const byAddress = new Map<string, string[]>();
  for (const { name, address } of clusters) {
    if (address === undefined) continue;
    const others = byAddress.get(address);
    if (others) others.push(name);
    else byAddress.set(address, [name]);
  }
  return byAddress;
}

/** What others than scorers are asked for may be the platform's own, or made by an operator. */
function isScorer({ from }: Edge): boolean {
  return isKind('dynamic-scoring.open-cluster-management.io/DynamicScorer', from);
}

/** The cluster under whose domain of Routes a host is, unless it is in a namespace of OpenShift's own. */
function inDomain(host: string, byDomain: ReadonlyMap<string | undefined, Cluster>): Cluster | undefined {
  if (host.includes('-openshift-')) return undefined;
  const [, ...labels] = host.split('.');
  return labels.flatMap((_, at) => byDomain.get(labels.slice(at).join('.')) ?? [])[0];
}

/** A Route without a host of its own has one of its name and namespace. */
function isExternal(host: string, { name: cluster, appsDomain = '' }: Cluster, present: readonly Ref[]): boolean {
  return present.some(
    (ref) =>
      isKind('route.openshift.io/Route', ref) &&
      ref.cluster === cluster &&
      host === `${ref.name}-${ref.namespace ?? ''}.${appsDomain}`,
  );
}

/** Where the router listens for a Route. */
function routerPorts({ spec }: ObjectOf<'route.openshift.io/v1/Route'>): number[] {
  if (!spec.tls) return [80];
  return spec.tls.insecureEdgeTerminationPolicy === 'Allow' ? [80, 443] : [443];
}
