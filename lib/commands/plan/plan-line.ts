import { planOf } from '../../plan/plan';
import { Unreadable } from '../../plan/unreadable';
import { closingLine } from '../../plan/words/closing-line';
import type { Outcome } from '../../synth/run';

/**
 * What the tree that a run has written will do when it syncs, in one line; none where the run wrote no tree, where the folder is
 * no Git checkout, or where there is nothing in it to compare with.
 */
export function planLine({ folders, published }: Outcome, only: readonly string[] | undefined): string[] {
  if (published === undefined || folders.out !== 'dist') return [];
  try {
    const { environments } = planOf({
      folder: process.cwd(),
      environments: folders.environments,
      ...(only !== undefined && { only }),
    });
    const changes = environments.some((plan) => plan.changes.length > 0);
    return [`${closingLine(environments)}${changes ? ': scorewright plan says which' : ''}`];
  } catch (error) {
    if (error instanceof Unreadable) return [];
    throw error;
  }
}
