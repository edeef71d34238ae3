import { isSealedValue } from '../../model/sealed-value';
import { faultOf } from '../engine/fault';
import { objectRule } from '../engine/object-rule';

export const sealedSecretUnreadable = objectRule({
  code: 'sealed-secret-unreadable',
  kinds: ['bitnami.com/v1alpha1/SealedSecret'],
  severity: 'error',
  summary: 'Every value of a SealedSecret is text that kubeseal made.',
  why: 'Sealed Secrets opens nothing else, so the Secret is never made. If the text is the value itself, Git keeps it readable.',
  fix: 'Put in what `kubeseal` prints, and replace the value if it was committed.',
  turnOff: 'When another controller than Sealed Secrets opens these objects.',

  *collect(located) {
    for (const [key, text] of Object.entries(located.manifest.spec.encryptedData))
      if (!located.uninstantiated && !isSealedValue(text))
        yield faultOf(
          located,
          ['spec', 'encryptedData', key],
          'got text that kubeseal did not make; put in what kubeseal prints, and never the value itself',
        );
  },

  judge: (faults) => faults,
});
