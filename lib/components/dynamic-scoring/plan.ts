import { serviceRef, type Endpoint, type ExternalEndpoint } from '../../constructs/endpoint';
import { clusterIP, toExposure } from '../../constructs/exposure';
import { placed } from '../../environment/placement';
import { skupperNamespace } from '../../environment/skupper';
import type { Cluster, Fleet } from '../../model/fleet';
import type { Ref } from '../../model/ref';
import { configSettings } from '../../scoring/catalogue';
import type { Engine } from '../../scoring/engine';
import { overridden } from '../../scoring/override';
import type { Scorer, ScorerWorkload } from '../../scoring/scorer';
import type { Context } from '../component';
import { clusterPrometheusUrl } from './cluster-prometheus/way';
import { engineKey, toOverride, toToken } from './engine-settings';
import { planMasks, type PlannedMask } from './masks';
import { component } from './names';
import { eachItsOwn, type ScorerSettings } from './scorer-settings';
import type { DynamicScoringSettings } from './settings';

/** Dynamic scoring in one environment, with all that follows from its settings. */
export interface ScoringPlan {
  readonly settings: DynamicScoringSettings;
  /** The clusters whose agents ask for scores, sorted by name. */
  readonly agents: readonly Cluster[];
  /** Every score that a cluster is not asked for. */
  readonly masks: readonly PlannedMask[];
  /** In the order of the catalogue. */
  readonly scorers: readonly PlannedScorer[];
}

/** A scorer of the environment with all that follows from its few settings. */
export interface PlannedScorer {
  readonly id: string;
  readonly settings: ScorerSettings;
  /** As this environment has them, in the catalogue's order. */
  readonly engines: readonly Engine[];
  readonly endpoint: Endpoint | ExternalEndpoint;
  /** What runs in the fleet, sorted by cluster; none for a scorer that runs elsewhere. */
  readonly sites: readonly ScorerSite[];
  /** Whether hub and agents each ask the one on their own cluster. */
  readonly eachItsOwn: boolean;
  /** The clusters whose agents ask at least one of its engines. */
  readonly viewers: readonly Cluster[];
}

/** A scorer that is rendered. */
export interface ScorerSite {
  readonly workload: ScorerWorkload;
  readonly cluster: Cluster;
  readonly endpoint: Endpoint;
}

/** The namespace that a scorer's pods run in. */
export function scorerNamespace({ endpoint }: ScorerSite): string {
  return endpoint.namespace;
}

export function planScoring(
  settings: DynamicScoringSettings,
  { fleet, scorers }: Pick<Context, 'fleet' | 'scorers'>,
): ScoringPlan {
  const agents = placed(settings.on, fleet);
  const masks = planMasks(settings.masks, fleet, agents);
  const masked = maskedScores({ masks });
  const planned = scorers.flatMap((scorer): PlannedScorer[] => {
    const chosen = settings.scorers[scorer.id];
    if (chosen === undefined) return [];
    const sites = sitesOf(scorer, chosen, fleet);
    const endpoint = sites[0]?.endpoint ?? { url: chosen.external ?? '' };
    const engines = enginesOf(scorer, chosen, sites[0], settings.prometheus);
    const viewers = agents.filter(({ name }) => !engines.every((engine) => masked(name, engine)));
    const own = chosen.expose === eachItsOwn;
    return [{ id: scorer.id, settings: chosen, engines, endpoint, sites, eachItsOwn: own, viewers }];
  });
  return { settings, agents, masks, scorers: planned };
}

/** The scores of an environment, for who builds on them; undefined where it has no block `dynamic-scoring`. */
export function scoringPlan({ planOf }: Pick<Context, 'planOf'>): ScoringPlan | undefined {
  return planOf(component) as ScoringPlan | undefined;
}

/** Whether a cluster is not asked for the score of an engine. */
export function maskedScores({ masks }: Pick<ScoringPlan, 'masks'>): (cluster: string, engine: Engine) => boolean {
  const masked = new Set(masks.map(({ cluster, score }) => `${cluster} ${score}`));
  return (cluster, { scoring }) => masked.has(`${cluster} ${scoring.name}`);
}

/** Every Service by which scorers are reached: under Skupper one on each cluster that looks for it. */
export function scorerServices({ scorers }: ScoringPlan, hub: Cluster): Ref[] {
  return scorers.flatMap(({ sites, viewers }) =>
    sites.flatMap(({ endpoint }) => {
      if (endpoint.exposure.type !== 'skupper') return [serviceRef(endpoint)];
      const { port } = endpoint.exposure;
      const clusters = new Map([endpoint.cluster, hub, ...viewers].map((cluster) => [cluster.name, cluster]));
      return [...clusters.values()].map((cluster) => serviceRef({ ...endpoint, cluster, port }));
    }),
  );
}

function sitesOf({ workload }: Scorer, { on, expose }: ScorerSettings, fleet: Fleet): ScorerSite[] {
  if (on === undefined || workload === undefined) return [];
  const exposure = expose === undefined || expose === eachItsOwn ? clusterIP : toExposure(expose);
  // Skupper makes a Service of the scorer's own name; one that opens a NodePort beside it needs another.
  const service = exposure.type === 'nodePort' ? `${workload.name}-nodeport` : workload.name;
  // Skupper 1 offers only what runs in the namespace of its site.
  const namespace = exposure.type === 'skupper' ? skupperNamespace : workload.namespace;
  return placed(on, fleet).map((cluster) => ({
    workload,
    cluster,
    endpoint: { cluster, namespace, service, port: workload.port, exposure },
  }));
}

function enginesOf(
  scorer: Scorer,
  chosen: ScorerSettings,
  site: ScorerSite | undefined,
  prometheus: DynamicScoringSettings['prometheus'],
): readonly Engine[] {
  const answers = chosen.config === undefined ? {} : (configSettings[scorer.id]?.answers(chosen.config) ?? {});
  return scorer.engines.map((engine) => {
    const { results = engine.results, range: values } = answers[engine.id] ?? {};
    const own = toOverride(chosen.engines?.[engineKey(engine)] ?? {});
    const scoringAuth = toToken(chosen.auth);
    // The Service needs no token: the proxy behind it sends the one of its cluster.
    const named = prometheus === 'cluster' && engine.source.type !== 'None' && own.prometheus === undefined;
    const asked = named ? { prometheus: clusterPrometheusUrl, sourceAuth: 'none' as const } : {};
    return overridden(
      { ...engine, results },
      { values, scoringAuth, location: locationOf(site), ...asked, ...withoutGaps(own) },
    );
  });
}

/** Whether it is asked inside the network of the clusters, or by the way that strangers take too. */
function locationOf(site: ScorerSite | undefined): Engine['location'] {
  const inside = ['clusterIP', 'nodePort', 'skupper'];
  return site !== undefined && inside.includes(site.endpoint.exposure.type) ? 'Internal' : 'External';
}

function withoutGaps<T extends object>(value: T): Partial<T> {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as Partial<T>;
}
