import { compare } from '../model/finding';
import { formatRef, type Ref } from '../model/ref';
import { cycleThrough, stronglyConnected } from './components';

/** What one object needs of another of its unit: `strict` an earlier wave, otherwise no later one. */
export interface Need {
  readonly to: number;
  readonly strict: boolean;
}

export type Needs = readonly (readonly Need[])[];

/** Objects that wait for one another. */
export interface Cycle {
  /** The alphabetically first of them that needs another in an earlier wave. */
  readonly first: Ref;
  /** The way from it back to itself: `a → b → a`. */
  readonly way: string;
}

/**
 * The lowest level of every object such that each need is met, starting from `floor`. Objects that wait for one another
 * share a level; linear in objects and needs.
 */
export function levels(needs: Needs, floor: (at: number) => number): number[] {
  const level = needs.map((_, at) => floor(at));
  for (const component of stronglyConnected(needs.map((list) => list.map(({ to }) => to)))) {
    const members = new Set(component);
    let highest = 0;
    for (const at of component) {
      highest = Math.max(highest, level[at] ?? 0);
      for (const { to, strict } of needs[at] ?? [])
        if (!members.has(to)) highest = Math.max(highest, (level[to] ?? 0) + (strict ? 1 : 0));
    }
    for (const at of component) level[at] = highest;
  }
  return level;
}

/** Every group of objects that need one another in earlier waves, by one path each. */
export function cycles(needs: Needs, refs: readonly Ref[]): Cycle[] {
  const nameOf = (at: number): string => {
    const ref = refs[at];
    return ref ? formatRef(ref) : '';
  };
  const byName = (a: number, b: number): number => compare(nameOf(a), nameOf(b));
  return stronglyConnected(needs.map((list) => list.map(({ to }) => to)))
    .flatMap((component): Cycle[] => {
      if (component.length === 1 && !component.some((at) => needs[at]?.some(({ to }) => to === at))) return [];
      const inside = new Set(component);
      const waiting = component.filter((at) => needs[at]?.some(({ to, strict }) => strict && inside.has(to)));
      const [first] = waiting.sort(byName);
      if (first === undefined) return [];
      const successors: number[][] = [];
      for (const at of component)
        successors[at] = (needs[at] ?? [])
          .filter(({ to, strict }) => inside.has(to) && (strict || at !== first))
          .map(({ to }) => to)
          .sort(byName);
      const way = cycleThrough(first, successors, inside).map(nameOf).join(' → ');
      const ref = refs[first];
      return ref === undefined ? [] : [{ first: ref, way }];
    })
    .sort((a, b) => compare(a.way, b.way));
}
