import { imagesOf } from '../../graph/images';
import type { Located } from '../../graph/located';
import { at, objectsOf } from '../../model/json';
import { imageForm, parseImage } from '../../model/image-reference';
import type { Path } from '../../model/origin';

/** Where a rendered manifest names an image. */
export interface ImagePlace {
  readonly image: string;
  /** The path from the rendered manifest, which may carry the object. */
  readonly path: Path;
  /** The text before the image in the same value: `--image=`. @default - none */
  readonly before?: string;
}

/** Every image of an object's containers, and those in their variables and arguments. */
export function imagePlaces(located: Located): readonly ImagePlace[] {
  const own = imagesOf(located);
  return own.flatMap(({ image, path }) => {
    const container = path.slice(0, -1);
    const read = (...keys: Path) => at(located.manifest, ...container.slice(located.path.length), ...keys);
    return [
      { image, path },
      ...objectsOf(read('env')).flatMap(({ value }, index) => handedOn(value, [...container, 'env', index, 'value'])),
      ...['args', 'command'].flatMap((list) => {
        const words = read(list);
        return Array.isArray(words)
          ? words.flatMap((word: unknown, index) => handedOn(word, [...container, list, index]))
          : [];
      }),
    ];
  });
}

/** A text that is a whole image reference, alone or after a flag. */
function handedOn(value: unknown, path: Path): ImagePlace[] {
  if (typeof value !== 'string') return [];
  const [, before = '', image = ''] = /^(-{1,2}[\w-]+=)?(\S+)$/.exec(value) ?? [];
  if (!imageForm.test(image) || !/^[^/]+\.[^/]+\//.test(image)) return [];
  const { tag, digest } = parseImage(image);
  if (tag === undefined && digest === undefined) return [];
  return [{ image, path, ...(before !== '' && { before }) }];
}
