import { changeClasses, type ChangeClass } from '../../kinds/changed';
import { label } from '../../model/manifest';
import { objectOf, type Reason } from '../change';
import { podsOf } from '../classify';
import type { PlannedChange } from '../plan';
import { fixOf } from './document';

/** Changes that read the same on several clusters, where the cluster's own name is written `<cluster>`. */
export interface Group {
  readonly class: ChangeClass;
  readonly object: string;
  readonly by: string;
  readonly reasons: readonly Reason[];
  readonly line?: string;
  readonly fix?: string;
  readonly clusters: readonly string[];
  /** Pods that are replaced, on all clusters together. */
  readonly pods: number;
}

/** The changes folded over clusters; the gravest first. */
export function groupsOf(changes: readonly PlannedChange[]): Group[] {
  const groups = new Map<string, Omit<Group, 'clusters' | 'pods'> & { clusters: string[]; pods: number }>();
  for (const change of changes) {
    const { cluster, folder, carrier } = objectOf(change);
    // A work counts for its cluster; an object that a replica set carries, where it runs.
    const on = carrier === undefined ? folder : cluster;
    const alone = describe(change);
    const key = named(JSON.stringify(alone), [folder, cluster]);
    const known = groups.get(key);
    if (known) {
      known.clusters.push(on);
      known.pods += rolledPods(change);
    } else groups.set(key, { ...alone, clusters: [on], pods: rolledPods(change) });
  }
  const rank = new Map(changeClasses.map((word, index) => [word, index]));
  return [...groups.values()]
    .map((group) => (group.clusters.length === 1 ? group : folded(group)))
    .sort((a, b) => (rank.get(b.class) ?? 0) - (rank.get(a.class) ?? 0));
}

function describe(change: PlannedChange): Omit<Group, 'clusters' | 'pods'> {
  const { manifest, deliverer, application, wave, carrier } = objectOf(change);
  const fix = fixOf(change.reasons);
  const by = application === undefined ? deliverer : `${deliverer}, Application ${application}, wave ${wave}`;
  return {
    class: change.class,
    object: label(manifest),
    by: carrier === undefined ? by : `${by}, in ${carrier}`,
    reasons: change.reasons,
    ...(change.line !== undefined && { line: change.line }),
    ...(fix !== undefined && { fix }),
  };
}

/** Pods that a change replaces. */
export function rolledPods(change: PlannedChange): number {
  return change.class === 'roll' || change.class === 'restart' ? podsOf(objectOf(change)) : 0;
}

function folded<T extends Omit<Group, 'clusters'> & { clusters: string[] }>(group: T): T {
  const [first = ''] = group.clusters;
  const { clusters, ...rest } = group;
  return { ...(JSON.parse(named(JSON.stringify(rest), [first])) as T), clusters };
}

function named(text: string, names: readonly string[]): string {
  return [...new Set(names)].reduce((result, name) => result.replace(patternOf(name), '<cluster>'), text);
}

const patterns = new Map<string, RegExp>();

function patternOf(name: string): RegExp {
  const known = patterns.get(name);
  if (known) return known;
  const made = new RegExp(`(?<![\\w-])${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w-])`, 'g');
  patterns.set(name, made);
  return made;
}
