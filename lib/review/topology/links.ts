import { everyAgent } from '../../graph/edge';
import { at, fieldsOf, objectsOf } from '../../model/json';
import { refKey } from '../../model/ref';
import { cleanScoreName } from '../../model/score-name';
import type { DrawnObject, DrawnUnit } from './drawn-objects';

/** One object refers to another. */
export interface Link {
  readonly from: DrawnObject;
  readonly to: DrawnObject;
  /** The name of the field that refers: `secretKeyRef`; `score` where a Placement weighs the score of a scorer. */
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
  for (const [from, to] of weighed(objects)) add(from, to, 'score');
  return [...links.values()];
}

/** Placements with the scorers whose scores they weigh; names are compared as the framework cleans them. */
function* weighed(objects: readonly DrawnObject[]): Iterable<[DrawnObject, DrawnObject]> {
  const scorers = objects.filter(({ manifest }) => manifest.kind === 'DynamicScorer');
  const byScore = new Map(
    scorers.flatMap((scorer) => {
      const score = at(fieldsOf(scorer.manifest), 'spec', 'scoring', 'params', 'name');
      return typeof score === 'string' ? [[cleanScoreName(score), scorer] as const] : [];
    }),
  );
  for (const object of objects) {
    if (object.manifest.kind !== 'Placement') continue;
    const configurations = at(fieldsOf(object.manifest), 'spec', 'prioritizerPolicy', 'configurations');
    for (const configuration of objectsOf(configurations)) {
      const score = at(configuration, 'scoreCoordinate', 'addOn', 'resourceName');
      const scorer = typeof score === 'string' ? byScore.get(score) : undefined;
      if (scorer !== undefined) yield [object, scorer];
    }
  }
}
