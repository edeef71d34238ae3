import type { ImageSettings } from '../../environment/images';
import { outsideApi } from '../../model/group-kind';
import { isObject } from '../../model/json';
import type { Need, Unit } from '../../model/unit';
import { named, type ImageNaming } from './mirrored';

/** The images of charts, which are not visible here, as needs: somebody must set their mirrors and pull Secret. */
export function chartNeeds(units: readonly Unit[], { mirrors, pullSecret }: ImageSettings): Need[] {
  const wanted = [
    ...(Object.keys(mirrors).length === 0 ? [] : ['come from the mirrors']),
    ...(pullSecret === undefined ? [] : [`are pulled by Secret ${pullSecret}`]),
  ];
  if (wanted.length === 0) return [];
  const why = `the chart names them itself: set its values so that they ${wanted.join(' and ')}, or set up the nodes so`;
  return units.flatMap(({ cluster, name, content }) =>
    content.type === 'chart' ? [{ ref: { cluster, ...outsideApi('Images'), name: `of chart ${name}` }, why }] : [],
  );
}

/** A unit whose chart values name images by their mirrors and digests. */
export function withNamedValues(unit: Unit, naming: ImageNaming): Unit {
  const { content } = unit;
  if (content.type !== 'chart' || content.source.type !== 'helm') return unit;
  const values = renamed(content.source.values, '', naming) as Readonly<Record<string, unknown>>;
  return { ...unit, content: { ...content, source: { ...content.source, values } } };
}

function renamed(value: unknown, key: string, naming: ImageNaming): unknown {
  if (Array.isArray(value)) return value.map((item) => renamed(item, key, naming));
  if (isObject(value)) {
    const all = Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, renamed(inner, name, naming)]));
    const { registry, repository } = value;
    if (typeof registry !== 'string' || typeof repository !== 'string') return all;
    const [host = registry, ...rest] = named(`${registry}/${repository}`, naming).split('/');
    return { ...all, registry: host, repository: rest.join('/') };
  }
  const isImage =
    typeof value === 'string' && /(image|repository)$/i.test(key) && /^[^/\s]+\.[^/\s]+\/\S+$/.test(value);
  return isImage ? named(value, naming) : value;
}
