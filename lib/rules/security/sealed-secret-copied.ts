import type { Located } from '../../graph/located';
import { formatRef } from '../../model/ref';
import { findingKind } from '../../model/finding-kind';
import { collisions, fieldOf } from '../engine/fault';
import { objectRule } from '../engine/object-rule';

interface Fact extends Omit<Located, 'manifest'> {
  readonly key: string;
  readonly text: string;
  /** What kubeseal binds the text to: `namespace/name`, a namespace, or nothing. */
  readonly scope: string;
}

const clusterWide = 'sealedsecrets.bitnami.com/cluster-wide';
const namespaceWide = 'sealedsecrets.bitnami.com/namespace-wide';

const finding = findingKind({
  code: 'sealed-secret-copied',
  why: 'A value is sealed for one namespace and name, and kubeseal never makes the same text twice, so only one of two objects with the same text can be opened.',
  fix: 'Seal the value again for each namespace and name, or seal it with `--scope cluster-wide`.',
  messages: {
    copied: 'got the same text as {first}, and only one of them can be opened; seal the value for each',
  },
});

export const sealedSecretCopied = objectRule({
  ...finding,
  kinds: ['bitnami.com/v1alpha1/SealedSecret'],
  summary: 'No sealed value is used under a second name or in a second namespace.',
  turnOff: 'Never while Sealed Secrets opens them.',

  *collect({ manifest, ...own }): Iterable<Fact> {
    if (own.uninstantiated) return;
    const { annotations = {} } = manifest.metadata;
    const { namespace = '', name } = own.ref;
    const within = annotations[namespaceWide] === 'true' ? namespace : `${namespace}/${name}`;
    const scope = annotations[clusterWide] === 'true' ? '' : within;
    for (const [key, text] of Object.entries(manifest.spec.encryptedData)) yield { ...own, key, text, scope };
  },

  *judge(facts) {
    for (const [first, ...others] of collisions(facts, ({ text }) => text))
      for (const other of others)
        if (other.scope !== first.scope)
          yield finding.fault(
            'copied',
            { first: formatRef(first.ref) },
            fieldOf(other, ['spec', 'encryptedData', other.key]),
          );
  },
});
