import { z } from 'zod';
import { findingKind } from '../../model/finding-kind';
import { isSealedValue } from '../../model/sealed-value';
import { rejecting } from '../rejection';

export const sealedValueSyntax = findingKind({
  code: 'sealed-value-syntax',
  why: 'No cluster can open text that kubeseal did not make. If it is the value itself, Git would keep it readable forever.',
  fix: 'Write what `kubeseal --raw` prints for this cluster, namespace and name. Replace the value if it was committed before.',
  messages: {
    // The text may be the secret itself, so that no message repeats it.
    form: 'got text that kubeseal did not make; write what kubeseal --raw prints, and never the value itself',
  },
});

/** What `kubeseal --raw` makes of the value of one key. */
export const sealedValue = z
  .string()
  .refine(
    isSealedValue,
    rejecting(() => sealedValueSyntax.fault('form', {})),
  )
  .meta({ pattern: '^[A-Za-z0-9+/]{194,}={0,2}$', description: 'What kubeseal --raw prints.' });
