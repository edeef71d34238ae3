import { fieldsOf, objectsOf, type Fields } from '../model/json';
import { groupKind } from '../kinds/group-kind';
import { compare } from '../model/finding';
import type { Cluster } from '../model/fleet';
import { groupOf, label, type Manifest } from '../model/manifest';
import type { Ref } from '../model/ref';
import { platformOf } from '../platforms/catalogue';

/** An address at which something answers from outside its cluster, or the command that tells it. */
export interface Exposed {
  readonly cluster: string;
  readonly what: string;
  readonly url: string;
}

/** A secret that is made in a cluster and that nobody has seen, and the command that shows it. */
export interface GeneratedCredential {
  readonly cluster: string;
  readonly what: string;
  readonly command: string;
}

/** Where one rendered object answers. A load balancer, and a Route whose host OpenShift chooses, are asked for theirs. */
export function exposedBy(manifest: Manifest, cluster: Cluster): Exposed[] {
  const what = label(manifest);
  const at = (url: string, part = ''): Exposed => ({ cluster: cluster.name, what: `${what}${part}`, url });
  const spec = fieldsOf(manifest.spec);
  switch (`${groupOf(manifest.apiVersion)}/${manifest.kind}`) {
    case '/Service':
      if (spec.type === 'NodePort')
        return objectsOf(spec.ports).map(({ port, nodePort }) =>
          at(nodeUrl(cluster, Number(nodePort)), `:${String(port)}`),
        );
      return spec.type === 'LoadBalancer' ? [at(command(cluster, manifest, balancerAddress))] : [];
    case 'route.openshift.io/Route':
      return [at(routeUrl(spec, manifest, cluster))];
    case 'networking.k8s.io/Ingress':
      return objectsOf(spec.rules).map(({ host }) => {
        const secure = objectsOf(spec.tls).some(({ hosts }) => Array.isArray(hosts) && hosts.includes(host));
        return at(`${secure ? 'https' : 'http'}://${String(host)}`);
      });
    default:
      return [];
  }
}

/** A Route that an operator makes, at the host that OpenShift gives it. */
export function operatorRoute({ kind, namespace = '', name }: Ref, cluster: Cluster): Exposed {
  const { appsDomain } = cluster;
  const object = { kind, metadata: { name, namespace } };
  return {
    cluster: cluster.name,
    what: label(object),
    url: appsDomain === undefined ? command(cluster, object, routeHost) : `https://${name}-${namespace}.${appsDomain}`,
  };
}

/** What an ExternalSecret gets from a generator: nobody has put it anywhere else. */
export function generatedBy(manifest: Manifest, cluster: Cluster): GeneratedCredential[] {
  if (groupOf(manifest.apiVersion) !== 'external-secrets.io' || manifest.kind !== 'ExternalSecret') return [];
  const spec = fieldsOf(manifest.spec);
  const generates = objectsOf(spec.dataFrom).some(({ sourceRef }) => fieldsOf(sourceRef).generatorRef !== undefined);
  if (!generates) return [];
  const { name: target } = fieldsOf(spec.target);
  const { name, namespace = '' } = manifest.metadata;
  return [
    credential(cluster, { ...groupKind('/Secret'), namespace, name: typeof target === 'string' ? target : name }),
  ];
}

/** A Secret with something generated in it; without a key all that it holds is shown. */
export function credential(
  cluster: Cluster,
  ref: Omit<Ref, 'cluster'> & { readonly namespace: string },
): GeneratedCredential {
  const { name, namespace, key } = ref;
  const all = '{{range $key, $value := .data}}{{$key}}={{$value | base64decode}}{{"\\n"}}{{end}}';
  const template = key === undefined ? all : `{{index .data "${key}" | base64decode}}{{"\\n"}}`;
  return {
    cluster: cluster.name,
    what: label({ kind: 'Secret', metadata: { name, namespace } }),
    command: command(cluster, { kind: 'Secret', metadata: { name, namespace } }, `go-template='${template}'`),
  };
}

/** By cluster, then by name; each once. */
export function inOrder<T extends { readonly cluster: string; readonly what: string }>(items: readonly T[]): T[] {
  return [...items].sort((a, b) => compare(a.cluster, b.cluster) || compare(a.what, b.what));
}

const balancerAddress = "jsonpath='{.status.loadBalancer.ingress[0]}'";
const routeHost = "jsonpath='https://{.spec.host}'";

function nodeUrl(cluster: Cluster, nodePort: number): string {
  const { address } = cluster;
  if (address === undefined)
    return `port ${nodePort} of any node: kubectl --context ${contextOf(cluster)} get nodes -o wide`;
  return `http://${address.includes(':') ? `[${address}]` : address}:${nodePort}`;
}

function routeUrl({ host, tls }: Fields, manifest: Manifest, cluster: Cluster): string {
  return typeof host === 'string'
    ? `${tls === undefined ? 'http' : 'https'}://${host}`
    : command(cluster, manifest, routeHost);
}

/** How kubectl knows the cluster. */
function contextOf(cluster: Cluster): string {
  return `${platformOf(cluster).contextPrefix}${cluster.name}`;
}

function command(cluster: Cluster, { kind, metadata }: Pick<Manifest, 'kind' | 'metadata'>, output: string): string {
  const { name, namespace = '' } = metadata;
  return `kubectl --context ${contextOf(cluster)} -n ${namespace} get ${kind.toLowerCase()} ${name} -o ${output}`;
}
