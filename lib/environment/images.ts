import { z } from 'zod';
import { findingKind } from '../model/finding-kind';
import { parseImage } from '../model/image-reference';
import { rejecting } from './rejection';
import { dnsSubdomain } from './values/name-syntax';

export const mirrorSyntax = findingKind({
  code: 'mirror-syntax',
  why: 'A mirror takes the place of what an image begins with, and no image begins with a scheme or ends with a slash.',
  fix: 'Write host[:port][/path] on both sides: `quay.io: mirror.example.com/quay`.',
  messages: {
    scheme: 'got {got:json}; an image names no scheme: write {plain:json}',
    form: 'got {got:json}; write what images begin with, as mirror.example.com:5000/quay',
    image: 'got {got:json}, which names an image; write its registry, or its path without the tag',
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
  /** By what images begin with, what they begin with in place of it. */
  readonly mirrors: Readonly<Record<string, string>>;
  /** The Secret that pods pull their images with, in each of their namespaces. */
  readonly pullSecret?: string | undefined;
}

/** The block `images`: mirrors and the pull Secret of every pod that is rendered. */
export const images: z.ZodType<ImageSettings> = z
  .strictObject({
    mirrors: z
      .record(start('A registry, such as quay.io, or a registry and a path.'), start('What is there in its place.'))
      .default({})
      .meta({ description: 'By registry, or registry and path, what takes its place: { quay.io: mirror.corp/quay }.' }),
    pullSecret: dnsSubdomain
      .optional()
      .meta({ description: 'A Secret of this name in each namespace, by which its pods pull their images.' }),
  })
  .prefault({})
  .meta({ description: 'Where the images of all pods come from: mirrors, and the Secret to pull with.' });
