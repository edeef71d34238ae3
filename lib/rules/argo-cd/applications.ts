import { fieldsOf, isObject, objectsOf, type Fields } from '../../model/json';
import type { Manifest } from '../../model/manifest';
import type { Path } from '../../model/origin';

/** The spec of a rendered Application, or of those that an ApplicationSet makes. */
export interface ApplicationSpec {
  readonly spec: Fields;
  readonly at: Path;
  /** Fields may hold parameters of a generator. */
  readonly isTemplate: boolean;
}

/** The Applications that an object is or makes. */
export function applicationOf({ kind, spec }: Manifest): ApplicationSpec | undefined {
  if (kind === 'Application') return isObject(spec) ? { spec, at: ['spec'], isTemplate: false } : undefined;
  const inner = fieldsOf(fieldsOf(fieldsOf(spec).template).spec);
  return Object.keys(inner).length === 0
    ? undefined
    : { spec: inner, at: ['spec', 'template', 'spec'], isTemplate: true };
}

/** One source of an Application with its place. */
export interface Source {
  readonly source: Fields;
  readonly at: Path;
}

/** All sources; Argo CD reads `sources` where there are any. */
export function sourcesOf({ spec, at }: ApplicationSpec): readonly Source[] {
  const many = objectsOf(spec.sources);
  if (many.length > 0) return many.map((source, index) => ({ source, at: [...at, 'sources', index] }));
  return isObject(spec.source) ? [{ source: spec.source, at: [...at, 'source'] }] : [];
}

/** The sync options with their indices. */
export function syncOptionsOf({ spec }: ApplicationSpec): readonly unknown[] {
  const { syncOptions } = fieldsOf(spec.syncPolicy);
  return Array.isArray(syncOptions) ? syncOptions : [];
}

/** The folder of a source as it is counted from the repository: `./web/` is `web`. */
export function folderOf(path: string): string {
  return path.replace(/^(\.?\/)+|\/+$/g, '');
}

/** Whether a text holds a parameter of a generator. */
export function hasParameter(text: unknown): boolean {
  return typeof text === 'string' && text.includes('{{');
}
