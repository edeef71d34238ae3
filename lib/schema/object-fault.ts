import type { Fault } from '../model/finding';
import type { Manifest } from '../model/manifest';
import type { Path } from '../model/origin';

/** What the API server would reject of an object: `path` leads from the object to the value at fault. */
export type ObjectFault = Fault<{ readonly path: Path }>;

/** An object fault with its object, the innermost one (of a ManifestWork, a manifest that it carries), and its place. */
export type SchemaFault = ObjectFault & {
  readonly object: Manifest;
  /** The way to the value from the whole manifest, which may carry the object. */
  readonly at: Path;
};
