import { ApiObject } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import type { Cluster } from '../model/fleet';
import { platformOf } from '../platforms/catalogue';
import { routeHost, type Endpoint } from './endpoint';
import type { Exposure } from './exposure';
import { standardLabels, type Belonging, type Labels } from './labels';
import { patch, refused, without } from './refused-defaults';

type NonEmpty<T> = readonly [T, ...T[]];

const serviceTypes = {
  clusterIP: kplus.ServiceType.CLUSTER_IP,
  nodePort: kplus.ServiceType.NODE_PORT,
  loadBalancer: kplus.ServiceType.LOAD_BALANCER,
} as const;

/** Internal: endpoints come from parsed settings, so an interface and no schema. */
export interface ExposedServiceProps extends Belonging {
  /** Labels of the pods behind it: a workload's `selector`. */
  readonly selector: Labels;
  /** Of the objects, besides the standard ones. @default - none */
  readonly labels?: Labels;
  /** Its ports: all of one Service. */
  readonly endpoints: NonEmpty<Endpoint>;
}

/**
 * A Service and the objects that expose its ports. NodePorts and load balancers open every port of their Service, so beside
 * other ports they stand in a Service of their own, `<name>-nodeport` or `<name>-loadbalancer`. A port under Skupper is in
 * none: Skupper makes its own Service of that name from the annotations of the Deployment (`skupperAnnotations`), and would
 * fight over one of ours.
 */
export class ExposedService extends Construct {
  private readonly labels: Labels;
  private readonly selector: Labels;

  public constructor(scope: Construct, id: string, props: ExposedServiceProps) {
    super(scope, id);
    this.labels = { ...standardLabels(props), ...props.labels };
    this.selector = props.selector;
    const endpoints = props.endpoints.filter(({ exposure }) => exposure.type !== 'skupper');
    if (!isNotEmpty(endpoints)) return;
    refuseMixtures(props.endpoints);
    const opened = (['nodePort', 'loadBalancer'] as const).map((type) => ({
      type,
      ports: endpoints.filter(({ exposure }) => exposure.type === type),
    }));
    const whole = opened.find(({ ports }) => ports.length === endpoints.length);
    const service = this.service(endpoints, endpoints[0].service, whole?.type ?? 'clusterIP');
    for (const endpoint of endpoints) this.expose(endpoint, service);
    if (whole) return;
    for (const { type, ports } of opened)
      if (isNotEmpty(ports)) this.service(ports, `${ports[0].service}-${type.toLowerCase()}`, type);
  }

  private service(endpoints: NonEmpty<Endpoint>, name: string, type: keyof typeof serviceTypes): kplus.Service {
    const [{ namespace, cluster, exposure }] = endpoints;
    const annotations = type === 'loadBalancer' ? cloudAnnotations(cluster, exposure) : {};
    const service = new kplus.Service(this, name, {
      metadata: { name, namespace, labels: this.labels, annotations },
      type: serviceTypes[type],
      ports: endpoints.map((endpoint) => toPlusPort(endpoint, type)),
    });
    for (const [key, value] of Object.entries(this.selector)) service.selectLabel(key, value);
    patch(service, ...without(refused.service));
    return service;
  }

  private expose(endpoint: Endpoint, service: kplus.Service): void {
    const { exposure, namespace, name = endpoint.service, port } = endpoint;
    const metadata = { name, namespace, labels: this.labels };
    if (exposure.type === 'route') this.route(endpoint, exposure.tls, metadata);
    if (exposure.type !== 'ingress') return;
    const { className = platformOf(endpoint.cluster).ingressClass, host, tlsSecret } = exposure;
    const backend = kplus.IngressBackend.fromService(service, { port });
    const ingress = new kplus.Ingress(this, `Ingress-${name}`, {
      metadata,
      ...(className !== undefined && { className }),
      rules: [{ host, path: '/', backend }],
    });
    if (tlsSecret === undefined) return;
    ingress.addTls([{ hosts: [host], secret: kplus.Secret.fromSecretName(this, `Tls-${name}`, tlsSecret) }]);
  }

  private route(endpoint: Endpoint, tls: 'edge' | 'none', metadata: { readonly name: string }): void {
    const host = routeHost(endpoint);
    new ApiObject(this, `Route-${metadata.name}`, {
      apiVersion: 'route.openshift.io/v1',
      kind: 'Route',
      metadata,
      spec: {
        ...(host !== undefined && { host }),
        to: { kind: 'Service', name: endpoint.service, weight: 100 },
        port: { targetPort: portNameOf(endpoint) },
        ...(tls === 'edge' && { tls: { termination: 'edge', insecureEdgeTerminationPolicy: 'Redirect' } }),
      },
    });
  }
}

/** What Skupper 1 reads on a Deployment: it then offers the port as a Service on every linked cluster. */
export function skupperAnnotations({ service, exposure, port: own, targetPort = own }: Endpoint): Labels {
  if (exposure.type !== 'skupper') return {};
  const { port } = exposure;
  return {
    'skupper.io/proxy': 'tcp',
    'skupper.io/address': service,
    'skupper.io/port': targetPort === port ? String(port) : `${port}:${targetPort}`,
  };
}

function refuseMixtures(endpoints: readonly Endpoint[]): void {
  const [first] = endpoints;
  for (const { cluster, namespace, service, exposure } of endpoints) {
    if (cluster.name !== first?.cluster.name || namespace !== first.namespace || service !== first.service)
      throw new Error(`got ports of Service ${namespace}/${service} in ${first?.service ?? ''}; make a second Service`);
    if (exposure.type === 'skupper')
      throw new Error(
        `got Service ${namespace}/${service} beside a Skupper address of that name; give it another name`,
      );
  }
}

function toPlusPort(endpoint: Endpoint, type: keyof typeof serviceTypes): kplus.ServicePort {
  const { port, targetPort = port, exposure } = endpoint;
  const nodePort = type === 'nodePort' && exposure.type === 'nodePort' && { nodePort: exposure.nodePort };
  return { name: portNameOf(endpoint), port, targetPort, ...nodePort };
}

function portNameOf({ portName = 'http' }: Endpoint): string {
  return portName;
}

/** The annotations that the platform's load balancer reads. */
function cloudAnnotations(cluster: Cluster, exposure: Exposure): Record<string, string> {
  const { loadBalancer } = platformOf(cluster);
  if (loadBalancer === undefined || exposure.type !== 'loadBalancer') return {};
  return { ...loadBalancer.annotations, ...(exposure.scheme === 'internal' && loadBalancer.internal) };
}

function isNotEmpty<T>(items: readonly T[]): items is NonEmpty<T> {
  return items.length > 0;
}
