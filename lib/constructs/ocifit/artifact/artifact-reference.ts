import { z } from 'zod';
import { reject } from '../../../environment/rejection';
import { findingKind } from '../../../model/finding-kind';
import { taggedPath } from '../../../model/image-reference';

export const artifactReference = findingKind({
  code: 'artifact-reference',
  why: 'The webhook cuts the reference at its first ":" and pulls by tag: with a port or a digest it asks for something else.',
  fix: 'Write host/path:tag, without port and digest.',
  messages: {
    digest: 'got {got:json}; the webhook cannot read a digest; write host/path:tag',
    port: 'got {got:json}; the webhook cannot read a port; write host/path:tag',
    noTag: 'got {got:json}; the webhook stops at a reference without tag; write host/path:tag',
    other: 'got {got:json}; this is not a reference to an artifact; write host/path:tag',
  },
});

const pattern = new RegExp(`^[a-z0-9-]+(?:\\.[a-z0-9-]+)+/${taggedPath}$`);

/** The one form of reference that the webhook reads. */
export const artifactReferenceText = z
  .string()
  .superRefine((text, context) => {
    if (!pattern.test(text)) reject(context, (got) => artifactReference.fault(whatIsWrong(text), { got }));
  })
  .meta({
    pattern: pattern.source,
    description: 'The artifact, as host/path:tag; no port, no digest.',
    examples: ['ghcr.io/acme/models:1'],
  });

function whatIsWrong(text: string): keyof typeof artifactReference.messages {
  if (text.includes('@')) return 'digest';
  if (/^[^/]+:\d+\//.test(text)) return 'port';
  return /:[^/]+$/.test(text) ? 'other' : 'noTag';
}
