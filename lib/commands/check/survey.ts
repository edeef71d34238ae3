import { resolve } from 'node:path';
import { find, parsePattern } from '../../graph/field-pattern';
import { kindKey } from '../../graph/located';
import { compare } from '../../model/compare';
import { at, fieldsOf, isObject } from '../../model/json';
import type { Manifest } from '../../model/manifest';
import { knownKind } from '../../schema/known-kinds';
import type { FoundManifest, ManifestFolder } from './manifest-folder';

/** A folder of the repository that an Application reads. */
interface Source {
  readonly path: string;
  readonly namespace?: string;
  readonly recurse: boolean;
}

/**
 * The facts from one reading of all objects: which Application reads a folder, and which namespace an object gets where it names
 * none.
 */
export class Survey {
  /** The number of objects. */
  readonly manifests: number;
  /** Whether Argo CD syncs the folder: an object is of its API, or has an annotation of it. */
  readonly usesArgo: boolean;
  /** CustomResourceDefinitions. */
  readonly definitions: readonly Manifest[];
  /** The folders with objects, sorted. */
  readonly folders: readonly string[];
  private readonly sources: Source[] = [];
  private readonly namespaces = new Map<string, string | undefined>();
  private readonly accounts = new Map<string, unknown>();

  constructor(
    private readonly folder: ManifestFolder,
    private readonly fallback: string,
  ) {
    let manifests = 0;
    let usesArgo = false;
    const definitions: Manifest[] = [];
    const accounts: FoundManifest[] = [];
    const folders = new Set<string>();
    for (const found of folder.manifests()) {
      const { manifest } = found;
      manifests++;
      folders.add(found.folder);
      usesArgo ||= showsArgo(manifest);
      if (manifest.kind === 'ServiceAccount') accounts.push(found);
      if (manifest.kind === 'CustomResourceDefinition') definitions.push(manifest);
      this.sources.push(...sourcesOf(manifest));
    }
    this.manifests = manifests;
    this.usesArgo = usesArgo;
    this.definitions = definitions;
    this.folders = [...folders].sort(compare);
    for (const found of accounts) {
      const { name, namespace } = fieldsOf(this.placed(found).metadata);
      this.accounts.set(`${found.folder} ${String(name)}`, namespace);
    }
  }

  /** The object as a client sends it: in the namespace that its folder gets, and with the subjects that kustomize writes. */
  placed(found: FoundManifest): Manifest {
    return this.withSubjects(inNamespace(found.manifest, this.namespaceOf(found.folder)), found.folder);
  }

  /** The namespace of a folder's objects that name none. */
  namespaceOf(folder: string): string {
    return this.folder.namespaceOf(folder) ?? this.givenTo(folder) ?? this.fallback;
  }

  /** Whether an Application reads the files of a folder. */
  isRead(folder: string): boolean {
    return this.sourceOf(folder) !== undefined;
  }

  private givenTo(folder: string): string | undefined {
    if (!this.namespaces.has(folder)) this.namespaces.set(folder, this.sourceOf(folder)?.namespace);
    return this.namespaces.get(folder);
  }

  /** The source whose path in its repository ends like the folder's path on this machine, or the other way around. */
  private sourceOf(folder: string): Source | undefined {
    const own = resolve(this.folder.root, folder);
    const fits = ({ path }: Source) =>
      path === '' ? folder === '.' : own.endsWith(`/${path}`) || (folder !== '.' && path.endsWith(`/${folder}`));
    const exact = this.sources.filter(fits).sort((a, b) => b.path.length - a.path.length)[0];
    if (exact !== undefined || folder === '.') return exact;
    const parent = folder.includes('/') ? folder.slice(0, folder.lastIndexOf('/')) : '.';
    const above = this.sourceOf(parent);
    return above?.recurse || this.folder.hasKustomization(parent) ? above : undefined;
  }

  /** Kustomize gives the subjects of a binding the namespace of the ServiceAccounts that it holds itself. */
  private withSubjects(manifest: Manifest, folder: string): Manifest {
    if (!manifest.kind.endsWith('RoleBinding') || !Array.isArray(manifest.subjects)) return manifest;
    if (this.folder.namespaceOf(folder) === undefined) return manifest;
    const subjects = manifest.subjects.map((subject: unknown) => {
      if (!isObject(subject) || subject.kind !== 'ServiceAccount' || subject.namespace !== undefined) return subject;
      const namespace = this.accounts.get(`${folder} ${String(subject.name)}`);
      return namespace === undefined ? subject : { ...subject, namespace };
    });
    return { ...manifest, subjects };
  }
}

const sourcePatterns = ['spec.source', 'spec.sources[*]'].map(parsePattern);

function sourcesOf(manifest: Manifest): Source[] {
  if (kindKey(manifest) !== 'argoproj.io/Application') return [];
  const namespace = at(manifest, 'spec', 'destination', 'namespace');
  return sourcePatterns
    .flatMap((pattern) => find(pattern, manifest, []))
    .flatMap(({ value }) => {
      const { path, directory } = fieldsOf(value);
      if (typeof path !== 'string') return [];
      const recurse = at(directory, 'recurse') === true;
      const plain = path.replace(/^(\.?\/)+|\/+$/g, '').replace(/^\.$/, '');
      return [{ path: plain, recurse, ...(typeof namespace === 'string' && { namespace }) }];
    });
}

function showsArgo({ apiVersion, metadata }: Manifest): boolean {
  const { annotations } = fieldsOf(metadata);
  return (
    apiVersion.startsWith('argoproj.io/') || Object.keys(fieldsOf(annotations)).some((key) => key.startsWith('argocd.'))
  );
}

/** The object with a namespace where it needs one and has none, as clients send it; an unknown kind stays as it is. */
function inNamespace(manifest: Manifest, namespace: string): Manifest {
  const { apiVersion, kind } = manifest;
  const metadata: unknown = manifest.metadata;
  if (!isObject(metadata) || !knownKind(apiVersion, kind)?.namespaced) return manifest;
  // To the API server an empty namespace, and null, mean none.
  if (metadata.namespace !== undefined && metadata.namespace !== null && metadata.namespace !== '') return manifest;
  return { ...manifest, metadata: { ...manifest.metadata, namespace } };
}
