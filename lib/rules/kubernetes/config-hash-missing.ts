import type { Edge } from '../../graph/edge';
import { kindKey, type Located } from '../../graph/located';
import { podKinds, podTemplate } from '../../graph/pod-template';
import type { Manifest } from '../../model/manifest';
import { configHash } from '../../model/marker';
import { formatRef } from '../../model/ref';
import { bare, faultOf } from '../engine/fault';
import type { Rule } from '../engine/rule';

interface Fact extends Omit<Located, 'manifest'> {
  /** The first reference to each ConfigMap. */
  readonly edges: readonly Edge[];
}

/** Kinds that keep their pods when nothing in their template changes. */
const longLived: ReadonlySet<string> = new Set(['apps/DaemonSet', 'apps/Deployment', 'apps/StatefulSet']);

/** Pods that read a rendered ConfigMap are replaced when it changes. */
export const configHashMissing: Rule<Fact> = {
  code: 'config-hash-missing',
  kinds: podKinds,
  severity: 'warning',
  why: 'A changed ConfigMap reaches running pods late or never, since nothing restarts them.',
  fix: 'Annotate the pod template with `scorewright.dev/config-hash`, a hash of the data of all ConfigMaps that it reads.',

  *collect(_, { objects, edges }) {
    for (const located of objects) {
      const { manifest, ref, path, uninstantiated, origin } = located;
      if (!longLived.has(kindKey(manifest)) || uninstantiated) continue;
      const template = podTemplate(located);
      if (!template || Object.keys(template.annotations).some(isHash)) continue;
      const read = edges.filter(({ from, to }) => from === ref && to.kind === 'ConfigMap');
      if (read.length > 0) yield { ref, path, uninstantiated, origin, edges: read };
    }
  },

  *judge(facts, fleet) {
    for (const fact of facts) {
      const edge = fact.edges.find(({ to }) => fleet.offers.find(to).some(({ origin }) => origin.unit !== ''));
      if (!edge) continue;
      const map = formatRef(bare(edge.to));
      const message = `got no ${configHash}, though the pods read ${map}; annotate the pod template with a hash of it`;
      yield faultOf(fact, ['spec', 'template', 'metadata', 'annotations'], message);
    }
  },

  bad: {
    units: { 'worker01/demo': [settings(), reader({})] },
    findings: [
      'Deployment demo/reader spec.template.metadata.annotations: got no scorewright.dev/config-hash, though the pods read ConfigMap demo/settings; annotate the pod template with a hash of it',
    ],
  },
  good: { 'worker01/demo': [settings(), reader({ 'scorewright.dev/config-hash': '3f9a' })] },
};

/** Ours, or by the habit of Helm's charts. */
function isHash(annotation: string): boolean {
  return annotation === configHash || annotation.startsWith('checksum/');
}

function settings(): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'settings', namespace: 'demo' },
    data: { mode: 'a' },
  };
}

function reader(annotations: Readonly<Record<string, string>>): Manifest {
  const volumes = [{ name: 'settings', configMap: { name: 'settings' } }];
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'reader', namespace: 'demo' },
    spec: { template: { metadata: { annotations }, spec: { volumes } } },
  };
}
