import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { environmentFiles } from '../../environment/environment-file';
import type { HubState } from '../../placement/hub';
import { strategyMoves, type StrategyMove } from '../../placement/strategy-moves';
import { objectOf, type Change } from '../../plan/change';
import type { Completion } from '../../plan/plan';
import { kindOf } from '../../plan/running-object';
import { workingTreeId, type Tree } from '../../plan/tree';
import { simulatedEnvironment, type SimulatedEnvironment } from '../../synth/simulated';

/** What stands on a hub now, for an environment that describes its clusters so. */
export type HubReader = (environment: HubState) => HubState;

/**
 * Who moves between two trees: the strategies of an environment that choose otherwise, may choose otherwise, come or go. Give it
 * the trees and the folder of the environment files of a plan (`sidesOf`); a plan that is completed by `whoMovesIn` has it already.
 * Both sides are simulated from their environment files, those of a commit with the plug-ins of that commit. An environment that
 * a side does not have, or that does not load there, moves nobody that could be named: undefined.
 *
 * @param hub reads what stands on the hub today. @default - only the declared ranges of the scores are known
 */
export function movesBetween(
  name: string,
  base: Tree,
  head: Tree,
  environments: string,
  hub?: HubReader,
): readonly StrategyMove[] | undefined {
  const [before, after] = [base, head].map((tree) => simulated(name, tree, environments));
  if (before === undefined || after === undefined) return undefined;
  if (before.placements.length + after.placements.length === 0) return [];
  return strategyMoves(before, after, new Date(), hub?.(before.state));
}

/** Adds who moves to the plans of environments in which anything differs that Placements choose by. */
export function whoMovesIn(environments: string, hub?: HubReader): Completion {
  return (plan, { base, head, otherClusters }) => {
    if (plan.changes.length === 0 || !(otherClusters || plan.changes.some(isChosenBy))) return plan;
    const moves = movesBetween(plan.name, base, head, environments, hub);
    return moves === undefined || moves.length === 0 ? plan : { ...plan, moves };
  };
}

const chosenBy = /^(?:cluster|dynamic-scoring)\.open-cluster-management\.io\//;

function isChosenBy(change: Change): boolean {
  return chosenBy.test(kindOf(objectOf(change)));
}

/** One side as the scheduler would see it. */
function simulated(name: string, tree: Tree, environments: string): SimulatedEnvironment | undefined {
  if (tree.id === workingTreeId) return inFolder(name, environments);
  const folder = mkdtempSync(join(tmpdir(), 'scorewright-plan-'));
  try {
    // Nothing in the checkout is touched; plug-ins that are packages are found as from there.
    const own = [...tree.files.keys()].filter((path) => path.startsWith(`${environments}/`));
    const texts = tree.read(own);
    own.forEach((path, index) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), texts[index] ?? '');
    });
    if (existsSync('node_modules')) symlinkSync(resolve('node_modules'), join(folder, 'node_modules'), 'junction');
    return inFolder(name, join(folder, environments));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function inFolder(name: string, folder: string): SimulatedEnvironment | undefined {
  if (!existsSync(folder)) return undefined;
  const file = environmentFiles(folder).find((one) => one.name === name);
  if (file === undefined) return undefined;
  const found = simulatedEnvironment(file);
  return found.findings.some(({ severity }) => severity === 'error') ? undefined : found;
}
