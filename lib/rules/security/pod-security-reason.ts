import { podSecurityReason as reason } from '../../model/marker';
import { faultOf } from '../engine/fault';
import { objectRule } from '../engine/object-rule';
import { levels } from './pod-security-profile';
import type { Fault } from '../engine/rule';

const enforce = 'pod-security.kubernetes.io/enforce';

export const podSecurityReason = objectRule({
  code: 'pod-security-reason',
  kinds: ['v1/Namespace'],
  severity: 'error',
  profile: 'scorewright',
  summary: 'Every Namespace enforces a Pod Security level, and says why if it is not restricted.',
  why: 'Without the label a namespace admits every pod, even one that takes over the node; and without the reason nobody knows later why a laxer level was chosen.',
  fix: `Label the Namespace \`${enforce}: restricted\`, or say why not in the annotation \`${reason}\`.`,
  turnOff: 'When another admission controller enforces the levels.',

  *collect(located): Iterable<Fault> {
    if (located.uninstantiated) return;
    const { labels = {}, annotations = {} } = located.manifest.metadata;
    const level = labels[enforce];
    const at = ['metadata', 'labels', enforce];
    if (!levels.some((known) => known === level))
      yield faultOf(located, at, `got ${level ?? 'nothing'}; set restricted, or a laxer level and why`);
    else if (level !== 'restricted' && (annotations[reason] ?? '').trim() === '')
      yield faultOf(located, at, `got ${level} without a reason; set restricted, or say why not in ${reason}`);
  },

  judge: (faults) => faults,
});
