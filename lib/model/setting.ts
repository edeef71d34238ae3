import type { Construct, IConstruct } from 'constructs';
import type { Origin, Path, TracedField } from './origin';

const settings = new WeakMap<IConstruct, Path>();
const given = new WeakMap<IConstruct, readonly TracedField[]>();
const written = new WeakMap<IConstruct, NonNullable<Origin['written']>>();

/**
 * Adds constructs that settings of their own ask for: what is found wrong with them points there, and not at the whole
 * block of their unit.
 *
 * @param setting a path into the environment file
 * @param build adds children to `scope`
 */
export function atSetting(scope: Construct, setting: Path, build: () => unknown): void {
  const before = scope.node.children.length;
  try {
    build();
  } finally {
    for (const child of scope.node.children.slice(before)) settings.set(child, setting);
  }
}

/** The settings that ask for a construct, or for the nearest one around it; undefined where nobody has said so. */
export function settingOf(construct: IConstruct): Path | undefined {
  const own = settings.get(construct);
  if (own !== undefined) return own;
  const { scope } = construct.node;
  return scope && settingOf(scope);
}

/** Records the settings of fields that cannot be found by their values, such as a list made of several settings. */
export function fieldsFrom(construct: IConstruct, fields: readonly TracedField[]): void {
  given.set(construct, fields);
}

/** The recorded fields of a construct, or of the nearest one around it. */
export function fieldsOf(construct: IConstruct): readonly TracedField[] {
  const own = given.get(construct);
  if (own !== undefined) return own;
  const { scope } = construct.node;
  return scope === undefined ? [] : fieldsOf(scope);
}

/** Records where a person wrote the object of a construct: findings about it point there. */
export function writtenAt(construct: IConstruct, positionOf: NonNullable<Origin['written']>): void {
  written.set(construct, positionOf);
}

/** Where a person wrote the object of a construct; undefined where the program makes it. */
export function positionsOf(construct: IConstruct): Origin['written'] {
  return written.get(construct);
}
