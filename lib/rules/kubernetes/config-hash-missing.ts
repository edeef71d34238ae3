import type { Edge } from '../../graph/edge';
import { kindKey, type Located } from '../../graph/located';
import { isKind } from '../../kinds/group-kind';
import { configHash } from '../../model/marker';
import { formatRef } from '../../model/ref';
import { findingKind } from '../../model/finding-kind';
import { podKinds, podOf } from '../engine/pod';
import { bare, fieldOf } from '../engine/fault';
import type { Rule } from '../engine/rule';

interface Fact extends Omit<Located, 'manifest'> {
  /** The first reference to each ConfigMap. */
  readonly edges: readonly Edge[];
}

/** Kinds that keep their pods when nothing in their template changes. */
const longLived: ReadonlySet<string> = new Set(['apps/DaemonSet', 'apps/Deployment', 'apps/StatefulSet']);

const finding = findingKind({
  code: 'config-hash-missing',
  severity: 'warning',
  why: 'Nothing restarts running pods when their ConfigMap changes, so they take in the change late or never.',
  fix: 'Annotate the pod template with `scorewright.dev/config-hash`, a hash of the data of all ConfigMaps that it reads.',
  messages: {
    missing: 'missing {configHash}, but the pods read {map}; annotate the pod template with a hash of it',
  },
});

export const configHashMissing: Rule<Fact> = {
  ...finding,
  kinds: podKinds,
  profile: 'scorewright',
  summary: 'Pods that read a rendered ConfigMap restart when it changes.',
  turnOff: 'When the program reloads its files by itself.',

  *collect(_, { objects, edges }) {
    for (const located of objects) {
      const { manifest, ref, path, uninstantiated, origin } = located;
      if (!longLived.has(kindKey(manifest)) || uninstantiated) continue;
      const template = podOf(located);
      if (!template || Object.keys(template.annotations).some(isHash)) continue;
      const read = edges.filter(({ from, to }) => from === ref && isKind('/ConfigMap', to));
      if (read.length > 0) yield { ref, path, uninstantiated, origin, edges: read };
    }
  },

  *judge(facts, fleet) {
    for (const fact of facts) {
      const edge = fact.edges.find(({ to }) => fleet.offers.find(to).some(({ origin }) => origin.unit !== ''));
      if (!edge) continue;
      const map = formatRef(bare(edge.to));
      yield finding.fault(
        'missing',
        { configHash, map },
        fieldOf(fact, ['spec', 'template', 'metadata', 'annotations']),
      );
    }
  },
};

/** Ours, or by the habit of Helm's charts. */
function isHash(annotation: string): boolean {
  return annotation === configHash || annotation.startsWith('checksum/');
}
