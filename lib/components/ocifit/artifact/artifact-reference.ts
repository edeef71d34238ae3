import { z } from 'zod';
import { findingKind } from '../../../model/finding-kind';
import { imagePath, imageTag } from '../../../environment/values/image-syntax';

export const artifactReference = findingKind({
  code: 'artifact-reference',
  why: 'The webhook cuts the reference at its first ":" and pulls by tag: with a port or a digest it asks for something else.',
  fix: 'Write host/path:tag, without port and digest.',
  messages: {},
});

const pattern = new RegExp(`^[a-z0-9-]+(?:\\.[a-z0-9-]+)+/${imagePath}${imageTag}$`);

/** The one form of reference that the webhook reads. */
export const artifactReferenceText = z
  .string()
  .refine((text) => pattern.test(text), {
    error: ({ input }) => `${artifactFault(String(input))}; write host/path:tag`,
    params: { code: artifactReference.code },
  })
  .meta({ pattern: pattern.source, description: 'The artifact, as host/path:tag; no port, no digest.' });

function artifactFault(text: string): string {
  if (text.includes('@')) return 'the webhook cannot read a digest';
  if (/^[^/]+:\d+\//.test(text)) return 'the webhook cannot read a port';
  if (!/:[^/]+$/.test(text)) return 'the webhook stops at a reference without tag';
  return 'this is no reference to an artifact';
}
