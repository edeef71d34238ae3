import { isDeepStrictEqual } from 'node:util';
import { at } from '../../model/json';
import { causeOf, formatPath, type Path } from '../../model/origin';
import type { Rendered } from '../../model/unit';
import { absent, otherValues } from './other-values';
import { leavesOf, type Leaf } from './settings-of';
import type { Objects, Variations } from './variations';

/** The cause of the value of a rendered field, found by building again with one setting changed. */
export interface FieldCause {
  readonly value: unknown;
  /**
   * `setting`: another value of the setting changes the field. `asks`: no setting gives the value, but without this one the object
   * is missing or different. `needed`: the setting asks for the object, and the environment is rejected without it, because others
   * need that object. `program`: no single setting changes the field.
   */
  readonly by: 'setting' | 'asks' | 'needed' | 'program';
  readonly setting: Path;
  /** The other value of the setting and of the field; absent where no tried value changes the field. */
  readonly proof?: { readonly value: unknown; readonly becomes: unknown };
  /** The construct that renders the object. @default - delivery renders it */
  readonly construct?: string;
}

/** The number of settings to try for one field. */
const mostTried = 20;

/**
 * The cause of a field. The setting of the same name and value is tried first, then those that ask for the object, then the rest of
 * their block, the entry of the cluster, and settings for the whole environment.
 *
 * @param place the object's key among those of the unit
 * @param unit the unit to build; absent where the field depends on the whole environment
 */
export function causeOfField(
  variations: Variations,
  place: string,
  field: Path,
  unit?: string,
): FieldCause | undefined {
  const rendered = variations.objects(unit).get(place);
  if (rendered === undefined) return undefined;
  const value = at(rendered.manifest, ...field);
  const { construct, settings } = rendered.origin;
  const rest = { value, ...(construct !== undefined && { construct }) };
  const moved = (setting: Path, other: unknown) => {
    const objects = variations.varied(setting, other, unit);
    return objects === undefined ? undefined : difference(objects, place, field, value);
  };
  for (const leaf of candidates(variations, rendered, field, value)) {
    // The first value that is not rejected decides; without the setting a default may give the same value.
    const other = otherValues(leaf.value).find((one) => variations.varied(leaf.path, one, unit) !== undefined);
    const found = other === undefined ? undefined : moved(leaf.path, other);
    if (found === undefined) continue;
    // A new name makes another object: a cause of the field only where the field holds that name.
    if (found.becomes === gone && (other === absent || !holds(value, leaf.value))) continue;
    const becomes = found.becomes === gone ? undefined : found.becomes;
    const proof = { value: other === absent ? undefined : other, becomes };
    return { ...rest, by: 'setting', setting: leaf.path, proof };
  }
  for (let length = settings.length; length > 0; length--) {
    const asks = settings.slice(0, length);
    const found = variations.source.has(asks) ? moved(asks, absent) : undefined;
    if (found !== undefined)
      return { ...rest, by: 'asks', setting: asks, proof: { value: undefined, becomes: undefined } };
  }
  const refused = variations.source.has(settings) && variations.varied(settings, absent, unit) === undefined;
  return { ...rest, by: refused ? 'needed' : 'program', setting: settings };
}

const gone = Symbol('gone');

/** Whether a value equals that of a setting, or is a text that contains it. */
function holds(value: unknown, setting: unknown): boolean {
  if (isDeepStrictEqual(value, setting)) return true;
  return typeof value === 'string' && typeof setting === 'string' && setting.length > 2 && value.includes(setting);
}

function difference(
  objects: Objects,
  place: string,
  field: Path,
  value: unknown,
): { readonly becomes: unknown } | undefined {
  const rendered = objects.get(place);
  if (rendered === undefined) return { becomes: gone };
  const now = at(rendered.manifest, ...field);
  return isDeepStrictEqual(now, value) ? undefined : { becomes: now };
}

/** The settings to try, the likeliest first. */
function candidates({ source }: Variations, { origin }: Rendered, field: Path, value: unknown): Leaf[] {
  const traced = causeOf(origin, field).settings;
  const [block = ''] = origin.settings;
  const areas: Path[] = [
    traced,
    origin.settings,
    [block],
    ['clusters', origin.cluster],
    ['patches'],
    ['gitops'],
    ['secrets'],
    ['images'],
    [],
  ];
  const text = value === undefined ? '' : JSON.stringify(value);
  const seen = new Set<string>();
  const all = areas.flatMap((area, order) =>
    leavesOf(source.data, area).flatMap((leaf) => {
      const key = formatPath(leaf.path);
      if (seen.has(key)) return [];
      seen.add(key);
      const fits = isDeepStrictEqual(leaf.value, value)
        ? 2
        : leaf.value !== '' && text.includes(String(leaf.value))
          ? 1
          : 0;
      const isNamed = leaf.path.at(-1) === field.at(-1);
      return [{ leaf, score: fits * 10 + Number(isNamed) * 5 - order }];
    }),
  );
  return all
    .sort((a, b) => b.score - a.score)
    .slice(0, mostTried)
    .map(({ leaf }) => leaf);
}
