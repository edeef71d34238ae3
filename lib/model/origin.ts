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
  /** The patch of the environment that changed it last. */
  readonly patch?: Path;
  /** Of a ManifestWorkReplicaSet: the clusters that it carries its objects to. @default - not known here */
  readonly carriedTo?: readonly string[];
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
