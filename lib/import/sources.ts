import type { Scope } from './kind-schemas';
import committed from './sources.json';

/** Where the schemas of one repository come from. */
export interface Source {
  /** `owner/name` on GitHub. */
  readonly repository: string;
  /** A commit, or a release tag where the project never moves its tags. */
  readonly revision: string;
  /** The nearest release, for people. */
  readonly tag?: string;
  readonly licence: string;
  readonly files: readonly SourceFile[];
}

/** One file of a repository, and the kinds to take from it. */
export interface SourceFile {
  readonly path: string;
  /** `openapi-v3`: core kinds; `openapi-v2`: kinds of an aggregated API, for which no CRD exists. */
  readonly format: 'crd' | 'openapi-v2' | 'openapi-v3';
  /** SHA-256 of the untouched file, where it is known. */
  readonly sha256?: string;
  readonly kinds: readonly SourceKind[];
}

/** A kind to take, and in which versions. */
export interface SourceKind {
  readonly group: string;
  readonly kind: string;
  /** The versions to keep; the first one gets the typed construct without a version in its name. */
  readonly versions: readonly string[];
  readonly scope: Scope;
  /** Of a kind in an OpenAPI document, which does not tell it. @default - kind-facts.json tells it */
  readonly plural?: string;
  /** The definition that describes it, in an OpenAPI document. */
  readonly definition?: string;
  /** Whether a core kind has a status. */
  readonly status?: boolean;
}

export const sources = committed as readonly Source[];

/** One file of a source, with what it needs to be found. */
export interface PinnedFile extends SourceFile {
  readonly url: string;
}

/** @param baseURL the host of raw files; tests put a server of their own here. */
export function pinnedFiles(
  list: readonly Source[],
  baseURL = 'https://raw.githubusercontent.com',
): readonly PinnedFile[] {
  return list.flatMap(({ repository, revision, files }) =>
    files.map((file) => ({ ...file, url: `${baseURL}/${repository}/${revision}/${file.path}` })),
  );
}
