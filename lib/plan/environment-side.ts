import { textsOf } from '../model/json';
import { valueAt } from '../kinds/changed';
import { fileList } from '../model/file-list';
import type { Manifest } from '../model/manifest';
import { clustersOfPlacement, type Candidate } from './placement-clusters';
import { refuseOddities } from './oddities';
import { readManifests } from './read-manifests';
import { replicaSets, rootUnit, treeFolders } from './tree-folders';
import type { RunningObject } from './running-object';
import { filesAtOnce, type Tree } from './tree';
import { unpacked, type Place } from './unpack';

/** Of how many clusters what runs there is kept in memory. */
const clustersKept = 50;
const hubServer = 'https://kubernetes.default.svc';

/** Facts of an environment that its rendered files do not show. */
export interface Known {
  readonly labels?: ReadonlyMap<string, Candidate['labels']>;
  /** The old names of renamed clusters, by the new ones; objects count as on the cluster of the old name. */
  readonly renamed?: ReadonlyMap<string, string>;
  /** The hub of an environment without units; no rendered file names it. */
  readonly hub?: string;
}

/** One environment of one of the two trees: its files, and the objects in them where they run. Files are read when asked for. */
export class EnvironmentSide {
  /** Files below `dist/<environment>` that an Application syncs. */
  readonly paths: readonly string[];
  readonly bootstrapPath: string;
  readonly hub: string;
  private readonly inFolder = new Map<string, string[]>();
  private readonly parsed = new Map<string, readonly Manifest[]>();
  private candidates: readonly Candidate[] | undefined;
  private readonly onCluster = new Map<string, readonly RunningObject[]>();
  private readonly labels: ReadonlyMap<string, Candidate['labels']>;
  private readonly renamed: ReadonlyMap<string, string>;

  constructor(
    readonly tree: Tree,
    readonly name: string,
    { labels = new Map(), renamed = new Map(), hub = '' }: Known = {},
  ) {
    this.labels = labels;
    this.renamed = renamed;
    const root = `${treeFolders.rendered}/${name}/`;
    const own = [...tree.files.keys()].filter((path) => path.startsWith(root));
    this.paths = own.filter((path) => !path.startsWith(`${root}files/`) && !path.endsWith(`/${fileList}`));
    this.bootstrapPath = `${treeFolders.argocd}/${name}.yaml`;
    for (const path of this.paths) {
      const folder = folderOf(path);
      const files = this.inFolder.get(folder);
      if (files) files.push(path);
      else this.inFolder.set(folder, [path]);
    }
    this.hub = this.exists ? (this.findHub() ?? hub) : '';
    if (this.exists) refuseOddities(this, own);
  }

  /** Whether the tree holds the environment at all. */
  get exists(): boolean {
    return this.paths.length > 0 || this.tree.files.has(this.bootstrapPath);
  }

  /** Every cluster of the environment, the hub too. */
  get clusters(): readonly Candidate[] {
    return (this.candidates ??= this.findClusters());
  }

  /** Reads files at once that will be asked for one by one. */
  load(paths: Iterable<string>): void {
    const missing = [...paths].filter((path) => !this.parsed.has(path) && this.tree.files.has(path));
    const texts = this.tree.read(missing);
    missing.forEach((path, index) => this.parsed.set(path, readManifests(texts[index] ?? '', path, this.tree.name)));
  }

  /** The objects of a file as it stands; none where there is no such file. */
  manifests(path: string): readonly Manifest[] {
    this.load([path]);
    return this.parsed.get(path) ?? [];
  }

  /** The objects of a file where they run. */
  objects(path: string): RunningObject[] {
    const place = path === this.bootstrapPath ? this.bootstrapPlace() : this.place(path);
    const found = this.manifests(path).flatMap((manifest) => unpacked(manifest, place));
    if (this.renamed.size === 0) return found;
    return found.map((object) => ({ ...object, cluster: this.renamed.get(object.cluster) ?? object.cluster }));
  }

  /** What runs on a cluster, as far as it lies in the cluster's folders or is carried there from the hub's. */
  objectsOn(cluster: string): readonly RunningObject[] {
    const known = this.onCluster.get(cluster);
    if (known) return known;
    const names = [cluster, ...[...this.renamed].flatMap(([now, old]) => (old === cluster ? [now] : []))];
    const paths = [...this.inFolder].flatMap(([folder, files]) => {
      if (names.some((name) => folder.startsWith(`${name}/`))) return files;
      return folder.startsWith(`${this.hub}/`) ? files.filter((path) => path.includes('/ManifestWorkReplicaSet.')) : [];
    });
    this.load(paths);
    const found = paths.flatMap((path) => this.objects(path)).filter((object) => object.cluster === cluster);
    if (this.onCluster.size > clustersKept) this.onCluster.clear();
    this.onCluster.set(cluster, found);
    return found;
  }

  /** Every object of the environment, a folder at a time: what was read is forgotten again. */
  *all(): Iterable<RunningObject> {
    const paths = [...this.paths, this.bootstrapPath];
    for (let at = 0; at < paths.length; at += filesAtOnce) {
      const batch = paths.slice(at, at + filesAtOnce);
      this.load(batch);
      for (const path of batch) yield* this.objects(path);
      for (const path of batch) if (!/\/(?:Application|Placement)\./.test(path)) this.forget(path);
    }
  }

  /** Forgets a file that was read, so that memory does not grow with the fleet. */
  forget(path: string): void {
    this.parsed.delete(path);
  }

  /** The files beside each other in a unit's folder, as `worker01/serving`. */
  filesOf(folder: string): readonly string[] {
    return this.inFolder.get(folder) ?? [];
  }

  get folders(): Iterable<string> {
    return this.inFolder.keys();
  }

  /** The Application that syncs a folder. */
  applicationOf(cluster: string, unit: string): Manifest | undefined {
    const path = this.applicationPath(cluster, unit);
    if (path !== undefined) return this.manifests(path).find(({ kind }) => kind === 'Application');
    return undefined;
  }

  /** The cluster that an Application writes to, under its old name where it is renamed. */
  targetOf(application: Manifest): string {
    const cluster = this.destinationOf(application, '');
    return this.renamed.get(cluster) ?? cluster;
  }

  /** The AppProjects, the root and the rest of what a person applies. */
  bootstrap(): readonly Manifest[] {
    return this.manifests(this.bootstrapPath);
  }

  /** Where that Application lies; undefined where an ApplicationSet makes it, or a person applies it. */
  applicationPath(cluster: string, unit: string): string | undefined {
    if (cluster === this.hub && unit === rootUnit) return undefined;
    const held = cluster === this.hub && unit.startsWith(`${rootUnit}-`);
    const folder = held ? rootUnit : `${rootUnit}-${unit === replicaSets ? replicaSets : cluster}`;
    const name = held ? `${this.name}.${unit.slice(rootUnit.length + 1)}` : `${this.name}.${cluster}.${unit}`;
    return this.filesOf(`${this.hub}/${folder}`).find(
      (path) => fileName(path).replace(/^Application\.[^.]+\./, '') === `${name}.yaml`,
    );
  }

  private place(path: string): Place {
    const [folder = '', unit = ''] = folderOf(path).split('/');
    const held = folder === this.hub && (unit === rootUnit || unit.startsWith(`${rootUnit}-`));
    const application = this.applicationOf(folder, unit);
    // Where an ApplicationSet makes the Applications of clusters, none of them is in a file.
    const made = unit === rootUnit ? this.name : `${this.name}.${unit.slice(rootUnit.length + 1)}`;
    const name = application?.metadata.name ?? (held ? made : `${this.name}.${folder}.${unit}`);
    return {
      hub: this.hub,
      folder,
      unit,
      destination: held ? this.hub : this.destinationOf(application, folder),
      application: name,
      syncOptions:
        application === undefined
          ? ['ServerSideApply=true']
          : textsOf(valueAt(application.spec, 'syncPolicy.syncOptions')),
      chosen: (namespace, placement) => this.chosen(namespace, placement),
    };
  }

  private bootstrapPlace(): Place {
    const chosen = (namespace: string, placement: string) => this.chosen(namespace, placement);
    return { hub: this.hub, folder: this.hub, unit: 'argocd', destination: this.hub, syncOptions: [], chosen };
  }

  private destinationOf(application: Manifest | undefined, folder: string): string {
    const { name, server } = (valueAt(application?.spec, 'destination') ?? {}) as { name?: string; server?: string };
    return name ?? (server === hubServer ? this.hub : folder);
  }

  private chosen(namespace: string, placement: string) {
    const suffix = `/Placement.${namespace}.${placement}.yaml`;
    const path = this.paths.find((one) => one.endsWith(suffix));
    const manifest = path === undefined ? undefined : this.manifests(path)[0];
    return clustersOfPlacement(
      manifest,
      this.clusters.filter(({ name }) => name !== this.hub),
    );
  }

  private findHub(): string | undefined {
    const roots = this.bootstrap().filter(({ kind }) => kind === 'Application' || kind === 'ApplicationSet');
    for (const { spec } of roots) {
      const generated = valueAt(spec, 'generators.0.git.directories.0.path');
      const path = valueAt(spec, 'source.path') ?? generated;
      const [unit, hub] = typeof path === 'string' ? path.split('/').reverse() : [];
      if (hub !== undefined && unit?.startsWith(rootUnit) === true) return hub;
    }
    const folder = [...this.inFolder.keys()].find((one) => one.includes(`/${rootUnit}`));
    return folder?.split('/')[0];
  }

  private findClusters(): Candidate[] {
    const names = new Set([this.hub, ...this.labels.keys()]);
    for (const folder of this.inFolder.keys()) {
      const [cluster = '', unit = ''] = folder.split('/');
      names.add(cluster);
      const held = unit.startsWith(`${rootUnit}-`) ? unit.slice(rootUnit.length + 1) : undefined;
      if (held !== undefined && held !== replicaSets) names.add(held);
    }
    return [...names]
      .filter((name) => name !== '')
      .sort()
      .map((name) => ({ name, labels: this.labels.get(name) ?? {} }));
  }
}

/** `<cluster>/<unit>` of `dist/<environment>/<cluster>/<unit>/<file>`. */
export function folderOf(path: string): string {
  const [, , cluster = '', unit = ''] = path.split('/');
  return `${cluster}/${unit}`;
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
