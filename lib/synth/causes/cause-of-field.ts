import { isDeepStrictEqual } from 'node:util';
import { at } from '../../model/json';
import type { Path } from '../../model/origin';
import type { Rendered } from '../../model/unit';
import { candidates } from './candidates';
import { contingencyOf, type Contingency } from './contingency';
import { absent } from './other-values';
import { placeOf, unitOf } from './place';
import { withName, withNameIn } from './renaming';
import type { Objects, Variations } from './variations';

/** The cause of the value of a rendered field, found by building again with one setting changed. */
export interface FieldCause {
  readonly value: unknown;
  /**
   * `setting`: another value of the setting changes the field. `asks`: no setting gives the value, but without this one, or with
   * another name there, the object is missing or different. `needed`: the same, but others need the setting, so that it can only go
   * together with them. `program`: no setting changes the field.
   */
  readonly by: 'setting' | 'asks' | 'needed' | 'program';
  readonly setting: Path;
  /** The other value of the setting and of the field; absent where no tried value changes the field. */
  readonly proof?: { readonly value: unknown; readonly becomes: unknown };
  /** The settings that need the one that asks as it is; without them alone the field stays. @default - none */
  readonly dependents?: readonly Path[];
  /** The construct that renders the object. @default - delivery renders it */
  readonly construct?: string;
}

/** A field that is asked about. */
interface Asked {
  readonly variations: Variations;
  readonly rendered: Rendered;
  readonly place: string;
  readonly field: Path;
  readonly value: unknown;
  /** The unit to build; absent where the object depends on the whole environment. */
  readonly unit?: string;
}

type Found = Pick<FieldCause, 'by' | 'setting' | 'proof' | 'dependents'> | undefined;

/**
 * The cause of a field. The setting of the same name and value is tried first, then those that ask for the object, then the rest of
 * their block, the entry of the cluster, and settings for the whole environment. Where none of them moves the field, its value is
 * a constant of what renders the object, and the cause is the setting that asks for the object.
 *
 * @param place the object's key among those of the environment
 */
export function causeOfField(variations: Variations, place: string, field: Path): FieldCause | undefined {
  const unit = unitOf(place, field);
  const rendered = variations.objects(unit).get(place);
  if (rendered === undefined) return undefined;
  const value = at(rendered.manifest, ...field);
  const { construct, settings } = rendered.origin;
  const asked: Asked = { variations, rendered, place, field, value, ...(unit !== undefined && { unit }) };
  const found: NonNullable<Found> = namedBy(asked) ??
    givenBy(asked) ??
    askedBy(asked) ??
    neededBy(asked) ??
    ownerOf(asked) ?? { by: 'program', setting: settings };
  return { value, ...(construct !== undefined && { construct }), ...found };
}

/** The setting whose other value moves the field. */
function givenBy(asked: Asked): Found {
  const { variations, rendered, field, value, unit } = asked;
  for (const { path, value: own, others } of candidates(variations, rendered, field, value, unit)) {
    // The first value that is not rejected decides; without the setting a default may give the same value.
    const other = others.find((one) => variations.varied(path, one, unit) !== undefined);
    const found = other === undefined ? undefined : difference(asked, variations.varied(path, other, unit));
    if (found === undefined) continue;
    // A new name makes another object: a cause of the field only where the field holds that name.
    if (found.becomes === gone && (other === absent || !holds(value, own))) continue;
    const becomes = found.becomes === gone ? undefined : found.becomes;
    return { by: 'setting', setting: path, proof: { value: other === absent ? undefined : other, becomes } };
  }
  return undefined;
}

/** The setting without which the object is missing or the field different. */
function askedBy(asked: Asked): Found {
  const { variations, unit } = asked;
  for (const setting of requests(asked)) {
    if (difference(asked, variations.varied(setting, absent, unit)) !== undefined)
      return { by: 'asks', setting, proof: { value: undefined, becomes: undefined } };
  }
  return undefined;
}

/** The same for a setting that others need: they go too, and by themselves leave the field as it is. */
function neededBy(asked: Asked): Found {
  const { variations, unit } = asked;
  for (const setting of requests(asked)) {
    const contingency = contingencyOf(variations, setting);
    if (contingency === undefined || !isUntouched(asked, contingency)) continue;
    const { changed, dependents } = contingency;
    if (difference(asked, variations.of(changed, unit)) !== undefined)
      return { by: 'needed', setting, dependents, proof: { value: undefined, becomes: undefined } };
  }
  return undefined;
}

/** Whether the field is as it is, although what needs the setting is missing. */
function isUntouched(asked: Asked, { kept }: Contingency): boolean {
  const objects = asked.variations.of(kept, asked.unit);
  return objects !== undefined && difference(asked, objects) === undefined;
}

/** The settings that ask for the object, the narrowest first. */
function requests({ variations, rendered }: Asked): Path[] {
  const { settings } = rendered.origin;
  return settings
    .map((_, index) => settings.slice(0, settings.length - index))
    .filter((path) => variations.source.has(path));
}

/** The entry of the cluster, where the field holds its name. */
function namedBy(asked: Asked): Found {
  const cluster = clusterOf(asked);
  return holds(asked.value, cluster) ? inOtherCluster(asked, cluster) : undefined;
}

/** What the object belongs to, and is another object under another name of: its cluster, or the environment. */
function ownerOf(asked: Asked): Found {
  return inOtherCluster(asked, clusterOf(asked)) ?? inOtherEnvironment(asked);
}

/** The cluster that the object is for: for an Application on the hub, that of its unit. */
function clusterOf({ rendered: { origin }, unit = origin.cluster }: Asked): string {
  const [block, cluster] = origin.settings;
  return block === 'clusters' && typeof cluster === 'string' ? cluster : (unit.split('/')[0] ?? '');
}

function inOtherCluster(asked: Asked, name: string): Found {
  const { variations, unit } = asked;
  const other = `${name}x`;
  const data = withName(variations.source.data, name, other);
  const objects = variations.of(data, unit && withNameIn(unit, name, other));
  return underOtherName(asked, ['clusters', name], name, objects);
}

function inOtherEnvironment(asked: Asked): Found {
  const { variations, unit } = asked;
  const { environment } = variations.source.data as { readonly environment: string };
  const contingency = contingencyOf(variations, ['environment'], `${environment}x`);
  if (contingency === undefined || !isUntouched(asked, contingency)) return undefined;
  const { changed, dependents } = contingency;
  const found = underOtherName(asked, ['environment'], environment, variations.of(changed, unit));
  return found && (dependents.length === 0 ? found : { ...found, dependents });
}

/** What is rendered under another name: the object lies elsewhere then, or nothing depends on the name. */
function underOtherName(
  { place, field, value }: Asked,
  setting: Path,
  name: string,
  objects: Objects | undefined,
): Found {
  const other = `${name}x`;
  const now = objects?.get(placeOf(place, name, other));
  if (objects === undefined || now === undefined) return undefined;
  const becomes = at(now.manifest, ...field);
  if (!isDeepStrictEqual(becomes, value)) return { by: 'setting', setting, proof: { value: other, becomes } };
  return objects.has(place) ? undefined : { by: 'asks', setting, proof: { value: other, becomes: undefined } };
}

const gone = Symbol('gone');

/** Whether a value equals that of a setting, or is a text that contains it. */
function holds(value: unknown, setting: unknown): boolean {
  if (isDeepStrictEqual(value, setting)) return true;
  return typeof value === 'string' && typeof setting === 'string' && setting.length > 2 && value.includes(setting);
}

function difference(
  { place, field, value }: Asked,
  objects: Objects | undefined,
): { readonly becomes: unknown } | undefined {
  if (objects === undefined) return undefined;
  const rendered = objects.get(place);
  if (rendered === undefined) return { becomes: gone };
  const now = at(rendered.manifest, ...field);
  return isDeepStrictEqual(now, value) ? undefined : { becomes: now };
}
