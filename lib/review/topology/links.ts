import { everyAgent } from '../../graph/edge';
import { at, fieldsOf, objectsOf } from '../../model/json';
import { refKey } from '../../model/ref';
import type { DrawnObject, DrawnUnit } from './drawn-objects';
import { bucketOf, scoreOf } from './made-objects';

/** One object refers to another. */
export interface Link {
  readonly from: DrawnObject;
  readonly to: DrawnObject;
  /** The name of the field that refers: `secretKeyRef`; `score` where a Placement weighs one. */
  readonly by: string;
}

/** The references among the objects of some units, without those to namespaces and definitions, which every object has. */
export function linksBetween(units: readonly DrawnUnit[], hub: string): Link[] {
  const objects = units.flatMap((unit) => unit.objects);
  const found = new Map<string, DrawnObject>();
  for (const object of objects)
    for (const brought of object.brings) if (!found.has(brought)) found.set(brought, object);
  const clusters = [...new Set(objects.map(({ cluster }) => cluster))];
  const links = new Map<string, Link>();
  const add = (from: DrawnObject, to: DrawnObject | undefined, by: string) => {
    if (to !== undefined && to !== from) links.set(`${from.key}\n${to.key}`, { from, to, by });
  };
  for (const object of objects) {
    for (const { to, via, fieldPath } of object.edges) {
      if (via === 'namespace' || via === 'definition' || via === 'address') continue;
      const by = fieldPath.findLast((step) => typeof step === 'string') ?? via;
      const where = to.cluster === everyAgent ? clusters.filter((cluster) => cluster !== hub) : [to.cluster];
      for (const cluster of where) add(object, found.get(refKey({ ...to, cluster })), by);
    }
  }
  for (const [from, to, by] of [...weighed(objects), ...kept(objects)]) add(from, to, by);
  return [...links.values()];
}

/** Placements with the scores that they weigh, and scores with their scorers. */
function* weighed(objects: readonly DrawnObject[]): Iterable<[DrawnObject, DrawnObject, string]> {
  const scores = new Map(
    objects.flatMap((object) => (object.manifest.kind === 'score' ? [[object.label, object] as const] : [])),
  );
  for (const object of objects) {
    const own = scoreOf(object.manifest);
    const written = own === undefined ? undefined : scores.get(`score ${own}`);
    if (written !== undefined) yield [written, object, 'scorer'];
    if (object.manifest.kind !== 'Placement') continue;
    const configurations = at(fieldsOf(object.manifest), 'spec', 'prioritizerPolicy', 'configurations');
    for (const configuration of objectsOf(configurations)) {
      const name = at(configuration, 'scoreCoordinate', 'addOn', 'resourceName');
      const score = typeof name === 'string' ? scores.get(`score ${name}`) : undefined;
      if (score !== undefined) yield [object, score, 'score'];
    }
  }
}

/** Models, and Jobs that put them there, with their buckets on the same cluster. */
function* kept(objects: readonly DrawnObject[]): Iterable<[DrawnObject, DrawnObject, string]> {
  const named = (object: DrawnObject) => `${object.cluster}/${object.unit} ${object.label}`;
  const buckets = new Map(
    objects.flatMap((object) => (object.manifest.kind === 'bucket' ? [[named(object), object] as const] : [])),
  );
  for (const object of objects) {
    const bucket = bucketOf(object.manifest);
    const found = bucket && buckets.get(`${object.cluster}/${object.unit} bucket ${bucket.name}`);
    if (bucket !== undefined && found !== undefined) yield [object, found, bucket.by];
  }
}
