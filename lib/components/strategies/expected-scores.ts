import { cleanScoreName } from '../../model/score-name';
import type { Expect, ExpectedScore } from '../../placement/outlook';
import { render } from '../../scoring/dimension-format';
import type { Engine } from '../../scoring/engine';
import { canWrite } from '../../scoring/score-items';
import { stored, storedRange } from '../../scoring/score-range';
import { maskedScores, type ScoringPlan } from '../dynamic-scoring/plan';

const missing: ExpectedScore = { min: 0, max: 0, missing: true };

/** What each score of an environment can be on each cluster, by what its engine declares, the agents and the masks. */
export function expectedScores(scoring: ScoringPlan): Expect {
  const masked = maskedScores(scoring);
  const agents = new Set(scoring.agents.map(({ name }) => name));
  const engines = new Map(
    scoring.scorers.flatMap((scorer) => scorer.engines).map((engine) => [cleanScoreName(engine.scoring.name), engine]),
  );
  const known = new Map<string, ExpectedScore>();
  const written = (engine: Engine, item: string): ExpectedScore => {
    const key = `${engine.id} ${item}`;
    const score = known.get(key) ?? scoreOf(engine, item);
    known.set(key, score);
    return score;
  };
  return (resourceName, scoreName, cluster) => {
    const engine = engines.get(resourceName);
    if (engine === undefined) return undefined;
    return agents.has(cluster) && !masked(cluster, engine) ? written(engine, scoreName) : missing;
  };
}

function scoreOf(engine: Engine, item: string): ExpectedScore {
  if (!canWrite(engine, item)) return missing;
  const fixed = fixedScore(engine, item);
  if (fixed !== undefined) return { min: stored(fixed), max: stored(fixed) };
  const { range, noise } = engine.metadata;
  return { ...storedRange(range), ...(noise !== undefined && { noise }) };
}

/** The score of an engine that always answers the same, on every cluster. */
function fixedScore({ results, dimensionFormat, scoring }: Engine, item: string): number | undefined {
  if (results.type !== 'fixed') return undefined;
  return results.items.find(({ labels }) => render(dimensionFormat, { ...labels, scoreName: scoring.name }) === item)
    ?.score;
}
