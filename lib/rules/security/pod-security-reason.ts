import { podSecurityReason as reason } from '../../model/marker';
import { findingKind } from '../../model/finding-kind';
import { fieldOf } from '../engine/fault';
import { objectRule } from '../engine/object-rule';
import { levels } from './pod-security-profile';
import type { Fault } from '../engine/rule';

const enforce = 'pod-security.kubernetes.io/enforce';

const finding = findingKind({
  code: 'pod-security-reason',
  why: 'Without the label a namespace admits every pod, even one that takes over the node; and without a reason, the next reader cannot tell why a laxer level was chosen.',
  fix: `Label the Namespace \`${enforce}: restricted\`, or say why not in the annotation \`${reason}\`.`,
  messages: {
    level: 'got {got}; set restricted, or a laxer level and why',
    reason: 'got {got} without a reason; set restricted, or say why not in {reason}',
  },
});

export const podSecurityReason = objectRule({
  ...finding,
  kinds: ['v1/Namespace'],
  profile: 'scorewright',
  summary: 'Every Namespace enforces a Pod Security level, and says why if it is not restricted.',
  turnOff: 'When another admission controller enforces the levels.',

  *collect(located): Iterable<Fault> {
    if (located.uninstantiated) return;
    const { labels = {}, annotations = {} } = located.manifest.metadata;
    const level = labels[enforce];
    const at = ['metadata', 'labels', enforce];
    if (!levels.some((known) => known === level)) yield finding.fault('level', { got: level }, fieldOf(located, at));
    else if (level !== 'restricted' && (annotations[reason] ?? '').trim() === '')
      yield finding.fault('reason', { got: level, reason }, fieldOf(located, at));
  },

  judge: (faults) => faults,
});
