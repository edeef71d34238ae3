/** A place in a file that a person wrote; lines and columns count from 1. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** The way to a value inside a document: `['clusters', 'worker01', 'labels']`. */
export type Path = readonly (string | number)[];

/** Where a manifest comes from: the unit that made it, the construct in it, and what in the environment asked for it. */
export interface Origin {
  readonly cluster: string;
  readonly unit: string;
  /** Path of the construct inside its unit; absent for what delivery itself writes. */
  readonly construct?: string;
  /** The settings that caused the manifest, as a path into the environment file. */
  readonly settings: Path;
  /** Fields whose value a setting gives, each with that setting. @default - none is known */
  readonly fields?: readonly TracedField[];
  /** The place of each field, where a person wrote the manifest. @default - the program made it */
  readonly written?: (at: Path) => Position;
  /** The patch of the environment that changed it last. */
  readonly patch?: Path;
  /** Fields that patches changed, each with the operation that did. @default - none */
  readonly patched?: readonly TracedField[];
  /** What it carries: origins of the manifests in the list at `under`, in their order. @default - nothing, or not known */
  readonly carries?: { readonly under: Path; readonly origins: readonly Origin[] };
  /** Of a ManifestWorkReplicaSet: the clusters that it carries its objects to. @default - not known here */
  readonly carriedTo?: readonly string[];
}

/** A field of a manifest, and what in the environment gives it its value. */
export interface TracedField {
  readonly field: Path;
  readonly from: Path;
}

/** What in the environment is at fault where something is wrong with a field of a manifest. */
export interface Cause {
  readonly settings: Path;
  /** The patch, where it is one that changed the field: `patches[0]`. */
  readonly patch?: string;
  /** Where the field is written, in a file of the user's own. */
  readonly position?: Position;
}

/** @param at the way to the field from the rendered manifest, which may carry the object */
export function causeOf(origin: Origin, at: Path): Cause {
  const { carries, patched = [], fields = [], settings } = origin;
  if (carries && leads(carries.under, at)) {
    const { length } = carries.under;
    const carried = carries.origins[Number(at[length])];
    if (carried) return causeOf(carried, at.slice(length + 1));
  }
  const change = patched.findLast(({ field }) => at.length > 0 && (leads(field, at) || leads(at, field)));
  if (change) return { settings: change.from, patch: formatPath(change.from.slice(0, 2)) };
  if (origin.written) return { settings, position: origin.written(at) };
  const given = fields.find(({ field }) => field.length === at.length && leads(field, at));
  return { settings: given?.from ?? settings };
}

/** Whether a setting of its own, or a patch, gives a field its value. */
export function isGiven(origin: Origin, at: Path): boolean {
  const { carries } = origin;
  const inner = carries && leads(carries.under, at) ? carries.origins[Number(at[carries.under.length])] : undefined;
  return causeOf(origin, at).settings !== (inner ?? origin).settings;
}

/** A message that names the patch at fault, if one is. */
export function naming(message: string, patch: string | undefined): string {
  return patch === undefined ? message : `${message} (changed by ${patch})`;
}

/** Whether one path is the beginning of another, or all of it; `-` stands for the end of a list, as in a patch. */
function leads(start: Path, path: Path): boolean {
  return start.length <= path.length && start.every((key, index) => key === '-' || String(key) === String(path[index]));
}

const plainKey = /^[A-Za-z_][\w-]*$/;

/** A path as people write it: `scorers.sample.masks[0]`, `labels["a.b/c"]`. */
export function formatPath(path: Path): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    if (!plainKey.test(key)) return `${text}[${JSON.stringify(key)}]`;
    return text === '' ? key : `${text}.${key}`;
  }, '');
}
