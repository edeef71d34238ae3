import { findingKind } from '../../model/finding-kind';
import { exposureFault, exposureUnfit } from '../../constructs/exposure';
import { gapFault, secretGaps, secretOperatorMissing, type SecretGap } from '../../constructs/secret-backend';
import { isKind } from '../../kinds/group-kind';
import type { Directory } from '../../model/directory';
import { checkEngine } from '../../scoring/engine-checks';
import { checkConfigURL } from '../../scoring/findings/config-url-unresolvable';
import { endpointUnreachable } from '../../scoring/findings/endpoint-unreachable';
import { sourceUnauthorized, wantsToken } from '../../scoring/findings/source-unauthorized';
import type { Context, SettingsFault } from '../component';
import { addressesOf, skupperSites, type Addresses } from './addresses';
import { agentProblems } from './agent-problems';
import { prometheusProblems } from './cluster-prometheus/problems';
import { engineKey } from './engine-settings';
import { managedClusters } from './managed-clusters';
import { maskProblems } from './masks';
import { maskedScores, type PlannedScorer, type ScoringPlan } from './plan';
import { scorerPlacement } from './scorer-settings';
import { settingsPath } from './settings-path';
import { registered, scoringConfig } from './telling';
import { issuedTokens, tokenRequests } from './tokens';

export const agentsEverywhere = findingKind({
  code: 'agents-everywhere',
  why: "Upstream's chart installs an agent on every managed cluster, and every agent gets every scorer.",
  fix: 'Write `on: managed`, or `hub: rendered`, which can install agents on some clusters only.',
  messages: {
    onSome:
      'got {got} of {managed} managed clusters, but the chart installs agents on all; write on: {all}, or hub: rendered',
  },
});

/** What the whole environment shows to be wrong with its scorers and masks. */
export function problems(plan: ScoringPlan, context: Context, directory: Directory): SettingsFault[] {
  const { fleet } = context;
  const { settings, agents, scorers: planned } = plan;
  const sites = skupperSites(fleet, directory);
  const addressed = planned.map((scorer) => ({ scorer, addresses: addressesOf(scorer, fleet, sites) }));
  const engines = planned.flatMap((scorer) => scorer.engines);
  const wrong = engines.flatMap(checkEngine);
  const unsound = new Set(wrong.flatMap(({ severity, engine }) => (severity === 'error' ? [engine] : [])));
  const unresolvable = hubProblems(planned, addressed, directory, context);
  const unseen = new Set(unresolvable.map(({ id }) => id));
  const reachable = addressed.flatMap(({ scorer, addresses: { hub, agents: seen } }) =>
    'url' in hub && 'url' in seen && !unseen.has(scorer.id)
      ? scorer.engines
          .filter(({ id }) => !unsound.has(id))
          .map((engine) => registered(engine, { hub: hub.url, agents: seen.url }))
      : [],
  );
  const masks = scoringConfig(plan.masks);
  const gaps = tokenRequests(plan).flatMap((request) =>
    secretGaps(request, context, directory).map((gap) => ({ ...gap, name: request.name })),
  );
  return [
    ...unfitPlacement(plan, context),
    ...prometheusProblems(plan, directory),
    ...addressed.flatMap(({ scorer, addresses }) => unreachable(scorer, addresses)),
    ...wrong.map(({ engine = '', path, ...rest }) => ({ ...rest, settings: settingsPath(planned, engine, path) })),
    ...unauthorized(plan),
    ...unresolvable.map(({ problem }) => problem),
    ...maskProblems(settings.masks, plan.masks, engines, agents, fleet),
    ...operatorProblems(gaps),
    ...agentProblems({
      agents,
      engines: reachable,
      masks,
      directory,
      requests: tokenRequests(plan),
      issued: issuedTokens(plan),
      gaps,
      place: (engine, path) => settingsPath(planned, engine, path),
    }),
  ];
}

function unfitPlacement({ settings: { hub }, agents }: ScoringPlan, { fleet }: Context): SettingsFault[] {
  const managed = managedClusters(fleet, agents);
  if (hub === 'rendered' || managed.length === agents.length) return [];
  const all = managed.some(({ role }) => role === 'hub') ? 'all' : 'managed';
  return [agentsEverywhere.fault('onSome', { got: agents.length, managed: managed.length, all }, { settings: ['on'] })];
}

function unreachable(scorer: PlannedScorer, { hub, agents }: Addresses): SettingsFault[] {
  const { id, settings, sites, eachItsOwn } = scorer;
  const [site] = sites;
  if (site === undefined) return [];
  if (sites.length > 1 && !eachItsOwn)
    return [scorerPlacement.fault('several', { got: sites.length }, { settings: ['scorers', id, 'on'] })];
  const at = ['scorers', id, ...(settings.expose === undefined ? [] : ['expose'])];
  const unfit = exposureFault(exposureUnfit, site.endpoint.exposure, site.cluster);
  if (unfit !== undefined) return [{ ...unfit, settings: at }];
  const fault = [hub, agents].flatMap((reach) => ('fault' in reach ? [reach.fault] : []))[0];
  if (fault === undefined) return [];
  const network = site.endpoint.exposure.type === 'skupper' ? ' by charts: { skupper: { on: all } }' : '';
  return [endpointUnreachable.fault('exposure', { got: fault, network }, { settings: at })];
}

/** The clusters whose monitoring an engine is to read without the token that it wants. */
function unauthorized({ masks, scorers: planned }: ScoringPlan): SettingsFault[] {
  const masked = maskedScores({ masks });
  return planned.flatMap(({ engines, viewers, settings: { engines: own = {} } }) =>
    engines.flatMap((engine): SettingsFault[] => {
      const { source, id } = engine;
      if (source.type === 'None' || source.host === undefined || source.auth !== undefined) return [];
      const { host } = source;
      const said = own[engineKey(engine)]?.sourceAuth;
      const at = settingsPath(planned, id, ['source', said === undefined ? 'host' : 'auth']);
      const got = said === undefined ? `got ${host} without sourceAuth` : `got ${said}, while ${host} is asked`;
      return viewers
        .filter((cluster) => wantsToken(host, cluster) && !masked(cluster.name, engine))
        .map(({ name }) => sourceUnauthorized.fault('noToken', { got }, { settings: at, cluster: name }));
    }),
  );
}

/** Whether a pod of the hub can resolve every `configURL`: those of scorers that run elsewhere were written by a person. */
function hubProblems(
  planned: readonly PlannedScorer[],
  addressed: readonly { readonly scorer: PlannedScorer; readonly addresses: Addresses }[],
  directory: Directory,
  { fleet }: Context,
): { readonly id: string; readonly problem: SettingsFault }[] {
  const external = addressed.filter(({ scorer }) => scorer.sites.length === 0);
  if (external.length === 0) return [];
  const services = new Set(
    directory
      .all()
      .filter((ref) => ref.cluster === fleet.hub.name && isKind('/Service', ref))
      .map(({ name, namespace = '' }) => `${name}.${namespace}`),
  );
  return external.flatMap(({ scorer, addresses: { hub } }) => {
    const [engine] = scorer.engines;
    if (engine === undefined || 'fault' in hub) return [];
    return checkConfigURL(engine.id, hub.url, services).map(({ path, ...rest }) => ({
      id: scorer.id,
      problem: { ...rest, settings: settingsPath(planned, engine.id, path) },
    }));
  });
}

function operatorProblems(gaps: readonly SecretGap[]): SettingsFault[] {
  return gaps
    .filter(({ missing }) => missing === 'operator')
    .map((gap) => ({ ...gapFault(gap, secretOperatorMissing), settings: ['on'], cluster: gap.cluster }));
}
