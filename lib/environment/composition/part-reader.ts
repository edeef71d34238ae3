import { dirname, join, posix } from 'node:path';
import type { Finding, Place } from '../../model/finding';
import { isObject } from '../../model/json';
import { formatPath } from '../../model/origin';
import { nearest } from '../../model/words';
import { isEnvironment } from '../inventory';
import { Source } from '../source';
import type { FileReader } from '../yaml-files';
import { baseNested, includeCycle, includeEnvironment, includeUnmatched } from './findings';
import { isPattern, matching, type FolderReader } from './file-pattern';
import { includesOf, namesFindings, type NamedFile } from './named-files';

/** Finds and reads the files of an environment. */
export type PartFiles = FolderReader & FileReader;

/** Reads the files that an environment includes, each once, and collects the findings about them. */
export class PartReader {
  readonly findings: Finding[] = [];
  private readonly known = new Map<string, Source>();

  constructor(
    private readonly environment: Source,
    private readonly files: PartFiles,
  ) {}

  /** The files under `include`, and those that they include in turn. */
  parts(): readonly Source[] {
    this.follow(this.environment, [this.environment.file]);
    return [...this.known.values()];
  }

  base(named: NamedFile): Source | undefined {
    const read = this.read(named, this.environment, named.name);
    if (read === undefined) return undefined;
    for (const key of ['base', 'include'])
      if (isObject(read.data) && key in read.data)
        this.findings.push(baseNested.fault('inBase', { key }, { position: read.keyPosition([key]), path: key }));
    return read;
  }

  /** @param trail the files that led to `source`, which is the last */
  private follow(source: Source, trail: readonly string[]): void {
    for (const named of includesOf(source.data)) {
      const names = isPattern(named.name) ? matching(named.name, this.folder, this.files) : [named.name];
      if (names.length === 0)
        this.findings.push(includeUnmatched.fault('glob', { got: named.name }, placeOf(named, source)));
      for (const name of names) this.take(name, named, source, trail);
    }
  }

  private take(name: string, named: NamedFile, source: Source, trail: readonly string[]): void {
    const path = join(this.folder, name);
    if (trail.includes(path)) {
      this.findings.push(this.cycle(path, named, source, trail));
      return;
    }
    if (this.known.has(path)) return;
    const part = this.read(named, source, name);
    if (part === undefined) return;
    this.known.set(path, part);
    if (isObject(part.data) && 'base' in part.data) {
      const place = { position: part.keyPosition(['base']), path: 'base' };
      this.findings.push(baseNested.fault('inPart', {}, place));
    }
    const malformed = namesFindings(part);
    this.findings.push(...malformed);
    if (malformed.length === 0) this.follow(part, [...trail, path]);
  }

  /** The file; undefined, with a finding, where it cannot be part of an environment. */
  private read(named: NamedFile, source: Source, name: string): Source | undefined {
    const path = join(this.folder, name);
    const read = this.files.read(path);
    const place = placeOf(named, source);
    if (!(read instanceof Source)) {
      const hint = this.hint(name);
      this.findings.push(includeUnmatched.fault('file', { got: name, what: read.unreadable, hint }, place));
    } else if (read.findings.length > 0) this.findings.push(...read.findings);
    else if (read.data === undefined) this.findings.push(includeUnmatched.fault('empty', {}, topOf(read)));
    else if (!isObject(read.data)) this.findings.push(includeUnmatched.fault('list', { got: read.data }, topOf(read)));
    else if (isEnvironment(read.data))
      this.findings.push(
        includeEnvironment.fault('environment', { got: name, name: String(read.data.environment) }, place),
      );
    else return read;
    return undefined;
  }

  private cycle(path: string, named: NamedFile, source: Source, trail: readonly string[]): Finding {
    const place = placeOf(named, source);
    if (path === source.file) return includeCycle.fault('itself', { got: named.name }, place);
    const way = [...trail.slice(trail.indexOf(path)), path].map((file) => posix.relative(this.folder, file));
    return includeCycle.fault('around', { got: named.name, way: way.join(' → ') }, place);
  }

  private hint(name: string): string {
    const beside = this.files.names(join(this.folder, posix.dirname(name)));
    const near = nearest(
      posix.basename(name),
      beside.filter((each) => /\.(ya?ml|json)$/i.test(each) && each !== posix.basename(name)),
    );
    return near === undefined
      ? 'name a YAML file, from the folder of the environment file'
      : `did you mean ${JSON.stringify(posix.join(posix.dirname(name), near))}?`;
  }

  private get folder(): string {
    return dirname(this.environment.file);
  }
}

function placeOf({ path }: NamedFile, source: Source): Place {
  return { position: source.position(path), path: formatPath(path) };
}

function topOf(source: Source): Place {
  return { position: source.position([]), path: '' };
}
