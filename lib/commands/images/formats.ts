import { stringify } from 'yaml';
import { parseImage } from '../../model/image-reference';
import type { EnvironmentImages } from '../../synth/images/list-images';
import { table } from '../report/table';

/** What a list of images is printed as. */
export const formats = ['table', 'text', 'json', 'hauler', 'zarf', 'oc-mirror'] as const;
export type Format = (typeof formats)[number];

/** All environments' images as programs that carry them over an air gap read them, or as people do. */
export function formatted(
  format: Format,
  environments: readonly EnvironmentImages[],
  digests: ReadonlyMap<string, string>,
): string {
  const names = [...new Set(environments.flatMap(({ images }) => images.map(({ image }) => image)))].sort();
  const pinned = names.map((image) => pin(image, digests));
  switch (format) {
    case 'text':
      return pinned.map((image) => `${image}\n`).join('');
    case 'json':
      return `${JSON.stringify(
        environments.map((one) => withDigests(one, digests)),
        undefined,
        2,
      )}\n`;
    case 'hauler':
      return stringify({
        apiVersion: 'content.hauler.cattle.io/v1',
        kind: 'Images',
        metadata: { name: 'scorewright' },
        spec: { images: pinned.map((name) => ({ name })) },
      });
    case 'zarf':
      return stringify({
        kind: 'ZarfPackageConfig',
        metadata: { name: 'scorewright-images' },
        components: [{ name: 'images', required: true, images: pinned }],
      });
    case 'oc-mirror':
      return stringify({
        kind: 'ImageSetConfiguration',
        apiVersion: 'mirror.openshift.io/v2alpha1',
        mirror: { additionalImages: pinned.map((name) => ({ name })) },
      });
    case 'table':
      return environments.map((one) => asTable(one, digests)).join('\n');
  }
}

/** The image by its digest, where one is known. */
function pin(image: string, digests: ReadonlyMap<string, string>): string {
  const digest = digests.get(image);
  return digest === undefined || parseImage(image).digest !== undefined ? image : `${image}@${digest}`;
}

function withDigests({ name, images, hidden }: EnvironmentImages, digests: ReadonlyMap<string, string>) {
  const digestOf = (image: string) => parseImage(image).digest ?? digests.get(image);
  return {
    name,
    images: images.map(({ image, from }) => {
      const digest = digestOf(image);
      return { image, ...(digest !== undefined && { digest }), from };
    }),
    hidden,
  };
}

/** The objects that are named of an image that many use. */
const most = 3;

function asTable({ name, images, hidden }: EnvironmentImages, digests: ReadonlyMap<string, string>): string {
  const rows = images.map(({ image, from }) => {
    const digest = parseImage(image).digest ?? digests.get(image);
    const more = from.length > most ? ` and ${from.length - most} more` : '';
    return [image, digest?.slice(0, 19) ?? '-', `${from.slice(0, most).join(', ')}${more}`];
  });
  const charts = hidden.map(
    ({ chart, version, repoURL, clusters }) => `  ${chart} ${version} of ${repoURL} on ${clusters.join(', ')}\n`,
  );
  const unseen =
    charts.length === 0 ? '' : `\n  images of charts are not seen here:\n${charts.map((line) => `  ${line}`).join('')}`;
  return `${name}\n${table([['image', 'digest', 'from'], ...rows], '  ').join('\n')}\n${unseen}`;
}
