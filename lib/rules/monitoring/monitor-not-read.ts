import { isObject } from '../../graph/field-pattern';
import { kindKey, type Located } from '../../graph/located';
import type { Manifest } from '../../model/manifest';
import { faultOf, list, shown } from '../engine/fault';
import type { Rule } from '../engine/rule';

type Own = Omit<Located, 'manifest'>;
type Fact =
  | { readonly read: Own; readonly release: string | undefined }
  | { readonly cluster: string; readonly release: string }
  | { readonly open: string };

/** Kinds that the Prometheus of kube-prometheus-stack reads. */
const kinds: ReadonlySet<string> = new Set([
  'monitoring.coreos.com/PodMonitor',
  'monitoring.coreos.com/PrometheusRule',
  'monitoring.coreos.com/ServiceMonitor',
]);

/** The cluster's Prometheus reads every monitor and rule that is rendered for it. */
export const monitorNotRead: Rule<Fact> = {
  code: 'monitor-not-read',
  kinds: [...kinds, 'argoproj.io/Application'],
  severity: 'error',
  why: 'The Prometheus of kube-prometheus-stack reads only what has its release as a label; the metrics of any other monitor are simply not there.',
  fix: "Label the object `release` with the releaseName of the cluster's kube-prometheus-stack.",

  *collect(_, { objects }) {
    for (const { manifest, ...own } of objects) {
      const key = kindKey(manifest);
      if (kinds.has(key) && !own.uninstantiated) yield { read: own, release: manifest.metadata.labels?.release };
      if (key === 'argoproj.io/Application' && isObject(manifest.spec)) yield* releaseOf(manifest.spec);
    }
  },

  *judge(facts) {
    const open = new Set(facts.flatMap((fact) => ('open' in fact ? [fact.open] : [])));
    const releases = new Map<string, string[]>();
    for (const fact of facts)
      if ('cluster' in fact) releases.set(fact.cluster, [...(releases.get(fact.cluster) ?? []), fact.release]);
    for (const fact of facts) {
      if (!('read' in fact)) continue;
      const { cluster } = fact.read.ref;
      const known = releases.get(cluster);
      if (!known || open.has(cluster) || (fact.release !== undefined && known.includes(fact.release))) continue;
      yield faultOf(
        fact.read,
        ['metadata', 'labels', 'release'],
        `got ${shown(fact.release)}; the cluster's Prometheus reads what is labelled ${list([...known].sort())}`,
      );
    }
  },

  bad: {
    units: { 'hub01/applications': [chart({})], 'worker01/demo': [monitor('prom')] },
    findings: [
      "ServiceMonitor demo/web metadata.labels.release: got prom; the cluster's Prometheus reads what is labelled prometheus",
    ],
  },
  good: {
    'hub01/applications': [chart({})],
    'worker01/demo': [monitor('prometheus')],
    'worker02/demo': [monitor('own')],
  },
};

/** The label that a stack's Prometheus asks for, unless its values say something of selectors. */
function* releaseOf({ source, destination }: Readonly<Record<string, unknown>>): Iterable<Fact> {
  if (!isObject(source) || source.chart !== 'kube-prometheus-stack' || !isObject(destination)) return;
  if (typeof destination.name !== 'string') return;
  const { releaseName, ...values } = isObject(source.helm) ? source.helm : {};
  if (JSON.stringify(values).includes('Selector')) yield { open: destination.name };
  else if (typeof releaseName === 'string') yield { cluster: destination.name, release: releaseName };
}

function chart(valuesObject: object): Manifest {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'stack', namespace: 'argocd' },
    spec: {
      source: { chart: 'kube-prometheus-stack', helm: { releaseName: 'prometheus', valuesObject } },
      destination: { name: 'worker01', namespace: 'monitoring' },
    },
  };
}

function monitor(release: string): Manifest {
  const metadata = { name: 'web', namespace: 'demo', labels: { release } };
  return { apiVersion: 'monitoring.coreos.com/v1', kind: 'ServiceMonitor', metadata };
}
