import { isObject } from '../model/json';
import type { Path } from '../model/origin';

/**
 * A pattern names fields of a JSON value: `spec.volumes[*].secret`. `[*]` is every item of a list, `.*` every value of
 * a map, `["a.b/c"]` a field whose name has dots. The empty pattern is the value itself.
 */
const eachItem = Symbol('[*]');
const eachValue = Symbol('.*');
type Step = string | typeof eachItem | typeof eachValue;

/** The steps of a pattern, in order. */
export function parsePattern(pattern: string): readonly Step[] {
  const steps: Step[] = [];
  const tokens = /\[\*\]|\["([^"]+)"\]|\.?\*|\.?([A-Za-z][\w-]*)/gy;
  while (tokens.lastIndex < pattern.length) {
    const start = tokens.lastIndex;
    const match = tokens.exec(pattern);
    if (!match) throw new Error(`field pattern ${pattern} cannot be read from character ${start}`);
    const name = match[1] ?? match[2];
    steps.push(name ?? (match[0] === '[*]' ? eachItem : eachValue));
  }
  return steps;
}

/** Reads the one value that a pattern of plain names leads to. */
export function readerOf(pattern: string): (value: unknown) => unknown {
  const names = parsePattern(pattern).filter((step) => typeof step === 'string');
  return (value) => {
    let inner = value;
    for (const name of names) {
      if (!isObject(inner)) return undefined;
      inner = inner[name];
    }
    return inner;
  };
}

/** A value that a pattern found, and the way to it. */
export interface Found {
  readonly value: unknown;
  readonly path: Path;
}

/** Every value that the steps lead to below `value`; null and undefined are not found. */
export function find(steps: readonly Step[], value: unknown, path: Path): Found[] {
  const found: Found[] = [];
  descend(steps, 0, value, path, found);
  return found;
}

function descend(steps: readonly Step[], index: number, value: unknown, path: Path, found: Found[]): void {
  if (value === undefined || value === null) return;
  const step = steps[index];
  if (step === undefined) {
    found.push({ value, path });
  } else if (step === eachItem) {
    if (Array.isArray(value))
      for (const [at, item] of value.entries()) descend(steps, index + 1, item, [...path, at], found);
  } else if (isObject(value)) {
    const names = step === eachValue ? Object.keys(value) : [step];
    for (const name of names) descend(steps, index + 1, value[name], [...path, name], found);
  }
}

/** Many patterns merged, so that a value is walked once for all of them. */
export class PatternTree<Leaf> {
  private readonly leaves: Leaf[] = [];
  private readonly fields = new Map<string, PatternTree<Leaf>>();
  private items: PatternTree<Leaf> | undefined;
  private values: PatternTree<Leaf> | undefined;

  add(pattern: string, leaf: Leaf): void {
    this.insert(parsePattern(pattern), leaf);
  }

  /** Calls `visit` for every value that one of the patterns leads to. `path` is changed while walking: copy it to keep it. */
  walk(value: unknown, path: (string | number)[], visit: (leaf: Leaf, value: unknown, path: Path) => void): void {
    if (value === undefined || value === null) return;
    for (const leaf of this.leaves) visit(leaf, value, path);
    if (Array.isArray(value)) {
      if (this.items) for (let at = 0; at < value.length; at++) step(this.items, value[at], at, path, visit);
    } else if (typeof value === 'object') {
      const object = value as Readonly<Record<string, unknown>>;
      for (const [name, child] of this.fields) {
        const inner = object[name];
        if (inner !== undefined && inner !== null) step(child, inner, name, path, visit);
      }
      if (this.values) for (const name of Object.keys(object)) step(this.values, object[name], name, path, visit);
    }
  }

  private insert([first, ...rest]: readonly Step[], leaf: Leaf): void {
    if (first === undefined) this.leaves.push(leaf);
    else this.child(first).insert(rest, leaf);
  }

  private child(step: Step): PatternTree<Leaf> {
    if (step === eachItem) return (this.items ??= new PatternTree());
    if (step === eachValue) return (this.values ??= new PatternTree());
    const child = this.fields.get(step) ?? new PatternTree<Leaf>();
    this.fields.set(step, child);
    return child;
  }
}

function step<Leaf>(
  tree: PatternTree<Leaf>,
  value: unknown,
  name: string | number,
  path: (string | number)[],
  visit: (leaf: Leaf, value: unknown, path: Path) => void,
): void {
  path.push(name);
  tree.walk(value, path, visit);
  path.pop();
}
