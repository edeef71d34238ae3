import { find, parsePattern } from '../../graph/field-pattern';
import { kindKey } from '../../graph/located';
import type { Manifest } from '../../model/manifest';
import { faultOf, shown } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

const go = {
  form: /^-?(\d+(\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h)((\d+(\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h))*$|^0$/,
  example: '1h30m',
};
const argo = { form: /^(\d+|\d+(\.\d+)?(ns|us|ms|s|m|h)(\d+(\.\d+)?(ns|us|ms|s|m|h))*)$/, example: '5m' };

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

/** Every duration can be read by the controller that it is for. */
export const durationUnreadable: Rule<Fault> = {
  code: 'duration-unreadable',
  kinds: Object.keys(fields),
  severity: 'error',
  why: 'The schema takes any text, but the webhook refuses, or the controller gives up, what it cannot read as a duration.',
  fix: 'Write numbers with units, as 90s, 15m or 1h30m; days are 24h each.',

  *collect(_, { objects }) {
    for (const located of objects)
      for (const { at, is } of fields[kindKey(located.manifest)] ?? [])
        for (const { value, path } of find(at, located.manifest, []))
          if (!is.form.test(String(value)))
            yield faultOf(located, path, `got ${shown(value)}; a duration is written as ${is.example}`);
  },

  judge: (faults) => faults,

  bad: {
    units: { 'worker01/demo': [secret('1d'), certificate('90days')] },
    findings: [
      'ExternalSecret demo/web spec.refreshInterval: got 1d; a duration is written as 1h30m',
      'Certificate demo/web spec.duration: got 90days; a duration is written as 1h30m',
    ],
  },
  good: { 'worker01/demo': [secret('0'), certificate('2160h0m0s')] },
};

function rows(is: typeof go, ...patterns: readonly string[]): { at: ReturnType<typeof parsePattern>; is: typeof go }[] {
  return patterns.map((pattern) => ({ at: parsePattern(pattern), is }));
}

function secret(refreshInterval: string): Manifest {
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name: 'web', namespace: 'demo' },
    spec: { refreshInterval },
  };
}

function certificate(duration: string): Manifest {
  return {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: { name: 'web', namespace: 'demo' },
    spec: { duration },
  };
}
