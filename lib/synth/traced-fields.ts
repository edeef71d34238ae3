import type { Path, TracedField } from '../model/origin';

type Scalar = string | number | boolean;

/** A value that the environment file gives. */
interface Given {
  readonly key: string;
  readonly path: Path;
}

/** The settings that give each value, in one map or below one. */
type Level = ReadonlyMap<Scalar, readonly Given[]>;

/** Values by which a word of a manifest can be told from others that only happen to be the same. */
const shortest = 3;

/**
 * Finds the settings that give the fields of a manifest their values, by the values: constructs need not say what becomes
 * of each of their settings. A field is of a setting of the same value and name (`nodePort`, `image`), or of the only text
 * that is the same; first among the settings of the construct, then among those that stand beside them on the way up.
 */
export class FieldTracer {
  private readonly known = new Map<string, readonly Level[]>();
  private readonly shallow = new Map<string, Level>();
  /** A unit gives the same fields on each of its clusters. */
  private readonly shared = new Map<string, readonly TracedField[]>();

  /** @param written the environment as people wrote it, without defaults */
  constructor(private readonly written: unknown) {}

  /** @param settings those that ask for the manifest */
  fields(manifest: object, settings: Path): readonly TracedField[] {
    const levels = this.levelsOf(settings);
    if (levels.length === 0) return [];
    const found: TracedField[] = [];
    walk(manifest, [], (value, field) => {
      const from = sourceOf(value, String(field.findLast((key) => typeof key === 'string')), levels);
      if (from) found.push({ field, from });
    });
    if (found.length === 0) return found;
    const key = JSON.stringify(found);
    const same = this.shared.get(key) ?? found;
    this.shared.set(key, same);
    return same;
  }

  /** The setting of this name and value, or else the only text of that value; `settings` itself where there is none. */
  setting(key: string, value: Scalar, settings: Path): Path {
    return sourceOf(value, key, this.levelsOf(settings)) ?? settings;
  }

  /** The values of the settings themselves, then their siblings in each map around them. */
  private levelsOf(settings: Path): readonly Level[] {
    const key = JSON.stringify(settings);
    const known = this.known.get(key);
    if (known) return known;
    const around = settings
      .slice(1)
      .map((_, index) => this.around(settings.slice(0, index + 1)))
      .reverse();
    const own = settings.length === 0 ? [] : [byValue(this.valueAt(settings), settings, true)];
    const levels = [...own, ...around].filter((level) => level.size > 0);
    this.known.set(key, levels);
    return levels;
  }

  /** The values directly in one map, computed once: one map may hold thousands of clusters. */
  private around(path: Path): Level {
    const key = JSON.stringify(path);
    const level = this.shallow.get(key) ?? byValue(this.valueAt(path), path, false);
    this.shallow.set(key, level);
    return level;
  }

  private valueAt(path: Path): unknown {
    return path.reduce(child, this.written);
  }
}

function sourceOf(value: Scalar, key: string, levels: readonly Level[]): Path | undefined {
  for (const level of levels) {
    const same = level.get(value);
    if (same === undefined) continue;
    const named = same.filter((given) => given.key === key);
    const meant = named.length > 0 ? named : typeof value === 'string' && value.length >= shortest ? same : [];
    const [only] = meant;
    if (only && meant.length === 1) return only.path;
  }
  return undefined;
}

function byValue(value: unknown, path: Path, deep: boolean): Level {
  const found = new Map<Scalar, Given[]>();
  const note = (scalar: Scalar, at: Path) => {
    const given = { key: String(at.findLast((step) => typeof step === 'string')), path: at };
    const known = found.get(scalar);
    if (known) known.push(given);
    else found.set(scalar, [given]);
  };
  if (deep) walk(value, path, note);
  else for (const [step, inner] of entries(value)) if (isScalar(inner)) note(inner, [...path, step]);
  return found;
}

function walk(value: unknown, path: Path, visit: (scalar: Scalar, path: Path) => void): void {
  if (isScalar(value)) visit(value, path);
  else for (const [step, inner] of entries(value)) walk(inner, [...path, step], visit);
}

function entries(value: unknown): [string | number, unknown][] {
  if (Array.isArray(value)) return [...value.entries()];
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function child(value: unknown, step: string | number): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
  return (value as Readonly<Record<string | number, unknown>>)[step];
}

function isScalar(value: unknown): value is Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
