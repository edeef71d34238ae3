import { isDeepStrictEqual } from 'node:util';
import { at } from '../../model/json';
import { causeOf, formatPath, type Path } from '../../model/origin';
import type { Rendered } from '../../model/unit';
import { otherValues } from './other-values';
import { leavesOf, type Leaf } from './settings-of';
import type { Variations } from './variations';

/** A setting that may give a field its value, with the other values to try. */
export interface Candidate extends Leaf {
  readonly others: readonly unknown[];
}

/**
 * The number of settings to try for one field: of those that fit it by value or name, of the others, of defaults, and of all where
 * each takes the whole environment to be built.
 */
const [mostFitting, mostOthers, mostDefaults, mostWhole] = [12, 8, 4, 4];

/** Changed labels and platforms need another schema, and the likeliest to be accepted come first. */
const tellingPlatforms = ['generic', 'eks'];

/**
 * The settings to try for a field, the likeliest first: settings of the file, one of the same name and value before all; the
 * platform of the cluster, whose presets are not settings; and settings that the file leaves to a default of the same value.
 *
 * @param unit the unit to build @default - the whole environment
 */
export function candidates(
  variations: Variations,
  rendered: Rendered,
  field: Path,
  value: unknown,
  unit?: string,
): Candidate[] {
  const { source } = variations;
  const { origin } = rendered;
  const [block = ''] = origin.settings;
  const platform: Path = ['clusters', origin.cluster, 'platform'];
  const areas: Path[] = [
    causeOf(origin, field).settings,
    origin.settings,
    [block],
    ['clusters', origin.cluster],
    ['patches'],
    ['gitops'],
    ['secrets'],
    ['images'],
    [],
  ];
  const seen = new Set<string>();
  const all = areas.flatMap((area, order) =>
    leavesOf(source.data, area).flatMap((leaf) => {
      const key = formatPath(leaf.path);
      if (seen.has(key)) return [];
      seen.add(key);
      const isPlatform = isDeepStrictEqual(leaf.path, platform);
      const fits = isPlatform ? 1 : fit(leaf, field, value);
      const others = isPlatform ? tellingPlatforms.filter((name) => name !== leaf.value) : otherValues(leaf.value);
      return [{ leaf: { ...leaf, others }, fits, score: fits - order }];
    }),
  );
  const sorted = all.sort((a, b) => b.score - a.score);
  const fitting = sorted.filter(({ fits }) => fits > 0).slice(0, mostFitting);
  const others = sorted.filter(({ fits, leaf }) => fits === 0 && leaf.path[0] !== 'clusters').slice(0, mostOthers);
  const tried = [...fitting, ...others].map(({ leaf }) => leaf);
  if (unit === undefined) return tried.slice(0, mostWhole);
  return [...tried, ...defaultsFor(variations, block, field, value)];
}

/** Settings that the file does not have, and whose default is the value of the field. */
function defaultsFor({ expansion, source }: Variations, block: string | number, field: Path, value: unknown) {
  return leavesOf(expansion?.settings, [block])
    .filter((leaf) => at(source.data, ...leaf.path) === undefined && tells(leaf))
    .map((leaf) => ({ leaf, fits: fit(leaf, field, value) }))
    .filter(({ fits }) => fits >= 10)
    .sort((a, b) => b.fits - a.fits)
    .slice(0, mostDefaults)
    .map(({ leaf }): Candidate => ({
      ...leaf,
      others: otherValues(leaf.value).filter((other) => typeof other !== 'symbol'),
    }));
}

/** Whether a value is rare enough for two equal ones to have something to do with one another. */
function tells({ value }: Leaf): boolean {
  return typeof value === 'number' ? value > 1 : typeof value === 'string' && value.length > 1;
}

/** How well a setting fits a field: by its value more than by its name. */
function fit(leaf: Leaf, field: Path, value: unknown): number {
  const text = value === undefined ? '' : JSON.stringify(value);
  const isPart = leaf.value !== '' && text.includes(String(leaf.value));
  const fits = isDeepStrictEqual(leaf.value, value) ? 20 : isPart ? 10 : 0;
  return fits + (leaf.path.at(-1) === field.at(-1) ? 5 : 0);
}
