import * as fc from 'fast-check';
import { anyScorer, scorerIds, sourceService, type ScorerDraft, type UsableEngine } from './scorers';
import { isHub, onJust, type Draft, type Site } from './site';

/** The block `dynamic-scoring`, and what strategies may build on. */
export interface ScoringDraft extends Draft {
  readonly scorers: readonly ScorerDraft[];
  readonly agents: readonly Site[];
  /** Engines that are masked nowhere. */
  readonly engines: readonly UsableEngine[];
}

/** Any of the scorers, each reached by the hub and by every agent; any agents that the hub side allows; masks that match. */
export function anyScoring(all: readonly Site[]): fc.Arbitrary<ScoringDraft> {
  const managed = all.filter((site) => !isHub(site));
  const placed = fc.oneof(
    fc.record({ hub: fc.constantFrom(undefined, 'chart'), agents: fc.constant(managed) }),
    fc.record({ hub: fc.constant('rendered'), agents: fc.subarray(managed, { minLength: 1 }) }),
  );
  return fc
    .record({ placed, skupper: fc.boolean(), ids: fc.shuffledSubarray(scorerIds, { minLength: 1 }) })
    .chain(({ placed: { hub, agents }, skupper, ids }) =>
      fc
        .record({
          delivery: fc.constantFrom(undefined, 'argo', 'work'),
          pullSecret: fc.constantFrom(undefined, true, false),
          on: onJust(agents, all),
          scorers: fc.tuple(...ids.map((id) => anyScorer(id, { homes: all, skupper }))),
          masked: fc.array(fc.nat({ max: 4 }), { minLength: 12, maxLength: 12 }),
          everywhere: fc.option(fc.nat(), { freq: 3, nil: undefined }),
        })
        .map(({ delivery, pullSecret, on, scorers, masked, everywhere }): ScoringDraft => {
          const scores = scorers.flatMap((scorer) => scorer.scores);
          // One score that no agent is asked for, by the form for several; the rest by cluster and score.
          const nowhere = everywhere === undefined ? [] : scores.slice(everywhere % scores.length).slice(0, 1);
          const asked = scores.filter((score) => !nowhere.includes(score));
          const masks = agents.flatMap(({ name: cluster }, row) =>
            asked.flatMap((score, at) => (masked[(row * 5 + at) % masked.length] === 0 ? [{ cluster, score }] : [])),
          );
          const unasked = new Set([...nowhere, ...masks.map(({ score }) => score)]);
          const sources = new Set(scorers.flatMap((scorer) => scorer.sources));
          return {
            block: {
              ...(delivery && { delivery }),
              ...(hub && { hub }),
              ...(pullSecret !== undefined && { pullSecret }),
              scorers: Object.fromEntries(scorers.map(({ id, settings }) => [id, settings])),
              ...(unasked.size > 0 && {
                masks: [...masks, ...(nowhere.length > 0 ? [{ on, scores: nowhere }] : [])],
              }),
              on,
            },
            charts: {
              ...([...sources].some((source) => source.includes('.monitoring.svc')) && {
                'kube-prometheus-stack': agents,
              }),
              ...(skupper && { skupper: all }),
            },
            external: [
              ...scorers.flatMap((scorer) => scorer.external),
              ...[...sources].flatMap((source) => sourceService(source, agents)),
            ],
            scorers,
            agents,
            engines: scorers.flatMap((scorer) => scorer.engines).filter(({ score }) => !unasked.has(score)),
          };
        }),
    );
}
