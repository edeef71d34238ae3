import { serviceUrl } from '../../../constructs/endpoint';
import { splitSecretKey } from '../../../environment/values/secret-key-syntax';
import { prometheusService } from '../../../environment/prometheus';
import { groupKind } from '../../../kinds/group-kind';
import type { Cluster } from '../../../model/fleet';
import type { Ref } from '../../../model/ref';
import { platformOf } from '../../../platforms/catalogue';
import { hostOf, serviceOf } from '../../../scoring/endpoint';
import { agentNamespace } from '../../../scoring/framework';
import type { ScoringPlan } from '../plan';

/** The name under which the agents of every cluster query the metrics of their own cluster. */
export const clusterPrometheusName = 'cluster-prometheus';
const port = 9090;

/** The URL that engines get: the same on every cluster. */
export const clusterPrometheusUrl = serviceUrl({ service: clusterPrometheusName, namespace: agentNamespace, port });

/** That Service on a cluster. */
export function clusterPrometheusRef(cluster: string): Ref {
  return { cluster, ...groupKind('/Service'), namespace: agentNamespace, name: clusterPrometheusName, port };
}

/** How requests to that Service reach the metrics of a cluster. */
export interface PrometheusWay {
  readonly url: string;
  /** A Service with plain HTTP on the same port, for which an alias of its name is enough. @default - a proxy is needed */
  readonly alias?: string;
  /** The Secret with the token, in the agents' namespace. @default - no token is sent */
  readonly token?: { readonly name: string; readonly key: string };
  /** The ClusterRole of an account whose token the cluster itself issues. @default - the Secret comes from elsewhere */
  readonly readerRole?: string;
  /** The ConfigMap with the certificate authority, in the agents' namespace. @default - the public authorities */
  readonly ca?: { readonly name: string; readonly key: string };
  /** The chart's Prometheus, where neither the environment nor the platform names another. */
  readonly chart?: Ref;
}

/** The way to the Prometheus that the cluster names, else to that of its platform, else to the chart's. */
export function prometheusWay(cluster: Cluster): PrometheusWay {
  const said = cluster.prometheus;
  if (said !== undefined)
    return {
      url: said.url,
      ...(said.token !== undefined && { token: splitSecretKey(said.token) }),
      ...(said.ca !== undefined && { ca: splitSecretKey(said.ca) }),
      ...(said.token === undefined && aliasOf(said.url)),
    };
  const { monitoring } = platformOf(cluster);
  if (monitoring?.url !== undefined) {
    const { url, readerRole, serviceCa } = monitoring;
    return {
      url,
      ...(readerRole !== undefined && { readerRole, token: { name: `${clusterPrometheusName}-token`, key: 'token' } }),
      ...(serviceCa !== undefined && { ca: serviceCa }),
    };
  }
  const chart = prometheusService(cluster.name);
  const { name: service, namespace = '' } = chart;
  const url = serviceUrl({ service, namespace, port });
  return { url, chart, ...aliasOf(url) };
}

function aliasOf(url: string): Pick<PrometheusWay, 'alias'> {
  const { protocol, pathname, port: asked } = new URL(url);
  const service = serviceOf(hostOf(url) ?? '');
  if (service === undefined || protocol !== 'http:' || pathname !== '/' || asked !== String(port)) return {};
  return { alias: `${service}.svc.cluster.local` };
}

/** The clusters that get that Service. */
export function clusterPrometheuses({
  settings,
  agents,
}: Pick<ScoringPlan, 'settings' | 'agents'>): readonly Cluster[] {
  return settings.prometheus === 'cluster' ? agents : [];
}
