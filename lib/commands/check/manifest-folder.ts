import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { findingAt, type Finding } from '../../model/finding';
import type { Ref } from '../../model/ref';
import { fileNotManifest } from '../../manifests/file-not-manifest';
import { isKustomization, isOfTool, manifestFiles, reasons, type Skipped } from './folder-files';
import { readKustomization, type Kustomization } from './kustomization';
import { readManifestFile, type WrittenManifest } from '../../manifests/manifest-file';
import { manifestSyntax } from '../../manifests/manifest-syntax';
import { Positions } from '../../manifests/positions';

/** An object with the folder that it lies in, relative to the one that is checked; `.` for that one itself. */
export interface FoundManifest extends WrittenManifest {
  readonly folder: string;
}

/** The bytes of YAML whose objects are kept from one reading to the next. */
const mostKept = 2 ** 24;

/**
 * Every YAML and JSON file below a folder, or only those that are named. Each call reads the objects again, one file at a time,
 * so that memory does not grow with the folder; the objects of a small folder are kept.
 */
export class ManifestFolder {
  readonly findings: Finding[] = [];
  /** Files without manifests: values, patches, charts, settings of tools. */
  readonly skipped: Skipped[] = [];
  /** How many files were found, read or not. */
  readonly count: number;
  private readonly files: string[] = [];
  private readonly kustomizations = new Map<string, Kustomization>();
  private readonly kept = new Map<string, readonly FoundManifest[]>();
  private readonly positions = new Positions((path) => this.text(relative(this.root, path)) ?? '');
  private left = mostKept;
  private wasRead = false;

  constructor(
    readonly root: string,
    named?: readonly string[],
  ) {
    const { files, skipped } = named === undefined ? manifestFiles(root) : { files: named, skipped: [] };
    this.skipped.push(...skipped);
    this.count = files.length + skipped.length;
    for (const file of files)
      if (isKustomization(file)) this.kustomizations.set(dirname(file), readKustomization(file, this.text(file) ?? ''));
    const charts = files.filter((file) => /(^|\/)Chart\.yaml$/.test(file)).map(dirname);
    const inputs = new Set([...this.kustomizations.values()].flatMap(({ noManifests }) => noManifests));
    for (const file of files) {
      // A file that the caller names is meant to have manifests, whatever its name.
      const why = named === undefined ? whySkipped(file, charts, inputs) : undefined;
      if (why === undefined) this.files.push(file);
      else this.skipped.push({ file, why });
    }
  }

  /** Every object, one file at a time. The first reading adds the findings about the files. */
  *manifests(): Iterable<FoundManifest> {
    for (const file of this.files) yield* this.kept.get(file) ?? this.read(file);
    this.wasRead = true;
  }

  /** The namespace that the kustomization of a folder gives. */
  namespaceOf(folder: string): string | undefined {
    return this.kustomizations.get(folder)?.namespace;
  }

  hasKustomization(folder: string): boolean {
    return this.kustomizations.has(folder);
  }

  /** The objects that kustomizations generate, without a cluster. */
  *generated(): Iterable<Omit<Ref, 'cluster'> & { readonly folder: string }> {
    for (const [folder, { generated }] of this.kustomizations) for (const ref of generated) yield { ...ref, folder };
  }

  private read(file: string): readonly FoundManifest[] {
    const text = this.text(file);
    if (text === undefined) return [];
    const { manifests, others, findings } = readManifestFile(join(this.root, file), text, this.positions);
    const found = manifests.map((one): FoundManifest => ({ ...one, folder: dirname(file) }));
    if (this.wasRead) return found;
    this.findings.push(...findings);
    // A JSON file may have any data; a YAML file among manifests is meant to be one.
    if (found.length === 0 && others.length > 0 && file.endsWith('.json'))
      this.skipped.push({ file, why: reasons.data });
    else
      for (const { position } of others)
        this.findings.push(fileNotManifest.fault('notManifest', {}, { position, path: '' }));
    this.left -= text.length;
    if (this.left > 0) this.kept.set(file, found);
    return found;
  }

  /** The text of a file; undefined, with a finding, where it cannot be read. */
  private text(file: string): string | undefined {
    const path = join(this.root, file);
    const position = { file: path, line: 1, column: 1 };
    let bytes: Buffer;
    try {
      bytes = readFileSync(path);
    } catch (error) {
      const { code = String(error) } = error as NodeJS.ErrnoException;
      if (!this.wasRead)
        this.findings.push(findingAt(manifestSyntax.fault('unreadable', { reason: code }), { position, path: '' }));
      return undefined;
    }
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      if (!this.wasRead) this.findings.push(findingAt(manifestSyntax.fault('encoding', {}), { position, path: '' }));
      return undefined;
    }
  }
}

function whySkipped(file: string, charts: readonly string[], inputs: ReadonlySet<string>): string | undefined {
  if (isKustomization(file)) return reasons.kustomization;
  if (charts.some((chart) => chart === '.' || file.startsWith(`${chart}/`))) return reasons.chart;
  if (inputs.has(file)) return reasons.patch;
  return isOfTool(file) ? reasons.tool : undefined;
}
