import { parseImage } from '../../model/image-reference';

/** The names of images in rendered objects. */
export interface ImageNaming {
  /** What replaces the beginning of an image, by that beginning. */
  readonly mirrors: Readonly<Record<string, string>>;
  /** The digest of each image, by the name that settings and constructs give it. */
  readonly digests: ReadonlyMap<string, string>;
}

/** The image by its whole name: `nginx` is `docker.io/library/nginx`. */
export function wholeName(image: string): string {
  const [first = '', ...rest] = image.split('/');
  if (rest.length > 0 && (/[.:]/.test(first) || first === 'localhost')) return image;
  return rest.length > 0 ? `docker.io/${image}` : `docker.io/library/${image}`;
}

/** The image as pods name it: by its digest where one is known, and from its mirror where there is one. */
export function named(image: string, { mirrors, digests }: ImageNaming): string {
  const { digest } = parseImage(image);
  const known = digest === undefined ? digests.get(wholeName(image)) : undefined;
  const pinned = known === undefined ? image : `${image}@${known}`;
  const whole = wholeName(pinned);
  const start = startOf(whole, mirrors);
  return start === undefined ? pinned : `${mirrors[start] ?? start}${whole.slice(start.length)}`;
}

/** The longest beginning that has a mirror. */
export function startOf(image: string, mirrors: Readonly<Record<string, string>>): string | undefined {
  const fits = Object.keys(mirrors).filter((start) => {
    // After the name of a registry, ":" begins a port, and so another registry.
    const ends = start.includes('/') ? '/:@' : '/';
    const next = image[start.length];
    return image.startsWith(start) && (next === undefined || ends.includes(next));
  });
  return fits.sort((a, b) => b.length - a.length)[0];
}
