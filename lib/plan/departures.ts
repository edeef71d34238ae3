import type { Change } from './change';
import { kindOf } from './running-object';
import type { Tree } from './tree';
import { clustersIn } from './tree-folders';

/** The environments that clusters join in the same commit in which they leave this one, by cluster. */
export function departuresOf(
  name: string,
  base: Tree,
  head: Tree,
  names: readonly string[],
): ReadonlyMap<string, string> {
  const [before, after] = [clustersIn(base.files, name), clustersIn(head.files, name)];
  const gone = [...before].filter((cluster) => !after.has(cluster));
  if (gone.length === 0 || after.size === 0) return new Map();
  const others = names.filter((other) => other !== name);
  return new Map(
    others.flatMap((other) => {
      const [had, has] = [clustersIn(base.files, other), clustersIn(head.files, other)];
      return gone
        .filter((cluster) => has.has(cluster) && !had.has(cluster))
        .map((cluster) => [cluster, other] as const);
    }),
  );
}

/** The changes, with a danger where another environment takes the cluster in the same commit. */
export function withDepartures(
  name: string,
  changes: readonly Change[],
  departures: ReadonlyMap<string, string>,
): readonly Change[] {
  if (departures.size === 0) return changes;
  return changes.map((change) => {
    if (change.old === undefined || change.new !== undefined) return change;
    // An orphan is reported already.
    if (change.reasons.some((reason) => reason.class === 'orphan')) return change;
    const cluster = change.old.unit.replace(/^applications-/, '');
    const other = departures.get(cluster);
    if (other === undefined || cluster === change.old.unit || kindOf(change.old) !== 'argoproj.io/Application')
      return change;
    const why = `${cluster} leaves environment ${name} and joins ${other}: if both are the same cluster, ${name} deletes the objects that both have while ${other} applies them`;
    const fix = 'Move it in two commits: remove it here, wait until its objects are pruned, then add it there.';
    return { ...change, reasons: [...change.reasons, { class: 'danger', field: '', old: name, new: other, why, fix }] };
  });
}
