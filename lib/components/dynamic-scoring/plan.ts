import type { Endpoint, Reach } from '../../constructs/endpoint';
import { reach } from '../../constructs/endpoint';
import { toExposure } from '../../constructs/exposure';
import { placed } from '../../environment/placement';
import type { Cluster } from '../../model/fleet';
import type { Engine } from '../../scoring/engine';
import type { Scorer, ScorerWorkload } from '../../scoring/scorer';
import type { Context } from '../component';
import type { DynamicScoringSettings } from './settings';

/** A scorer of the environment with all that follows from its few settings. */
export interface PlannedScorer {
  readonly scorer: Scorer;
  readonly workload: ScorerWorkload;
  readonly cluster: Cluster;
  readonly endpoint: Endpoint;
  /** Its address for the controllers on the hub. */
  readonly hub: Reach;
  /** Its one address for the agents of all clusters that are not masked from all of its engines. */
  readonly agents: Reach;
}

/** The scorers of an environment, sorted as the catalogue has them. */
export function planScorers(settings: DynamicScoringSettings, { fleet, scorers }: Context): PlannedScorer[] {
  const agents = placed(settings.on, fleet);
  return scorers.flatMap((scorer) => {
    const chosen = settings.scorers[scorer.id];
    const cluster = fleet.clusters.find(({ name }) => name === chosen?.on);
    const { workload } = scorer;
    if (chosen === undefined || cluster === undefined || workload === undefined) return [];
    const exposure = toExposure(chosen.expose);
    // Skupper makes a Service of the scorer's own name; one that opens a NodePort beside it needs another.
    const service = exposure.type === 'nodePort' ? `${workload.name}-nodeport` : workload.name;
    const { namespace, port } = workload;
    const endpoint: Endpoint = { cluster, namespace, service, port, exposure };
    const viewers = agents.filter(({ name }) => !maskedFromAll(settings, name, scorer.engines));
    return [
      { scorer, workload, cluster, endpoint, hub: reach(endpoint, [fleet.hub]), agents: reach(endpoint, viewers) },
    ];
  });
}

function maskedFromAll({ masks }: DynamicScoringSettings, cluster: string, engines: readonly Engine[]): boolean {
  return engines.every(({ scoring }) => masks.some((mask) => mask.cluster === cluster && mask.score === scoring.name));
}
