import { isBackoff, isGoDuration } from '../../model/duration';
import { findingKind } from '../../model/finding-kind';
import type { Path } from '../../model/origin';
import { objectRule, type ObjectOf } from '../engine/object-rule';
import type { Fault } from '../engine/rule';
import { fieldOf } from '../engine/fault';

const go = { reads: isGoDuration, example: '1h30m' };
const argo = { reads: isBackoff, example: '5m' };

const finding = findingKind({
  code: 'duration-unreadable',
  why: 'The schema accepts any text, but the webhook rejects, or the controller ignores, what it cannot parse as a duration.',
  fix: 'Write numbers with units, such as `90s`, `15m` or `1h30m`; write a day as `24h`.',
  messages: {
    form: 'got {got}; a duration is written as {expected}',
  },
});

export const durationUnreadable = objectRule({
  ...finding,
  kinds: [
    'argoproj.io/v1alpha1/Application',
    'cert-manager.io/v1/Certificate',
    'external-secrets.io/v1/ExternalSecret',
  ],
  summary: 'Every duration is written in the form that its controller reads.',
  turnOff: 'When your version of the controller accepts other forms.',

  *collect(located): Iterable<Fault> {
    for (const [path, got, is] of durationsOf(located.manifest))
      if (got !== undefined && !is.reads(got))
        yield finding.fault('form', { got, expected: is.example }, fieldOf(located, path));
  },

  judge: (faults) => faults,
});

type Duration = readonly [at: Path, text: string | undefined, is: typeof go];
type Kind =
  'argoproj.io/v1alpha1/Application' | 'cert-manager.io/v1/Certificate' | 'external-secrets.io/v1/ExternalSecret';

/** Texts that their schema takes as any text, and their controller as a duration. */
function durationsOf(manifest: ObjectOf<Kind>): readonly Duration[] {
  switch (manifest.kind) {
    case 'Application': {
      const { duration, maxDuration } = manifest.spec.syncPolicy?.retry?.backoff ?? {};
      const at = ['spec', 'syncPolicy', 'retry', 'backoff'];
      return [
        [[...at, 'duration'], duration, argo],
        [[...at, 'maxDuration'], maxDuration, argo],
      ];
    }
    case 'Certificate':
      return [
        [['spec', 'duration'], manifest.spec?.duration, go],
        [['spec', 'renewBefore'], manifest.spec?.renewBefore, go],
      ];
    case 'ExternalSecret':
      return [[['spec', 'refreshInterval'], manifest.spec?.refreshInterval, go]];
  }
}
