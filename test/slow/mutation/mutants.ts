import { createHash } from 'node:crypto';
import type { Edge } from '../../../lib/graph/edge';
import { edgesOf } from '../../../lib/graph/edges';
import { kindKey, objectsIn } from '../../../lib/graph/located';
import { label } from '../../../lib/model/manifest';
import { formatPath, type Path } from '../../../lib/model/origin';
import type { Rendered } from '../../../lib/model/unit';

/** One field of one manifest changed. */
export interface Mutant {
  /** Kind, field and change: mutants of one sort are alike. */
  readonly sort: string;
  readonly environment: string;
  /** The manifest's place in its environment. */
  readonly index: number;
  readonly path: Path;
  /** The object and the field, for people. */
  readonly where: string;
  /** The manifest with the change. */
  readonly make: () => Rendered;
}

type Place = Record<string | number, unknown>;
type Change = readonly [name: string, apply: (parent: Place, key: string | number) => void];

const remove: Change = [
  'removed',
  (parent, key) => {
    if (Array.isArray(parent)) parent.splice(Number(key), 1);
    else Reflect.deleteProperty(parent, key);
  },
];

function changesOf(value: unknown): readonly Change[] {
  const other = (to: unknown): Change => [
    'other',
    (parent, key) => {
      parent[key] = to;
    },
  ];
  if (typeof value === 'string') return [other(changedText(value)), remove];
  if (typeof value === 'number') return [other(value + 1), remove];
  if (typeof value === 'boolean') return [other(!value), remove];
  return [remove];
}

/** The text with one letter more, where it hurts most: at the end of its last word. */
function changedText(text: string): string {
  return text.replace(/([A-Za-z0-9])(?=[^A-Za-z0-9]*$)/, '$1x') || 'x';
}

/** Every mutant of a manifest: each field of it, and of the objects that it carries, in each way. */
export function mutantsOf(environment: string, index: number, rendered: Rendered): Mutant[] {
  const objects = objectsIn(rendered);
  const mutants: Mutant[] = [];
  const visit = (value: unknown, path: Path): void => {
    if (path.length > 0)
      for (const [name, apply] of changesOf(value))
        mutants.push(mutant(environment, index, rendered, path, `${nameOf(objects, path)} ${name}`, apply));
    if (Array.isArray(value))
      value.forEach((item, at) => {
        visit(item, [...path, at]);
      });
    else if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) visit(inner, [...path, key]);
  };
  visit(rendered.manifest, []);
  return mutants;
}

/** Every reference of a manifest that stands in a text, by its sort, as a mutant in which it leads elsewhere. */
export function edgeMutantsOf(environment: string, index: number, rendered: Rendered): Mutant[] {
  const objects = objectsIn(rendered);
  return objects.flatMap(edgesOf).flatMap((edge) => {
    const text = at(rendered.manifest, edge.fieldPath);
    if (typeof text !== 'string') return [];
    const sort = `${nameOf(objects, edge.fieldPath)} → ${edge.to.kind}`;
    const set: Change[1] = (parent, key) => {
      parent[key] = elsewhere(text, edge);
    };
    return [mutant(environment, index, rendered, edge.fieldPath, sort, set)];
  });
}

/** The text with the name of what an edge leads to, or the port of an address, changed. */
export function elsewhere(text: string, { via, to }: Edge): string {
  if (via === 'definition') return `x${text}`;
  // Of a node's address only the port can be wrong; of a host its first word.
  if (via === 'address' && /^[\d.]+$/.test(to.name)) return text.replace(/:\d+(?=\/|$)/, ':31999');
  if (via === 'address') return text.replace(to.name, `x${to.name}`);
  // A URL, or a list of names, holds the target's name somewhere.
  return text.includes(to.name) ? text.replace(to.name, `${to.name}x`) : `${text}x`;
}

/** So many of each sort, evenly and always the same: those whose hash is smallest, whatever else there is. */
export function drawn(mutants: readonly Mutant[], perSort: number): Map<string, Mutant[]> {
  const sorts = new Map<string, Mutant[]>();
  for (const one of mutants) {
    const alike = sorts.get(one.sort);
    if (alike) alike.push(one);
    else sorts.set(one.sort, [one]);
  }
  for (const alike of sorts.values()) {
    const order = new Map(alike.map((one) => [one, seeded(`${one.environment} ${unhashed(one.where)}`)]));
    alike.sort((a, b) => (order.get(a)! < order.get(b)! ? -1 : 1));
    alike.splice(perSort);
  }
  return sorts;
}

const seed = 'scorewright 1';

/** Without the hash in the name of a Job that runs once, which would draw others after any change of its template. */
function unhashed(where: string): string {
  return where.replace(/-[0-9a-f]{10}\b/g, '');
}

function seeded(text: string): string {
  return createHash('sha256').update(`${seed} ${text}`).digest('hex');
}

function mutant(
  environment: string,
  index: number,
  rendered: Rendered,
  path: Path,
  sort: string,
  apply: Change[1],
): Mutant {
  const where = `${rendered.origin.cluster}/${rendered.origin.unit} ${label(rendered.manifest)} ${formatPath(path)}`;
  const make = (): Rendered => {
    const manifest = structuredClone(rendered.manifest);
    apply(at(manifest, path.slice(0, -1)) as Place, path.at(-1)!);
    return { ...rendered, manifest };
  };
  return { sort, environment, index, path, where, make };
}

function at(root: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => (value as Place | undefined)?.[key], root);
}

/** `apps/Deployment spec.template.spec.containers[*].image`: from the innermost object that has the field. */
function nameOf(objects: ReturnType<typeof objectsIn>, path: Path): string {
  const inside = objects.filter(
    (object) => object.path.length < path.length && object.path.every((key, i) => path[i] === key),
  );
  const innermost = inside.reduce((deepest, object) => (object.path.length >= deepest.path.length ? object : deepest));
  const own = path.slice(innermost.path.length);
  const field = own
    .map((key, i) => {
      if (typeof key === 'number') return '[*]';
      if (isOneOfMany(own, i)) return '.*';
      return /^[\w-]+$/.test(key) ? `.${key}` : `["${key}"]`;
    })
    .join('');
  return `${kindKey(innermost.manifest)} ${field.replace(/^\./, '')}`;
}

/** Labels for people, which every object has, and maps whose keys are not fields but content: one sort for all of them. */
const standardLabel = /^app\.kubernetes\.io\/(component|managed-by|name|part-of)$/;

function isOneOfMany(path: Path, index: number): boolean {
  const [parent, key] = [path[index - 1], String(path[index])];
  if (parent === 'labels') return standardLabel.test(key);
  if (path.slice(0, index).includes('valuesObject')) return true;
  return parent === 'data' || (parent === 'annotations' && path.includes('target'));
}
