import { z } from 'zod';
import { findingKind } from '../model/finding-kind';
import { parseImage } from '../model/image-reference';
import { rejecting } from './rejection';
import { dnsSubdomain } from './values/name-syntax';

export const mirrorSyntax = findingKind({
  code: 'mirror-syntax',
  why: 'A mirror replaces the beginning of an image, which has no scheme and does not end with a slash.',
  fix: 'Write host[:port][/path] on both sides: `quay.io: mirror.example.com/quay`.',
  messages: {
    scheme: 'got {got:json}; an image has no scheme: write {plain:json}',
    form: 'got {got:json}; write the beginning of images, as mirror.example.com:5000/quay',
    image: 'got {got:json}, which is a whole image; write its registry, or its path without the tag',
  },
});

const form = /^[a-z0-9.-]+(:\d+)?(\/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*$/;

function start(description: string) {
  return z
    .string()
    .refine(
      (text) => !/^[a-z]+:\/\//i.test(text),
      rejecting((got) => mirrorSyntax.fault('scheme', { got, plain: String(got).replace(/^[a-z]+:\/\/|\/+$/gi, '') })),
    )
    .refine(
      (text) => {
        const { repository, tag, digest } = parseImage(text);
        return digest === undefined && (tag === undefined || /^\d+$/.test(tag) || !repository.includes('/'));
      },
      rejecting((got) => mirrorSyntax.fault('image', { got })),
    )
    .refine(
      (text) => form.test(text),
      rejecting((got) => mirrorSyntax.fault('form', { got })),
    )
    .meta({ pattern: form.source, description });
}

/** Where images come from. */
export interface ImageSettings {
  /** What replaces the beginning of an image, by that beginning. */
  readonly mirrors: Readonly<Record<string, string>>;
  /** The Secret that pods pull their images with: one in each of their namespaces. */
  readonly pullSecret?: string | undefined;
}

/** The block `images`: mirrors, and the pull Secret of every rendered pod. */
export const images: z.ZodType<ImageSettings> = z
  .strictObject({
    mirrors: z
      .record(start('A registry, such as quay.io, or a registry and a path.'), start('The mirror that replaces it.'))
      .default({})
      .meta({ description: 'The mirror of each registry, or registry and path: { quay.io: mirror.corp/quay }.' }),
    pullSecret: dnsSubdomain
      .optional()
      .meta({ description: 'The name of the Secret that pods pull their images with, in each of their namespaces.' }),
  })
  .prefault({})
  .meta({ description: 'Where the images of all pods come from: mirrors, and the Secret to pull with.' });
