import type { Engine } from './engine';
import { checkConstant } from './findings/score-constant';
import { checkEngineIds } from './findings/engine-id-taken';
import { checkEngineNames } from './findings/engine-name-taken';
import { checkFilled } from './findings/dimension-unfilled';
import { checkInterval } from './findings/interval-zero';
import { checkOverwritten } from './findings/dimension-overwritten';
import { checkPlaceholders } from './findings/dimension-placeholder-unknown';
import { checkPromql } from './findings/promql-invalid';
import { checkScoreNames } from './findings/score-name-taken';
import { checkStorable } from './findings/score-range-unstorable';
import { checkWindow } from './findings/source-window';
import type { EngineFault } from './engine-fault';

/** What can be said of one engine by itself. */
const perEngine: readonly ((engine: Engine) => readonly EngineFault[])[] = [
  checkPlaceholders,
  checkPromql,
  checkInterval,
  checkWindow,
  checkStorable,
  checkConstant,
];

/** What is guessed from a query, which must be valid for that. */
const fromQuery: readonly ((engine: Engine) => readonly EngineFault[])[] = [checkFilled, checkOverwritten];

/** Everything that is wrong with an engine by itself, whatever its clusters. */
export function checkEngine(engine: Engine): readonly EngineFault[] {
  const faults = perEngine.flatMap((check) => check(engine));
  const readable = faults.every(({ path }) => path[0] !== 'source' && path[0] !== 'dimensionFormat');
  return readable ? [...faults, ...fromQuery.flatMap((check) => check(engine))] : faults;
}

/** Everything that is wrong with some engines, whatever their clusters: one by one, then among one another. */
export function checkEngines(engines: readonly Engine[]): readonly EngineFault[] {
  const among = [checkEngineIds, checkEngineNames, checkScoreNames].flatMap((check) => check(engines));
  return [...engines.flatMap(checkEngine), ...among];
}
