import { findingKind } from '../../model/finding-kind';
import type { Engine } from '../engine';
import type { EngineFault } from '../engine-fault';
import { sharing } from '../engine-index';
import { cleanScoreName } from '../../model/score-name';

export const scoreNameTaken = findingKind({
  code: 'score-name-taken',
  why:
    'The agent keeps one worker for each score name, so of two engines with one name only the first is asked; names ' +
    'that differ but clean to one overwrite one another in one AddOnPlacementScore.',
  fix: 'Give each engine a score name that stays its own in lower case with every other character a "-".',
  messages: {
    taken: 'got "{got}"; {holder} has it, and the agent would ask only one of the two; choose another name',
    cleaned: 'got "{got}"; it becomes "{clean}", as does {other}; choose another name',
  },
});

/** Every engine whose score name, as it stands or as the agent cleans it, an earlier one has. */
export function checkScoreNames(engines: readonly Engine[]): readonly EngineFault[] {
  return sharing(engines, ({ scoring }) => cleanScoreName(scoring.name)).map(({ engine, holder, key }) => {
    const { name } = engine.scoring;
    const where = { engine: engine.id, path: ['scoring', 'name'] };
    const other = `"${holder.scoring.name}" of engine ${holder.id}`;
    return holder.scoring.name === name
      ? scoreNameTaken.fault('taken', { got: name, holder: `engine ${holder.id}` }, where)
      : scoreNameTaken.fault('cleaned', { got: name, clean: key, other }, where);
  });
}
