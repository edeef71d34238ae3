import { find, parsePattern } from '../../graph/field-pattern';
import { kindKey } from '../../graph/located';
import { isBackoff, isGoDuration } from '../../model/duration';
import { findingKind } from '../../model/finding-kind';
import { fieldOf } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

const go = { reads: isGoDuration, example: '1h30m' };
const argo = { reads: isBackoff, example: '5m' };

/** Texts that their schema takes as any text, and their controller as a duration. */
const fields: Readonly<Record<string, readonly { at: ReturnType<typeof parsePattern>; is: typeof go }[]>> = {
  'argoproj.io/Application': rows(
    argo,
    'spec.syncPolicy.retry.backoff.duration',
    'spec.syncPolicy.retry.backoff.maxDuration',
  ),
  'cert-manager.io/Certificate': rows(go, 'spec.duration', 'spec.renewBefore'),
  'external-secrets.io/ClusterExternalSecret': rows(go, 'spec.refreshTime', 'spec.externalSecretSpec.refreshInterval'),
  'external-secrets.io/ExternalSecret': rows(go, 'spec.refreshInterval'),
  'external-secrets.io/PushSecret': rows(go, 'spec.refreshInterval'),
};

const finding = findingKind({
  code: 'duration-unreadable',
  why: 'The schema accepts any text, but the webhook refuses, or the controller ignores, what it cannot parse as a duration.',
  fix: 'Write numbers with units, such as `90s`, `15m` or `1h30m`; write a day as `24h`.',
  messages: {
    form: 'got {got}; a duration is written as {expected}',
  },
});

export const durationUnreadable: Rule<Fault> = {
  ...finding,
  kinds: Object.keys(fields),
  summary: 'Every duration is written in the form that its controller reads.',
  turnOff: 'When your version of the controller accepts other forms.',

  *collect(_, { objects }) {
    for (const located of objects)
      for (const { at, is } of fields[kindKey(located.manifest)] ?? [])
        for (const { value, path } of find(at, located.manifest, []))
          if (!is.reads(String(value)))
            yield finding.fault('form', { got: value, expected: is.example }, fieldOf(located, path));
  },

  judge: (faults) => faults,
};

function rows(is: typeof go, ...patterns: readonly string[]): { at: ReturnType<typeof parsePattern>; is: typeof go }[] {
  return patterns.map((pattern) => ({ at: parsePattern(pattern), is }));
}
