import { identity } from '../model/manifest';
import { objectOf } from '../plan/change';
import { environmentFile, settingsIn } from '../plan/environment-settings';
import { clustersIn, treeFolders } from '../plan/tree-folders';
import {
  environmentPlan,
  type Completion,
  type EnvironmentPlan,
  type PlannedChange,
  type Succession,
} from '../plan/plan';
import type { Tree } from '../plan/tree';
import { clusterFacts, subjectOf, type Facts } from './cluster-facts';
import { editsBetween, nameText, type FileEdit } from './edits';
import { fold, type Entry, type Located } from './fold';
import { noNote, type Note } from './note';
import { Population } from './population';
import { subjectsOf, type Subject } from './subjects';

/** The change of one environment, folded over its clusters. */
export interface EnvironmentReview {
  readonly name: string;
  readonly plan: EnvironmentPlan;
  /** Clusters on either side. */
  readonly clusters: readonly string[];
  /** The facts of each cluster. */
  readonly facts: ReadonlyMap<string, Facts>;
  /** Files that differ. */
  readonly files: number;
  /** Edits that are equal over clusters are one entry. */
  readonly entries: readonly Entry<Note>[];
  /** The entries by their objects, the gravest first. */
  readonly subjects: readonly Subject[];
}

/**
 * Plans the change of an environment and folds it over its clusters.
 *
 * @param complete adds to the plan what trees do not show
 * @param succession the names that change on the way of a staged procedure @default - none
 * @throws Unreadable where a side cannot be read
 */
export function reviewEnvironment(
  name: string,
  base: Tree,
  head: Tree,
  environments: string,
  complete?: Completion,
  succession?: Succession,
): EnvironmentReview {
  const plan = environmentPlan(name, base, head, environments, complete, succession);
  const known = new Notes(plan);
  const facts = factsOf(name, [base, head], environments);
  const paths = new Set<string>();
  const edits = (function* (): Iterable<Located<Note>> {
    for (const edit of editsBetween(name, base, head)) {
      paths.add(edit.path);
      yield located(edit, facts, known);
    }
  })();
  const entries = fold(edits);
  const population = new Population(name, [base, head], facts);
  const subjects = subjectsOf(entries, population);
  return { name, plan, clusters: population.clusters, facts, files: paths.size, entries, subjects };
}

function located(edit: FileEdit, facts: ReadonlyMap<string, Facts>, known: Notes): Located<Note> {
  const [root, , folder = ''] = edit.path.split('/');
  if (root !== treeFolders.rendered) return { edit, folder: '', cluster: '', facts: {}, note: noteOf([]) };
  const changes = known.of(edit, folder);
  const on = [...new Set(changes.map((change) => objectOf(change).cluster))];
  // An object on the hub that is for a cluster has the cluster's name in its own, or in its carrier's.
  const file = edit.path.slice(edit.path.lastIndexOf('/') + 1);
  const about =
    on.length === 1 && facts.has(on[0] ?? '') && on[0] !== folder
      ? on[0]
      : subjectOf([edit.object?.namespace ?? null, file], facts);
  const cluster = folder === 'files' ? '' : (about ?? folder);
  return {
    edit,
    folder,
    cluster,
    facts: facts.get(cluster) ?? {},
    note: noteOf(changes),
    ...(on.length > 1 && { on }),
  };
}

function noteOf(changes: readonly PlannedChange[]): Note {
  const [first] = changes;
  if (first === undefined) return noNote;
  const reasons = first.reasons.map(({ class: word, why, fix = null }) => ({ class: word, why, fix }));
  const said = new Map(reasons.map((reason) => [JSON.stringify(reason), reason]));
  return { class: first.class, reasons: [...said.values()], line: first.line ?? null };
}

/** The facts of the clusters of both sides; where a cluster is on both, those of the head. */
function factsOf(name: string, trees: readonly Tree[], environments: string): Map<string, Facts> {
  const found = new Map<string, Facts>();
  for (const tree of trees) {
    const file = environmentFile(name, environments, tree);
    const clusters = file === undefined ? {} : settingsIn(tree, file).data.clusters;
    for (const [cluster, facts] of clusterFacts(clusters, clustersIn(tree.files, name))) found.set(cluster, facts);
  }
  return found;
}

/** The planned changes of objects, by their files and identities. */
class Notes {
  private readonly byPlace = new Map<string, PlannedChange[]>();

  constructor({ changes }: EnvironmentPlan) {
    for (const change of changes)
      for (const object of new Set([change.old, change.new])) {
        if (object === undefined) continue;
        const key = keyOf(`${object.folder}/${object.unit}`, identity(object.manifest), object.carrier);
        const known = this.byPlace.get(key);
        if (known === undefined) this.byPlace.set(key, [change]);
        else if (known.at(-1) !== change) known.push(change);
      }
  }

  /** One change, or one for each cluster that the object is carried to. */
  of({ path, object, carrier }: FileEdit, folder: string): readonly PlannedChange[] {
    if (object === undefined) return [];
    const [, , , unit = ''] = path.split('/');
    const { group, kind, namespace, name } = object;
    const key = keyOf(`${folder}/${unit}`, `${group}/${kind}/${namespace ?? ''}/${name}`, carrier && labelOf(carrier));
    return this.byPlace.get(key) ?? [];
  }
}

/** The label that plans give an object, from its identity. */
function labelOf(identified: string): string {
  const [name = '', namespace = '', kind = ''] = identified.split('/').reverse();
  return nameText({ kind, namespace: namespace === '' ? null : namespace, name });
}

function keyOf(folder: string, object: string, carrier = ''): string {
  return `${folder} ${carrier} ${object}`;
}
