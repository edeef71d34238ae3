import { z } from 'zod';
import { dnsForms } from '../../model/dns-name';
import { rejecting } from '../rejection';
import { findingKind } from '../../model/finding-kind';

export const secretKeySyntax = findingKind({
  code: 'secret-key-syntax',
  why: 'A token is one key of one Secret; its namespace follows from who reads it.',
  fix: 'Write the name of the Secret and the key with "/" between them, such as `api-auth-secret/token`.',
  messages: {
    form: 'got {got:json}; write the name of a Secret and a key of it, such as api-auth-secret/token',
  },
});

const pattern = new RegExp(`^(?=[^/]{1,253}/)${dnsForms.subdomain}/[-._a-zA-Z0-9]+$`);

/** One key of a Secret: `api-auth-secret/token`. */
export const secretKey = z
  .string()
  .refine(
    (text) => pattern.test(text),
    rejecting((got) => secretKeySyntax.fault('form', { got })),
  )
  .meta({
    pattern: pattern.source,
    description: 'A Secret and one key of it: api-auth-secret/token.',
    examples: ['api-auth-secret/token'],
  });

/** The parts of what `secretKey` accepts. */
export function splitSecretKey(text: string): { readonly name: string; readonly key: string } {
  const slash = text.indexOf('/');
  return { name: text.slice(0, slash), key: text.slice(slash + 1) };
}
