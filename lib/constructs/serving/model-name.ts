import { rejecting } from '../../environment/rejection';
import { dnsLabel, nameSyntax } from '../../environment/values/name-syntax';

/** The name of a model: KServe's webhook refuses an InferenceService whose name begins with a digit. */
export const modelName = dnsLabel
  .refine(
    (name) => /^[a-z]/.test(name),
    rejecting((got) => nameSyntax.fault('firstCharacter', { got })),
  )
  .meta({ pattern: '^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$' });
