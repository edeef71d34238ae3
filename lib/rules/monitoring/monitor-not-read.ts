import { isObject } from '../../graph/field-pattern';
import { kindKey, type Located } from '../../graph/located';
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

export const monitorNotRead: Rule<Fact> = {
  code: 'monitor-not-read',
  kinds: [...kinds, 'argoproj.io/Application'],
  severity: 'error',
  summary: 'The Prometheus of the cluster reads every rendered monitor and rule.',
  why: 'The Prometheus of kube-prometheus-stack reads only objects that have its release as a label; the metrics of any other monitor are missing.',
  fix: 'Label the object `release` with the releaseName of the kube-prometheus-stack of its cluster.',
  turnOff: 'When your Prometheus selects monitors by other labels.',

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
};

/** The label that a stack's Prometheus asks for, unless its values say something of selectors. */
function* releaseOf({ source, destination }: Readonly<Record<string, unknown>>): Iterable<Fact> {
  if (!isObject(source) || source.chart !== 'kube-prometheus-stack' || !isObject(destination)) return;
  if (typeof destination.name !== 'string') return;
  const { releaseName, ...values } = isObject(source.helm) ? source.helm : {};
  if (JSON.stringify(values).includes('Selector')) yield { open: destination.name };
  else if (typeof releaseName === 'string') yield { cluster: destination.name, release: releaseName };
}
