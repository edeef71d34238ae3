import type { Edge } from '../../graph/edge';
import { find, isObject, parsePattern } from '../../graph/field-pattern';
import { kindKey } from '../../graph/located';
import type { Cluster } from '../../model/fleet';
import type { Manifest } from '../../model/manifest';
import type { Ref } from '../../model/ref';
import { faultOfEdge, list } from '../engine/fault';
import type { Rule } from '../engine/rule';

type Fact =
  | { readonly edge: Edge }
  | { readonly cluster: string; readonly nodePort: number }
  | { readonly routed: string; readonly ports: readonly number[] };

const nodePorts = parsePattern('spec.ports[*].nodePort');
const routeHost = parsePattern('spec.host');
const routeTls = parsePattern('spec.tls');

/** Every URL with a cluster's own address leads to a NodePort or a Route that the cluster has. */
export const addressDangling: Rule<Fact> = {
  code: 'address-dangling',
  severity: 'error',
  ofAbsence: true,
  why: 'Where clusters reach one another by NodePort or Route, the URL on one and the object on the other must agree; nothing else notices when they do not.',
  fix: 'Use the nodePort of the Service, or the host of the Route, that is meant on the cluster.',

  *collect(_, { objects, edges }) {
    for (const edge of edges) if (edge.via === 'address' && !edge.uninstantiated) yield { edge };
    for (const { manifest, ref, uninstantiated } of objects) {
      if (uninstantiated) continue;
      if (kindKey(manifest) === 'route.openshift.io/Route')
        for (const { value } of find(routeHost, manifest, []))
          yield { routed: String(value), ports: routerPorts(manifest) };
      if (kindKey(manifest) !== '/Service') continue;
      for (const { value } of find(nodePorts, manifest, []))
        if (typeof value === 'number') yield { cluster: ref.cluster, nodePort: value };
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
        yield faultOfEdge(
          fact.edge,
          `got ${name}, which is the host of no Route of cluster ${domain.name}; expose it there, or list the Route under external`,
        );
      const ports = routes.get(name);
      if (ports && typeof port === 'number' && !ports.includes(port))
        yield faultOfEdge(
          fact.edge,
          `got port ${port} of ${name}, whose Route serves ${list(ports)}; http is 80, and https, with tls in the Route, 443`,
        );
      const clusters = byAddress.get(name);
      // Other ports are those of the node itself, as the API server's.
      if (!clusters || typeof port !== 'number' || port < 30000 || port > 32767) continue;
      const there = clusters.flatMap((cluster) => open.get(cluster) ?? []);
      if (there.includes(port)) continue;
      const known = list([...there].sort((a, b) => a - b));
      const message =
        clusters.length === 1
          ? `got port ${port} of cluster ${list(clusters)}, which no Service opens there; its NodePorts are ${known}`
          : `got port ${port} at the one address of clusters ${list(clusters)}, which no Service opens on any of them; their NodePorts are ${known}`;
      yield faultOfEdge(fact.edge, message);
    }
  },

  bad: {
    units: {
      'worker01/demo': [service(30007)],
      'hub01/demo': [
        scorer('http://172.18.0.3:30008/config'),
        scorer('https://wb-demo.apps.w2.example/config'),
        scorer('https://web-demo.apps.w2.example/config'),
      ],
      'worker02/demo': [route('web-demo.apps.w2.example')],
    },
    findings: [
      'DynamicScorer open-cluster-management/sample spec.configURL: got port 30008 of cluster worker01, which no Service opens there; its NodePorts are 30007',
      'DynamicScorer open-cluster-management/sample spec.configURL: got wb-demo.apps.w2.example, which is the host of no Route of cluster worker02; expose it there, or list the Route under external',
      'DynamicScorer open-cluster-management/sample spec.configURL: got port 443 of web-demo.apps.w2.example, whose Route serves 80; http is 80, and https, with tls in the Route, 443',
    ],
  },
  good: {
    'worker01/demo': [service(30007)],
    'worker02/demo': [
      route('web-demo.apps.w2.example'),
      route('api-demo.apps.w2.example', { termination: 'edge', insecureEdgeTerminationPolicy: 'Redirect' }),
    ],
    'hub01/demo': [
      scorer('http://172.18.0.3:30007/config'),
      scorer('https://172.18.0.3:6443'),
      scorer('http://10.0.0.9:30009'),
      scorer('http://web-demo.apps.w2.example/config'),
      scorer('https://api-demo.apps.w2.example/config'),
      scorer('https://thanos-querier-openshift-monitoring.apps.w2.example'),
    ],
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
  return from.kind === 'DynamicScorer';
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
      ref.kind === 'Route' && ref.cluster === cluster && host === `${ref.name}-${ref.namespace ?? ''}.${appsDomain}`,
  );
}

/** Where the router listens for a Route. */
function routerPorts(route: Manifest): number[] {
  const tls = find(routeTls, route, [])[0]?.value;
  if (!isObject(tls)) return [80];
  return tls.insecureEdgeTerminationPolicy === 'Allow' ? [80, 443] : [443];
}

function route(host: string, tls?: object): Manifest {
  const metadata = { name: 'web', namespace: 'demo' };
  return { apiVersion: 'route.openshift.io/v1', kind: 'Route', metadata, spec: { host, ...(tls && { tls }) } };
}

function service(nodePort: number): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web', namespace: 'demo' },
    spec: { type: 'NodePort', ports: [{ port: 80, nodePort }] },
  };
}

function scorer(configURL: string): Manifest {
  return {
    apiVersion: 'dynamic-scoring.open-cluster-management.io/v1alpha1',
    kind: 'DynamicScorer',
    metadata: { name: 'sample', namespace: 'open-cluster-management' },
    spec: { configURL },
  };
}
