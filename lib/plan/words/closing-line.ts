import type { ChangeClass } from '../../kinds/changed';
import { objectOf } from '../change';
import type { EnvironmentPlan } from '../plan';
import { rolledPods } from './groups';

const said: readonly (readonly [ChangeClass, string])[] = [
  ['add', 'added'],
  ['in-place', 'changed in place'],
  ['next-run', 'changed at the next run'],
  ['roll', 'rolled'],
  ['restart', 'restarted'],
  ['recreate', 'made anew'],
  ['refused', 'refused'],
  ['move', 'moved'],
  ['remove', 'removed'],
  ['orphan', 'orphaned'],
  ['danger', 'with data or the fleet at stake'],
];

/** `12 added, 40 changed in place, 3 rolled (17 pods), 1 refused, 2 removed on 1,000 clusters`. */
export function closingLine(plans: readonly EnvironmentPlan[]): string {
  const changes = plans.flatMap((plan) => plan.changes);
  if (changes.length === 0) return 'plan: no change';
  const parts = said.flatMap(([word, verb]) => {
    const these = changes.filter((change) => change.class === word);
    if (these.length === 0) return [];
    const pods = these.reduce((sum, change) => sum + rolledPods(change), 0);
    return [`${number(these.length)} ${verb}${pods > 0 ? ` (${number(pods)} ${pods === 1 ? 'pod' : 'pods'})` : ''}`];
  });
  const clusters = new Set(
    plans.flatMap(({ name, changes: own }) => own.map((change) => `${name}/${objectOf(change).cluster}`)),
  );
  const on = `on ${number(clusters.size)} ${clusters.size === 1 ? 'cluster' : 'clusters'}`;
  return `plan: ${parts.join(', ')} ${on}`;
}

/** With commas at the thousands, in every locale. */
export function number(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}
