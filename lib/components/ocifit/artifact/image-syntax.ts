import { z } from 'zod';
import type { FindingKind } from '../../../model/finding';

export const imageSyntax: FindingKind = {
  code: 'image-syntax',
  why: 'The kubelet refuses an image reference of another form, and the pod never starts.',
  fix: 'Write host/path:tag or host/path@sha256:digest.',
};

export const artifactReference: FindingKind = {
  code: 'artifact-reference',
  why: 'The webhook cuts the reference at its first ":" and pulls by tag: with a port or a digest it asks for something else.',
  fix: 'Write host/path:tag, without port and digest.',
};

const part = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const path = `${part}(?:/${part})*`;
const tag = '[\\w][\\w.-]{0,127}';
const imagePattern = new RegExp(`^(?:[a-zA-Z0-9.-]+(?::\\d+)?/)?${path}(?::${tag})?(?:@sha256:[0-9a-f]{64})?$`);
const artifactPattern = new RegExp(`^[a-z0-9-]+(?:\\.[a-z0-9-]+)+/${path}:${tag}$`);

/** A container image, as the kubelet reads it. */
export const imageReference = z
  .string()
  .refine((text) => imagePattern.test(text), {
    error: 'write an image as host/path:tag or host/path@sha256:digest, in lower case',
    params: { code: imageSyntax.code },
  })
  .meta({ pattern: imagePattern.source, description: 'A container image: host/path:tag.' });

/** The one form of reference that the webhook reads. */
export const artifactReferenceText = z
  .string()
  .refine((text) => artifactPattern.test(text), {
    error: ({ input }) => `${artifactFault(String(input))}; write host/path:tag`,
    params: { code: artifactReference.code },
  })
  .meta({ pattern: artifactPattern.source, description: 'The artifact, as host/path:tag; no port, no digest.' });

function artifactFault(text: string): string {
  if (text.includes('@')) return 'the webhook cannot read a digest';
  if (/^[^/]+:\d+\//.test(text)) return 'the webhook cannot read a port';
  if (!/:[^/]+$/.test(text)) return 'the webhook stops at a reference without tag';
  return 'this is no reference to an artifact';
}
