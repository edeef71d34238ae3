import { type Located } from '../../graph/located';
import { findingKind } from '../../model/finding-kind';
import { fieldOf } from '../engine/fault';
import { objectRule, type ObjectOf } from '../engine/object-rule';

type Own = Omit<Located, 'manifest'>;
type Fact =
  | { readonly read: Own; readonly release: string | undefined }
  | { readonly cluster: string; readonly release: string }
  | { readonly open: string };

const finding = findingKind({
  code: 'monitor-not-read',
  why: 'The Prometheus of kube-prometheus-stack reads only objects that have its release as a label; the metrics of any other monitor are missing.',
  fix: 'Label the object `release` with the releaseName of the kube-prometheus-stack of its cluster.',
  messages: {
    label: 'got {got}; the Prometheus of the cluster reads objects with the label {expected}',
  },
});

export const monitorNotRead = objectRule({
  ...finding,
  kinds: [
    'monitoring.coreos.com/v1/PodMonitor',
    'monitoring.coreos.com/v1/PrometheusRule',
    'monitoring.coreos.com/v1/ServiceMonitor',
    'argoproj.io/v1alpha1/Application',
  ],
  profile: 'scorewright',
  summary: 'The Prometheus of the cluster reads every rendered monitor and rule.',
  turnOff: 'When your Prometheus selects monitors by other labels.',

  *collect({ manifest, ...own }): Iterable<Fact> {
    if (manifest.kind === 'Application') yield* releaseOf(manifest);
    else if (!own.uninstantiated) yield { read: own, release: manifest.metadata.labels?.release };
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
      yield finding.fault(
        'label',
        { got: fact.release, expected: [...known].sort() },
        fieldOf(fact.read, ['metadata', 'labels', 'release']),
      );
    }
  },
});

/** The label that a stack's Prometheus asks for, unless its values say something of selectors. */
function* releaseOf({ spec }: ObjectOf<'argoproj.io/v1alpha1/Application'>): Iterable<Fact> {
  const { source, destination } = spec;
  if (source?.chart !== 'kube-prometheus-stack' || destination.name === undefined) return;
  const { releaseName, ...values } = source.helm ?? {};
  if (JSON.stringify(values).includes('Selector')) yield { open: destination.name };
  else if (releaseName !== undefined) yield { cluster: destination.name, release: releaseName };
}
