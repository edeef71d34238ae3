import type { EnvironmentFile } from '../../environment/environment-file';
import { objectsIn } from '../../graph/located';
import { compare, type Finding } from '../../model/finding';
import { formatRef } from '../../model/ref';
import { expand } from '../expand';
import { load } from '../load';
import { Rendering } from '../rendering';
import { imagePlaces } from './image-places';
import { lockFile } from './images-lock';
import { wholeName } from './mirrored';

/** An image that the environment renders, by its whole name and before any mirror. */
export interface ListedImage {
  readonly image: string;
  /** `worker01 Deployment shop/web`, sorted. */
  readonly from: readonly string[];
}

/** A chart, whose images are not visible here. */
export interface HiddenImages {
  readonly chart: string;
  readonly repoURL: string;
  readonly version: string;
  readonly clusters: readonly string[];
}

/** The images of one environment. */
export interface EnvironmentImages {
  readonly name: string;
  readonly findings: readonly Finding[];
  readonly images: readonly ListedImage[];
  readonly hidden: readonly HiddenImages[];
}

/** Renders an environment without its mirrors and lock, and lists the images. Nothing is written. */
export function listImages(file: EnvironmentFile): EnvironmentImages {
  const { name } = file;
  const { settings, source, findings, known } = load(file);
  if (settings === undefined) return { name, findings, images: [], hidden: [] };
  const expansion = expand({ ...settings, images: { mirrors: {} } }, source, known.scorers, known);
  const context = {
    ...expansion.context,
    attachment: (path: string) => (path === lockFile ? undefined : expansion.context.attachment(path)),
  };
  const rendering = new Rendering({ ...expansion, context });
  const uses = new Map<string, Set<string>>();
  for (const rendered of rendering.objects()) {
    for (const located of objectsIn(rendered, expansion.fleet.hub.name)) {
      const object = `${located.uninstantiated ? 'any' : located.ref.cluster} ${formatRef(located.ref)}`;
      for (const { image } of imagePlaces(located)) add(uses, wholeName(image), object);
    }
  }
  const charts = new Map<string, Set<string>>();
  for (const { cluster, content } of expansion.units)
    if (content.type === 'chart') {
      const { source: from } = content;
      const [chart, version] = from.type === 'helm' ? [from.chart, from.version] : [from.path, from.commit];
      add(charts, JSON.stringify([chart, from.repoURL, version]), cluster);
    }
  return {
    name,
    findings: [...expansion.findings, ...rendering.failures],
    images: [...uses]
      .filter(([image]) => !image.includes('/placeholder:'))
      .map(([image, from]) => ({ image, from: [...from].sort(compare) }))
      .sort((a, b) => compare(a.image, b.image)),
    hidden: [...charts]
      .sort(([a], [b]) => compare(a, b))
      .map(([key, clusters]) => {
        const [chart = '', repoURL = '', version = ''] = JSON.parse(key) as string[];
        return { chart, repoURL, version, clusters: [...clusters].sort(compare) };
      }),
  };
}

function add(map: Map<string, Set<string>>, key: string, item: string): void {
  const known = map.get(key);
  if (known) known.add(item);
  else map.set(key, new Set([item]));
}
