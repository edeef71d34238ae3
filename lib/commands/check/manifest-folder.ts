import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isObject } from '../../model/json';
import { compare, type Finding } from '../../model/finding';
import type { Ref } from '../../model/ref';
import type { Manifest } from '../../model/manifest';
import { knownKind } from '../../schema/known-kinds';
import { fileNotManifest } from '../../manifests/file-not-manifest';
import { readKustomization, type Kustomization } from './kustomization';
import { readManifestFile, type WrittenManifest } from '../../manifests/manifest-file';

/** An object with the folder that it lies in, relative to the one that is checked; `.` for that one itself. */
export interface FoundManifest extends WrittenManifest {
  readonly folder: string;
  readonly file: string;
}

/** What a folder holds. */
export interface ManifestFolder {
  readonly manifests: readonly FoundManifest[];
  readonly findings: readonly Finding[];
  /** Files that hold other things by their names: values, patches, charts, settings of tools. */
  readonly skipped: readonly string[];
  /** What kustomizations make besides, without a cluster. */
  readonly generated: readonly Omit<Ref, 'cluster'>[];
}

/** Reads every YAML and JSON file below a folder, or those that are named, whatever they hold. */
export function readManifestFolder(
  root: string,
  namespace: string,
  files: readonly string[] = manifestFiles(root),
): ManifestFolder {
  const kustomizations = new Map<string, Kustomization>();
  for (const file of files)
    if (isKustomization(file)) kustomizations.set(dirname(file), readKustomization(read(root, file)));
  const charts = files.filter((file) => basename(file) === 'Chart.yaml').map(dirname);
  const patches = new Set(
    [...kustomizations].flatMap(([folder, { noManifests }]) => noManifests.map((name) => join(folder, name))),
  );
  const manifests: FoundManifest[] = [];
  const findings: Finding[] = [];
  const skipped: string[] = [];
  for (const file of files) {
    const inChart = charts.some((chart) => chart === '.' || file.startsWith(`${chart}/`));
    if (isKustomization(file) || inChart || patches.has(file) || isOther(file)) {
      skipped.push(file);
      continue;
    }
    const folder = dirname(file);
    const own = kustomizations.get(folder)?.namespace ?? namespace;
    const content = readManifestFile(join(root, file), read(root, file));
    findings.push(...content.findings);
    for (const written of content.manifests)
      manifests.push({ ...written, manifest: inNamespace(written.manifest, own), folder, file });
    // JSON files hold all kinds of data; YAML among manifests is meant to be one.
    if (content.manifests.length === 0 && content.others.length > 0 && file.endsWith('.json')) skipped.push(file);
    else
      for (const { position } of content.others)
        findings.push(fileNotManifest.fault('notManifest', {}, { position, path: '' }));
  }
  const generated = [...kustomizations.values()].flatMap((kustomization) =>
    kustomization.generated.map((ref) => ({ ...ref, namespace: kustomization.namespace ?? namespace })),
  );
  const isGiven = (folder: string) => kustomizations.get(folder)?.namespace !== undefined;
  return { manifests: withSubjects(manifests, isGiven), findings, skipped, generated };
}

/** Kustomize gives the subjects of a binding the namespace of the ServiceAccounts that it holds itself. */
function withSubjects(manifests: readonly FoundManifest[], isGiven: (folder: string) => boolean): FoundManifest[] {
  const accounts = new Map<string, unknown>();
  for (const { manifest, folder } of manifests)
    if (manifest.kind === 'ServiceAccount' && isObject(manifest.metadata))
      accounts.set(`${folder} ${manifest.metadata.name}`, manifest.metadata.namespace);
  return manifests.map((found) => {
    const { manifest, folder } = found;
    if (!manifest.kind.endsWith('RoleBinding') || !Array.isArray(manifest.subjects) || !isGiven(folder)) return found;
    const subjects = manifest.subjects.map((subject: unknown) => {
      if (!isObject(subject) || subject.kind !== 'ServiceAccount' || subject.namespace !== undefined) return subject;
      const namespace = accounts.get(`${folder} ${String(subject.name)}`);
      return namespace === undefined ? subject : { ...subject, namespace };
    });
    return { ...found, manifest: { ...manifest, subjects } };
  });
}

function manifestFiles(root: string, folder = '.'): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .sort((a, b) => compare(a.name, b.name))
    .flatMap((entry) => {
      const path = folder === '.' ? entry.name : `${folder}/${entry.name}`;
      if (entry.name.startsWith('.') || entry.name === 'node_modules') return [];
      if (entry.isDirectory()) return manifestFiles(root, path);
      return entry.isFile() && /\.(ya?ml|json)$/.test(entry.name) ? [path] : [];
    });
}

function read(root: string, file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

function isKustomization(file: string): boolean {
  return /^(kustomization\.ya?ml)$/i.test(basename(file));
}

/** Values of charts, and what tools keep beside manifests. */
function isOther(file: string): boolean {
  return /^(values([-.].+)?\.ya?ml|.+[-.]values\.ya?ml|Chart\.(ya?ml|lock)|package(-lock)?\.json|tsconfig.*\.json|.+\.schema\.json|cdk8s\.yaml)$/.test(
    basename(file),
  );
}

/** Clients fill in the namespace of namespaced objects that have none; what is not known stays as it is. */
function inNamespace(manifest: Manifest, namespace: string): Manifest {
  const { apiVersion, kind } = manifest;
  const metadata: unknown = manifest.metadata;
  if (!isObject(metadata) || metadata.namespace !== undefined || !knownKind(apiVersion, kind)?.namespaced)
    return manifest;
  return { ...manifest, metadata: { ...manifest.metadata, namespace } };
}
