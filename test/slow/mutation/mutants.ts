import { edgesOf } from '../../../lib/graph/edges';
import type { Edge } from '../../../lib/graph/edge';
import { kindKey, objectsIn } from '../../../lib/graph/located';
import type { Path } from '../../../lib/model/origin';
import type { Rendered } from '../../../lib/model/unit';

/** One field of one manifest changed. */
export interface Mutant {
  /** Kind, field and change: mutants of one key are of one sort. */
  readonly key: string;
  readonly environment: string;
  readonly index: number;
  readonly rendered: Rendered;
}

type Change = readonly [name: string, apply: (parent: Record<string | number, unknown>, key: string | number) => void];

const remove: Change = [
  'removed',
  (parent, key) => {
    if (Array.isArray(parent)) parent.splice(Number(key), 1);
    else Reflect.deleteProperty(parent, key);
  },
];

function changesOf(value: unknown): readonly Change[] {
  const set = (name: string, other: unknown): Change => [
    name,
    (parent, key) => {
      parent[key] = other;
    },
  ];
  if (typeof value === 'string') return [set('other', changedText(value)), remove];
  if (typeof value === 'number') return [set('other', value + 1), remove];
  if (typeof value === 'boolean') return [set('other', !value), remove];
  return [remove];
}

/** The text with one letter or digit more, where it hurts most: at the end of its first word. */
function changedText(text: string): string {
  return /[A-Za-z0-9]$/.test(text) ? `${text}x` : text.replace(/([A-Za-z0-9])(?=[^A-Za-z0-9]*$)/, '$1x') || 'x';
}

/** Every mutant of a manifest: each field of it, and of the objects that it carries, in each way. */
export function mutantsOf(environment: string, index: number, rendered: Rendered): Mutant[] {
  const objects = objectsIn(rendered);
  const mutants: Mutant[] = [];
  const visit = (value: unknown, path: Path): void => {
    if (path.length > 0)
      for (const [name, apply] of changesOf(value))
        mutants.push({
          key: `${nameOf(objects, path)} ${name}`,
          environment,
          index,
          rendered: changed(rendered, path, apply),
        });
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

/** Every reference of a manifest by its sort, each with a mutant in which it leads elsewhere, where it stands in a field. */
export function edgeMutantsOf(environment: string, index: number, rendered: Rendered): [string, Mutant | undefined][] {
  const objects = objectsIn(rendered);
  return objects.flatMap(edgesOf).map((edge): [string, Mutant | undefined] => {
    const key = `${nameOf(objects, edge.fieldPath)} → ${edge.to.kind}`;
    const set: Change[1] = (parent, name) => {
      parent[name] = elsewhere(parent[name], edge);
    };
    const isText = typeof at(rendered.manifest, edge.fieldPath) === 'string';
    return [
      key,
      isText
        ? { key: `${key} elsewhere`, environment, index, rendered: changed(rendered, edge.fieldPath, set) }
        : undefined,
    ];
  });
}

function elsewhere(value: unknown, { via, to }: Edge): string {
  const text = String(value);
  if (via === 'definition') return `x${text}`;
  if (via === 'address') return text.replace(`:${to.port ?? ''}`, ':31999');
  // A URL, or a list of names, holds the target's name somewhere.
  return text.includes(to.name) ? text.replace(to.name, `${to.name}x`) : `${text}x`;
}

function at(root: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<string | number, unknown> | undefined)?.[key], root);
}

function changed(rendered: Rendered, path: Path, apply: Change[1]): Rendered {
  const manifest = structuredClone(rendered.manifest);
  const parent = at(manifest, path.slice(0, -1)) as Record<string | number, unknown>;
  apply(parent, path.at(-1)!);
  return { ...rendered, manifest };
}

/** `apps/Deployment spec.template.spec.containers[*].image`: from the innermost object that has the field. */
function nameOf(objects: ReturnType<typeof objectsIn>, path: Path): string {
  const inside = objects.filter(
    (object) => object.path.length < path.length && object.path.every((key, i) => path[i] === key),
  );
  const innermost = inside.reduce((deepest, object) => (object.path.length >= deepest.path.length ? object : deepest));
  const field = path
    .slice(innermost.path.length)
    .map((key) => (typeof key === 'number' ? '[*]' : /^[\w-]+$/.test(key) ? `.${key}` : `["${key}"]`))
    .join('');
  return `${kindKey(innermost.manifest)} ${field.replace(/^\./, '')}`;
}
