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

/** The one name under which agents of every cluster ask the metrics of their own. */
export const clusterPrometheusName = 'cluster-prometheus';
const port = 9090;

/** What engines are told: the same on every cluster. */
export const clusterPrometheusUrl = serviceUrl({ service: clusterPrometheusName, namespace: agentNamespace, port });

/** That Service on a cluster. */
export function clusterPrometheusRef(cluster: string): Ref {
  return { cluster, ...groupKind('/Service'), namespace: agentNamespace, name: clusterPrometheusName, port };
}

/** How requests to that Service get to the metrics of a cluster. */
export interface PrometheusWay {
  readonly url: string;
  /** The Service that an alias of its name does for: plain HTTP on the same port. @default - a proxy is needed */
  readonly alias?: string;
  /** A Secret of the agents' namespace. @default - none is sent */
  readonly token?: { readonly name: string; readonly key: string };
  /** Of an account that gets the token from the cluster itself. @default - somebody brings the Secret */
  readonly readerRole?: string;
  /** A ConfigMap of the agents' namespace. @default - the public authorities */
  readonly ca?: { readonly name: string; readonly key: string };
  /** The chart's Prometheus, where neither the environment nor the platform says another. */
  readonly chart?: Ref;
}

/** As the cluster says; else as its platform presets; else the chart's. */
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

/** The clusters that get that Service: those whose agents ask. */
export function clusterPrometheuses({
  settings,
  agents,
}: Pick<ScoringPlan, 'settings' | 'agents'>): readonly Cluster[] {
  return settings.prometheus === 'cluster' ? agents : [];
}
