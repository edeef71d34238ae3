import { z } from 'zod';
import { isObject } from '../../model/json';
import type { Path } from '../../model/origin';
import { isChoice } from '../composition/merged-keys';
import type { Names } from '../names';
import { on, selectedNames, type On } from '../placement';
import { refuseTwice } from './difference-twice';
import { differenceFixed, differenceOutside } from './findings';
import { partialOf } from './partial-schema';
import { reject } from '../rejection';
import { remember } from './variants';

/** Settings that differ on some clusters of a block. */
export interface Difference {
  readonly on: On;
  readonly set: Readonly<Record<string, unknown>>;
}

/** A block that runs on clusters, with the differences between them. */
export interface Differing {
  readonly on?: On | undefined;
  readonly for?: readonly Difference[] | undefined;
}

/** Why the value of a key cannot differ by cluster, by that key. */
export type FixedKeys = Readonly<Record<string, string>>;

const always: FixedKeys = {
  on: 'it says which clusters there are',
  for: 'differences do not nest',
};

/**
 * A block with the key `for`: settings for some of its clusters. The schema of the block checks the settings of each cluster as a
 * whole; `settingsOn` reads them.
 *
 * @param block a strict object with a key `on`, with all its checks
 * @param fixed keys that `for` cannot set, each with the reason. @default - all may differ
 */
export function withDifferences<Block extends z.ZodObject>(block: Block, names: Names, fixed: FixedKeys = {}): Block {
  const refused = { ...fixed, ...always };
  const extended = block.safeExtend({
    for: z
      // Few blocks have differences, and their schema is as large as that of the block.
      .array(z.lazy(() => z.strictObject({ on: on(names), set: partialWithout(block, refused) })))
      .min(1, { error: 'add an entry, or leave the key out' })
      .optional()
      .meta({
        description: 'Settings that differ on some of its clusters, such as the rings of a rollout.',
      }),
  });
  return extended.superRefine((settings, context) => {
    const { on: where, for: entries } = settings as unknown as Differing;
    if (where === undefined || entries === undefined) return;
    const own = selectedNames(where, names);
    const all = entries.map((entry) => selectedNames(entry.on, names));
    const chosen = all.map((selected) => new Set(selected.filter((name) => own.includes(name))));
    chosen.forEach((clusters, index) => {
      // The placement itself reports an entry that selects nothing at all.
      if (clusters.size > 0 || all[index]?.length === 0) return;
      reject(context, (got) => differenceOutside.fault('outside', { got, clusters: own }), ['for', index, 'on']);
    });
    refuseTwice(entries, chosen, context);
    remember(settings, variantsOf(block, settings, entries, { own, chosen }, context));
  }) as unknown as Block;
}

/** The keys that may be set; each of the others is a finding that says why not. */
function partialWithout(block: z.ZodObject, fixed: FixedKeys): z.ZodType<Difference['set']> {
  const free = Object.fromEntries(
    Object.entries(block.def.shape as Readonly<Record<string, z.ZodType>>).filter(
      ([key]) => !Object.hasOwn(fixed, key),
    ),
  );
  const refused = Object.entries(fixed).map(([key, reason]) => {
    const never = z.unknown().superRefine((got, context) => {
      if (got === undefined) return;
      reject(context, () => differenceFixed.fault('fixed', { got, key, reason }));
    });
    return [key, never.optional().meta({ not: {}, description: `Cannot differ by cluster: ${reason}.` })] as const;
  });
  const partial = partialOf(z.strictObject(free)) as z.ZodObject;
  return partial.extend(Object.fromEntries(refused)).meta({
    description: 'The settings that differ there; the block gives all others.',
  });
}

interface Choice {
  readonly own: readonly string[];
  /** The clusters of each entry. */
  readonly chosen: readonly ReadonlySet<string>[];
}

/** The settings of each cluster that has a difference; findings point to where a setting is written. */
function variantsOf(
  block: z.ZodObject,
  settings: Readonly<Record<string, unknown>>,
  entries: readonly Difference[],
  { own, chosen }: Choice,
  context: z.RefinementCtx,
): ReadonlyMap<string, unknown> {
  const { for: _, ...common } = settings;
  const byEntries = new Map<string, unknown>();
  const variants = new Map<string, unknown>();
  for (const cluster of own) {
    const its = entries.flatMap((_entry, index) => (chosen[index]?.has(cluster) ? [index] : []));
    if (its.length === 0) continue;
    const key = its.join();
    if (!byEntries.has(key)) {
      const whole = its.reduce<unknown>((before, index) => withSet(before, entries[index]?.set), common);
      const parsed = block.safeParse(whole);
      for (const issue of parsed.error?.issues ?? [])
        context.addIssue({ ...issue, path: placeOf(issue.path as Path, its, entries) });
      byEntries.set(key, parsed.success ? parsed.data : common);
    }
    variants.set(cluster, byEntries.get(key));
  }
  return variants;
}

/** Maps key by key, everything else as a whole. */
function withSet(common: unknown, set: unknown, path: Path = []): unknown {
  if (!isObject(common) || !isObject(set) || isChoice(path)) return set;
  const given = Object.entries(set).filter(([, value]) => value !== undefined);
  return {
    ...common,
    ...Object.fromEntries(given.map(([key, value]) => [key, withSet(common[key], value, [...path, key])])),
  };
}

/** The place of a setting: in the first of these entries that gives it or a part of it, otherwise in the block. */
function placeOf(path: Path, its: readonly number[], entries: readonly Difference[]): (string | number)[] {
  const index = its.find((each) => givesAt(entries[each]?.set, path));
  return index === undefined ? [...path] : ['for', index, 'set', ...path];
}

/** Whether a set gives the value at a path, or a choice around it. */
export function givesAt(set: unknown, path: Path): boolean {
  let inner: unknown = set;
  for (const key of path) {
    if (!isObject(inner) && !Array.isArray(inner)) return inner !== undefined;
    inner = (inner as Readonly<Record<string | number, unknown>>)[key];
    if (inner === undefined) return false;
  }
  return path.length > 0;
}
