import type { Delivered } from '../deliver/delivery';
import { rootUnit } from '../deliver/names';
import { jsonSize } from '../model/json-size';
import { label, type Manifest } from '../model/manifest';
import type { Rendered } from '../model/unit';
import type { Published } from '../publish/publication';
import { workLimitBytes } from '../model/work-limit';

/** How near what was rendered has come to a limit of one of the systems that it meets. */
export interface BudgetEntry {
  readonly limit: keyof typeof limits;
  /** What comes nearest to it: `ManifestWork worker01/dynamic-scoring`. */
  readonly name: string;
  readonly value: number;
  readonly max: number;
  readonly unit: 'bytes' | 'count';
}

/**
 * Limits of others, and where they are from. None is refused here: a rule refuses what is certain to fail (the size of a
 * ManifestWork), and all else depends on how people have set up their systems.
 */
const limits = {
  /** The hub's work webhook; the JSON of all manifests of one work. */
  'manifest-work-size': { max: workLimitBytes, unit: 'bytes' },
  /** etcd, `--max-request-bytes` by default, for the Application with its status. */
  'application-size': { max: 1.5 * 1024 * 1024, unit: 'bytes' },
  /** Above it Argo CD's manual on high availability has the API server's message size raised; no hard limit. */
  applications: { max: 3000, unit: 'count' },
  /** etcd again. */
  'app-project-size': { max: 1.5 * 1024 * 1024, unit: 'bytes' },
  /** What GitHub shows of one diff: "Repository limits" in its documentation. */
  'pull-request-files': { max: 300, unit: 'count' },
  'pull-request-lines': { max: 20_000, unit: 'count' },
} as const;

/**
 * What an object adds to its Application: it stands in `status.resources` (216 bytes each in deployKF 224, of 1,700
 * objects) and once more in the result of the sync. With 512 for both, the limit is met at some 3,000 objects, where
 * argo-cd 14486 met it.
 */
const bytesPerObject = 512;

/** The Application itself, with the sources of its last ten syncs. */
const bytesPerApplication = 8 * 1024;

/** Follows what an environment renders, keeping only what comes nearest to each limit. */
export class Budget {
  private readonly works = new Largest();
  private readonly applications = new Largest();
  private readonly projects = new Largest();
  /** By folder of Applications, how many there are so far. */
  private readonly holders = new Map<string, number>();

  /** The files of a unit, with its Application; they come together. */
  add(files: readonly Delivered[]): void {
    const objects = new Map<string, number>();
    for (const { folder, rendered } of files) {
      const { manifest } = rendered;
      const counts = manifest.kind === 'Application' ? this.holders : objects;
      counts.set(folder, (counts.get(folder) ?? 0) + 1);
      const carried = carriedBy(manifest);
      if (carried !== undefined) this.works.offer(label(manifest), sizeOf(carried));
    }
    for (const [folder, count] of objects) this.applications.offer(applicationOf(folder), applicationBytes(count));
  }

  /** What a person applies once. */
  addBootstrap(rendered: readonly Rendered[]): void {
    for (const { manifest } of rendered) {
      if (manifest.kind === 'AppProject') this.projects.offer(label(manifest), jsonSize(manifest));
    }
  }

  /** Complete once everything was added. */
  entries(): BudgetEntry[] {
    const units = [...this.holders].filter(([folder]) => !isRoot(folder));
    const applications = new Largest(this.applications);
    for (const [folder, count] of this.holders) applications.offer(applicationOf(folder), applicationBytes(count));
    // Each folder of Applications is one Application's, whether a file or an ApplicationSet makes it; so is the root.
    const count = units.reduce((sum, [, its]) => sum + its, 0) + units.length + 1;
    return [
      ...entry('manifest-work-size', this.works),
      ...entry('application-size', applications),
      ...entry('applications', new Largest({ name: 'Applications', value: count })),
      ...entry('app-project-size', this.projects),
    ];
  }
}

/**
 * What the change that a run made means for the pull request that carries it.
 *
 * @param lines added and removed, in all files
 */
export function pullRequestBudget({ written, removed }: Published, lines: number): BudgetEntry[] {
  return [
    ...entry('pull-request-files', new Largest({ name: 'files in the pull request', value: written + removed })),
    ...entry('pull-request-lines', new Largest({ name: 'lines in the pull request', value: lines })),
  ];
}

class Largest {
  name = '';
  value = 0;

  constructor(first?: { readonly name: string; readonly value: number }) {
    if (first !== undefined) this.offer(first.name, first.value);
  }

  /** Of equals, the first stays. */
  offer(name: string, value: number): void {
    if (value <= this.value) return;
    this.name = name;
    this.value = value;
  }
}

/** Nothing where there is nothing of the kind. */
function entry(limit: keyof typeof limits, { name, value }: Largest): BudgetEntry[] {
  return value === 0 ? [] : [{ limit, name, value, ...limits[limit] }];
}

/** What a work carries, or each work that a replica set makes. */
function carriedBy({ kind, spec }: Manifest): readonly object[] | undefined {
  if (kind !== 'ManifestWork' && kind !== 'ManifestWorkReplicaSet') return undefined;
  const { workload, manifestWorkTemplate } = spec as Carrier;
  return workload?.manifests ?? manifestWorkTemplate?.workload?.manifests;
}

interface Carrier {
  readonly workload?: { readonly manifests?: readonly object[] };
  readonly manifestWorkTemplate?: Carrier;
}

function sizeOf(objects: readonly object[]): number {
  return objects.reduce<number>((sum, object) => sum + jsonSize(object), 0);
}

function applicationBytes(objects: number): number {
  return bytesPerApplication + objects * bytesPerObject;
}

function applicationOf(folder: string): string {
  return `Application of ${folder}`;
}

function isRoot(folder: string): boolean {
  return folder.endsWith(`/${rootUnit}`);
}
