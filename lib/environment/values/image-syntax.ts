import { z } from 'zod';
import { imageForm } from '../../model/image-reference';
import { rejecting } from '../rejection';
import { findingKind } from '../../model/finding-kind';

export const imageSyntax = findingKind({
  code: 'image-syntax',
  why: 'The kubelet rejects an image reference of another form, and the pod never starts.',
  fix: 'Write host/path:tag or host/path@sha256:digest.',
  messages: {
    form: 'got {got:json}; write an image as host/path:tag or host/path@sha256:digest, in lower case',
  },
});

/** A container image, as the kubelet reads it. */
export const imageReference = z
  .string()
  .refine(
    (text) => imageForm.test(text),
    rejecting((got) => imageSyntax.fault('form', { got })),
  )
  .meta({
    pattern: imageForm.source,
    description: 'A container image: host/path:tag.',
    examples: ['registry.example.com/web:1.0.0'],
  });
