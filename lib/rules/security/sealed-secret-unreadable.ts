import { isSealedValue } from '../../model/sealed-value';
import { findingKind } from '../../model/finding-kind';
import { fieldOf } from '../engine/fault';
import { objectRule } from '../engine/object-rule';

const finding = findingKind({
  code: 'sealed-secret-unreadable',
  why: 'Sealed Secrets opens nothing else, so the Secret is never made. If the text is the value itself, Git keeps it readable.',
  fix: 'Put in what `kubeseal` prints, and replace the value if it was committed.',
  messages: {
    text: 'got text that kubeseal did not make; put in what kubeseal prints, and never the value itself',
  },
});

export const sealedSecretUnreadable = objectRule({
  ...finding,
  kinds: ['bitnami.com/v1alpha1/SealedSecret'],
  summary: 'Every value of a SealedSecret is text that kubeseal made.',
  turnOff: 'When another controller than Sealed Secrets opens these objects.',

  *collect(located) {
    for (const [key, text] of Object.entries(located.manifest.spec.encryptedData))
      if (!located.uninstantiated && !isSealedValue(text))
        yield finding.fault('text', {}, fieldOf(located, ['spec', 'encryptedData', key]));
  },

  judge: (faults) => faults,
});
