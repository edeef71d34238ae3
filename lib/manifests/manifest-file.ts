import { isObject } from '../model/json';
import { findingAt, type Finding } from '../model/finding';
import type { Manifest } from '../model/manifest';
import type { Path, Position } from '../model/origin';
import { readYaml } from '../yaml/read-yaml';
import { splitDocuments } from '../yaml/split-documents';
import { fileNotManifest } from './file-not-manifest';
import { manifestSyntax } from './manifest-syntax';
import { Positions } from './positions';

/** One object that somebody wrote: alone in its document, or an item of a List. */
export interface WrittenManifest {
  readonly manifest: Manifest;
  /** The place of a field; for a missing field, that of the nearest value around it. */
  readonly positionOf: (path: Path) => Position;
}

/** The content of a file. */
export interface ManifestFile {
  readonly manifests: readonly WrittenManifest[];
  /** Documents that are not Kubernetes objects, with their places. */
  readonly others: readonly { readonly position: Position; readonly value: unknown }[];
  readonly findings: readonly Finding[];
}

/**
 * Reads the objects of a YAML or JSON file, with the findings about it.
 *
 * @param positions reads the file again for a place in it. @default - the text is kept in memory
 */
export function readManifestFile(file: string, text: string, positions = new Positions(() => text)): ManifestFile {
  const manifests: WrittenManifest[] = [];
  const others: { position: Position; value: unknown }[] = [];
  const findings: Finding[] = [];
  for (const { text: part, start } of splitDocuments(text)) {
    const read = readYaml(part);
    const at = (offset: number) => ({ position: positions.at(file, text, start + offset), path: '' });
    if ('reason' in read) {
      // Consequences of a template's braces are not reported.
      if (/\{\{[-\s]*[.$a-z/]/i.test(part)) return { manifests: [], others: [], findings: [template(at(-start))] };
      findings.push(findingAt(manifestSyntax.fault('syntax', { reason: read.reason }), at(read.offset)));
      continue;
    }
    for (const { offset, same } of read.repeated) {
      const twice = same ? 'keyAgain' : 'keyTwice';
      findings.push({ ...manifestSyntax.fault(twice, {}, at(offset)), severity: same ? 'warning' : 'error' });
    }
    const { value } = read;
    if (value === null || value === undefined) continue;
    const [from, end] = [start, start + part.length];
    const found = objectsOf(value);
    if (found === undefined) others.push({ position: positions.of({ file, start: from, end, path: [] }, []), value });
    for (const { manifest, path } of found ?? []) {
      const written = { file, start: from, end, path };
      manifests.push({ manifest, positionOf: (inner) => positions.of(written, inner) });
    }
  }
  return { manifests, others, findings };
}

function template(place: Pick<Finding, 'position' | 'path'>): Finding {
  // Nothing in it was checked, so it may not pass.
  return { ...fileNotManifest.fault('template', {}, place), severity: 'error' };
}

/** The objects of a document, with those of Lists at any depth one by one; undefined where it is not an object. */
function objectsOf(
  value: unknown,
  path: Path = [],
): { readonly manifest: Manifest; readonly path: Path }[] | undefined {
  if (!isObject(value) || typeof value.apiVersion !== 'string' || typeof value.kind !== 'string') return undefined;
  if (value.kind.endsWith('List') && (Array.isArray(value.items) || value.items === null))
    return (value.items ?? []).flatMap(
      (item: unknown, index: number) => objectsOf(item, [...path, 'items', index]) ?? [],
    );
  return [{ manifest: value as unknown as Manifest, path }];
}
