const part = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const path = `${part}(?:/${part})*`;
const tag = '[\\w][\\w.-]{0,127}';

/** The path and tag of an image, without registry and digest, as part of longer expressions. */
export const taggedPath = `${path}:${tag}`;

/** A container image as the kubelet reads it; registry and path together have at most 255 characters. */
export const imageForm = new RegExp(
  `^(?=[^@]{1,255}?(?::${tag})?(?:@|$))(?:[a-zA-Z0-9.-]+(?::\\d+)?/)?${path}(?::${tag})?(?:@sha256:[0-9a-f]{64})?$`,
);

/** The parts of an image reference. */
export interface ImageReference {
  /** Registry and path: `quay.io/org/name`. */
  readonly repository: string;
  readonly tag?: string;
  /** With its algorithm: `sha256:…`. */
  readonly digest?: string;
}

/** Splits an image reference, whether or not its parts have the right form. */
export function parseImage(text: string): ImageReference {
  const [named = '', digest] = text.split('@');
  const [, repository = named, tagged] = /^(.+):([^/:]+)$/.exec(named) ?? [];
  return { repository, ...(tagged !== undefined && { tag: tagged }), ...(digest !== undefined && { digest }) };
}
