import type { Manifest } from '../../model/manifest';
import type { Consequence } from '../consequence';
import { podSpecOf } from '../pod-reads';

const enforce = 'pod-security.kubernetes.io/enforce';
const levels = ['privileged', 'baseline', 'restricted'];

/** A stricter level lets pods that run go on, and refuses their successors at the next roll. */
export const podSecurityTightened: Consequence = {
  code: 'pod-security-tightened',
  why: 'Pod Security only warns of pods that run when a namespace is tightened; the next roll or eviction is refused (pod-security-admission admission.go:229-306).',

  *judge({ changes, head }) {
    for (const change of changes) {
      if (change.old === undefined || change.new?.manifest.kind !== 'Namespace') continue;
      const [before, after] = [change.old, change.new].map((side) => levelOf(side.manifest));
      if (before === undefined || after === undefined || after <= before) continue;
      const { cluster, manifest } = change.new;
      const pods = head
        .objectsOn(cluster)
        .filter(
          (object) => object.manifest.metadata.namespace === manifest.metadata.name && podSpecOf(object.manifest),
        );
      const names = pods.map((object) => `${object.manifest.kind} ${object.manifest.metadata.name}`);
      yield {
        change,
        reason: {
          class: 'danger',
          field: '/metadata/labels/pod-security.kubernetes.io~1enforce',
          old: levels[before],
          new: levels[after],
          why: `running pods stay, and whatever does not fit is refused at its next roll: ${names.join(', ') || 'no workload of ours'}`,
          fix: 'See that every workload of the namespace fits the level (scorewright synth says which do not) before it is enforced.',
        },
      };
    }
  },

  bad: {
    base: { 'worker01/namespaces': [demo('baseline')] },
    head: { 'worker01/namespaces': [demo('restricted')] },
    says: ['danger Namespace demo on worker01 /metadata/labels/pod-security.kubernetes.io~1enforce'],
  },
  good: { base: { 'worker01/namespaces': [demo('restricted')] }, head: { 'worker01/namespaces': [demo('baseline')] } },
};

function levelOf({ metadata }: Manifest): number {
  return Math.max(0, levels.indexOf(metadata.labels?.[enforce] ?? 'privileged'));
}

function demo(level: string): Manifest {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'demo', labels: { [enforce]: level } } };
}
