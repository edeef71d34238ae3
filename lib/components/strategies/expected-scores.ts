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
  const masked = maskedScores(scoring.settings);
  const agents = new Set(scoring.agents.map(({ name }) => name));
  const engines = new Map(
    scoring.scorers.flatMap((scorer) => scorer.engines).map((engine) => [cleanScoreName(engine.scoring.name), engine]),
  );
  return (resourceName, scoreName, cluster) => {
    const engine = engines.get(resourceName);
    if (engine === undefined) return undefined;
    if (!agents.has(cluster) || masked(cluster, engine) || !canWrite(engine, scoreName)) return missing;
    const fixed = fixedScore(engine, scoreName);
    if (fixed !== undefined) return { min: stored(fixed), max: stored(fixed) };
    const { range, noise } = engine.metadata;
    return { ...storedRange(range), ...(noise !== undefined && { noise }) };
  };
}

/** The score of an engine that always answers the same, on every cluster. */
export function fixedScore({ results, dimensionFormat, scoring }: Engine, item: string): number | undefined {
  if (results.type !== 'fixed') return undefined;
  return results.items.find(({ labels }) => render(dimensionFormat, { ...labels, scoreName: scoring.name }) === item)
    ?.score;
}
