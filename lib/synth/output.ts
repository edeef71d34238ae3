import { join, relative, sep } from 'node:path';
import type { OutputFile } from '../components/component';
import type { Delivered } from '../deliver/delivery';
import { fileList } from '../model/file-list';
import { compare } from '../model/compare';
import type { Fleet } from '../model/fleet';
import { isObject } from '../model/json';
import { groupOf, type Manifest } from '../model/manifest';
import type { Rendered } from '../model/unit';
import { fileName } from '../publish/file-name';
import type { Publication } from '../publish/publication';
import { readFastYaml } from '../yaml/read-fast-yaml';
import { toYaml } from '../publish/yaml';
import type { Folders } from './folders';
import { needsDocument, type NeedLine } from './needs';
import { unobserved, type Observer } from './observer';

/** An object as it stood before the run, and as it is now. */
export interface Replaced {
  readonly before: Manifest;
  readonly now: Manifest;
}

/** Step 6: where finished files go. Each is compared with what stands there; only what differs is kept, staged. */
export class Output {
  /** The folder of all trees, as the publication writes it, with a slash. */
  private readonly trees: string;
  /** By cluster, the files of the environment that is being added. */
  private readonly listed = new Map<string, string[]>();

  constructor(
    private readonly folders: Folders,
    /** The publication's folder, from which its paths start. */
    private readonly dir: string,
    private readonly publication: Publication,
    private readonly observer: Observer = unobserved,
  ) {
    const out = fromFolder(dir, folders.out);
    this.trees = out === '' ? '' : `${out}/`;
  }

  /** @returns of the kinds to compare, what stood in the place of an object that changes */
  add(environment: string, files: readonly Delivered[], compared: ReadonlySet<string> = new Set()): Replaced[] {
    const replaced: Replaced[] = [];
    const shared = kindsOfSeveralGroups(files);
    for (const { folder, cluster, rendered } of files) {
      const name = fileName(rendered.manifest, shared.has(rendered.manifest.kind));
      this.observer.step('serialize');
      const [path, text] = [`${this.trees}${environment}/${folder}/${name}`, toYaml(rendered.manifest)];
      if (compared.has(rendered.manifest.kind)) {
        const standing = this.publication.before(path);
        const before = standing === undefined || standing === text ? undefined : readFastYaml(standing);
        if (isObject(before)) replaced.push({ before: before as unknown as Manifest, now: rendered.manifest });
      }
      this.put(path, text);
      const names = this.listed.get(cluster);
      if (names) names.push(`${folder}/${name}`);
      else this.listed.set(cluster, [`${folder}/${name}`]);
    }
    return replaced;
  }

  /** The list of each cluster's files, a path from `dist/<environment>` per line; once all of them are added. */
  addLists(environment: string): void {
    for (const [cluster, names] of this.listed)
      this.put(`${this.trees}${environment}/${cluster}/${fileList}`, `${names.sort(compare).join('\n')}\n`);
    this.listed.clear();
  }

  addBootstrap(environment: string, bootstrap: readonly Rendered[]): void {
    this.observer.step('serialize');
    const text = bootstrap.map(({ manifest }) => toYaml(manifest)).join('---\n');
    this.put(fromFolder(this.dir, bootstrapFile(this.folders, environment)), text);
  }

  /** The bootstrap file as it stands on disk, with the path by which people know it. */
  standingBootstrap(environment: string): { readonly path: string; readonly text: string | undefined } {
    const path = bootstrapFile(this.folders, environment);
    return { path, text: this.publication.before(fromFolder(this.dir, path)) };
  }

  addNeeds(fleet: Fleet, needs: readonly NeedLine[]): void {
    this.put(`${this.trees}${fleet.environment}/files/needs.md`, needsDocument(fleet, needs));
  }

  addFiles(environment: string, files: Iterable<OutputFile>): void {
    this.observer.step('serialize');
    for (const { path, text } of files) {
      this.put(`${this.trees}${environment}/files/${path}`, text);
      this.observer.step('serialize');
    }
  }

  addSchema(document: string): void {
    this.put(fromFolder(this.dir, schemaFile(this.folders)), document);
  }

  private put(file: string, text: string): void {
    this.observer.step('write');
    this.publication.put(file, text);
  }
}

/** A path of ours, which starts from the working directory, as a publication in `dir` writes it. */
export function fromFolder(dir: string, path: string): string {
  return relative(dir, path).split(sep).join('/');
}

/** The one file that a person applies for an environment. */
export function bootstrapFile(folders: Folders, environment: string): string {
  return join(folders.argocd, `${environment}.yaml`);
}

/** The schema by which editors complete and check the environment files. */
export function schemaFile(folders: Folders): string {
  return join(folders.environments, 'schema.json');
}

function kindsOfSeveralGroups(files: readonly Delivered[]): Set<string> {
  const groups = new Map<string, string>();
  const several = new Set<string>();
  for (const { rendered } of files) {
    const { kind, apiVersion } = rendered.manifest;
    const group = groupOf(apiVersion);
    if ((groups.get(kind) ?? group) !== group) several.add(kind);
    groups.set(kind, group);
  }
  return several;
}
