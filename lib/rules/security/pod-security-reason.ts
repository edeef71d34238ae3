import { kindKey } from '../../graph/located';
import type { Manifest } from '../../model/manifest';
import { podSecurityReason as reason } from '../../model/marker';
import { faultOf } from '../engine/fault';
import { levels } from './pod-security-profile';
import type { Fault, Rule } from '../engine/rule';

const enforce = 'pod-security.kubernetes.io/enforce';

/** Every rendered Namespace enforces `restricted`, or says why its pods need more. */
export const podSecurityReason: Rule<Fault> = {
  code: 'pod-security-reason',
  kinds: ['/Namespace'],
  severity: 'error',
  why: 'Without the label a namespace takes every pod, also one that owns the node; and nobody later knows why a laxer level was chosen.',
  fix: `Label the Namespace \`${enforce}: restricted\`, or say why not in the annotation \`${reason}\`.`,

  *collect(_, { objects }) {
    for (const located of objects) {
      const { manifest, uninstantiated } = located;
      if (kindKey(manifest) !== '/Namespace' || uninstantiated) continue;
      const { labels = {}, annotations = {} } = manifest.metadata;
      const level = labels[enforce];
      const at = ['metadata', 'labels', enforce];
      if (!levels.some((known) => known === level))
        yield faultOf(located, at, `got ${level ?? 'nothing'}; set restricted, or a laxer level and why`);
      else if (level !== 'restricted' && (annotations[reason] ?? '').trim() === '')
        yield faultOf(located, at, `got ${level} without a reason; set restricted, or say why not in ${reason}`);
    }
  },

  judge: (faults) => faults,

  bad: {
    units: { 'worker01/demo': [namespace('plain', {}), namespace('lax', { labels: { [enforce]: 'privileged' } })] },
    findings: [
      'Namespace plain metadata.labels["pod-security.kubernetes.io/enforce"]: got nothing; set restricted, or a laxer level and why',
      'Namespace lax metadata.labels["pod-security.kubernetes.io/enforce"]: got privileged without a reason; set restricted, or say why not in scorewright.dev/pod-security-reason',
    ],
  },
  good: {
    'worker01/demo': [
      namespace('strict', { labels: { [enforce]: 'restricted' } }),
      namespace('lax', { labels: { [enforce]: 'privileged' }, annotations: { [reason]: 'reads the node meters' } }),
    ],
  },
};

function namespace(name: string, metadata: Partial<Manifest['metadata']>): Manifest {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { ...metadata, name } };
}
