import { z } from 'zod';
import { rejecting } from '../rejection';
import { findingKind } from '../../model/finding-kind';

export const imageSyntax = findingKind({
  code: 'image-syntax',
  why: 'The kubelet refuses an image reference of another form, and the pod never starts.',
  fix: 'Write host/path:tag or host/path@sha256:digest.',
  messages: {
    form: 'got {got:json}; write an image as host/path:tag or host/path@sha256:digest, in lower case',
  },
});

const part = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const tag = '[\\w][\\w.-]{0,127}';

/** The path of an image in its registry, without registry, tag and digest; no whole expression. */
export const imagePath = `${part}(?:/${part})*`;
/** The tag of an image and the ":" before it; no whole expression. */
export const imageTag = `:${tag}`;

// Registry and path together have at most 255 characters.
const pattern = new RegExp(
  `^(?=[^@]{1,255}?(?:${imageTag})?(?:@|$))(?:[a-zA-Z0-9.-]+(?::\\d+)?/)?${imagePath}(?:${imageTag})?(?:@sha256:[0-9a-f]{64})?$`,
);

/** A container image, as the kubelet reads it. */
export const imageReference = z
  .string()
  .refine(
    (text) => pattern.test(text),
    rejecting((got) => imageSyntax.fault('form', { got })),
  )
  .meta({ pattern: pattern.source, description: 'A container image: host/path:tag.' });
