import { groupKind } from '../../kinds/group-kind';
import type { Directory } from '../../model/directory';
import type { Cluster } from '../../model/fleet';
import { summaries, type RegisteredEngine, type ScoringConfig, type Telling } from '../../scoring/controller';
import { dynamicScorerSpec, type ScorerAddress } from '../../scoring/dynamic-scorer';
import { hostOf, isClusterLocal, originOf, serviceOf } from '../../scoring/endpoint';
import type { Engine } from '../../scoring/engine';
import { expectedConfig } from '../../scoring/expectation';
import { configName } from '../../scoring/framework';
import type { AgentCluster } from '../../scoring/summary';
import type { PlannedMask } from './masks';

/** An engine once its scorer runs and answers as it is declared. */
export function registered(engine: Engine, address: ScorerAddress): RegisteredEngine {
  const spec = dynamicScorerSpec(engine, address);
  const synced = engine.configSyncMode === 'Full' ? { lastSyncedConfig: expectedConfig(engine) } : {};
  return { name: engine.name, spec, status: { health: 'Active', ...synced } };
}

/** The one DynamicScoringConfig, as the scoring model has it. */
export function scoringConfig(masks: readonly PlannedMask[]): ScoringConfig {
  return { name: configName, masks: masks.map(({ cluster, score }) => ({ clusterName: cluster, scoreName: score })) };
}

/** What a cluster gets, together with all others that get the same. */
export interface ToldAlike {
  readonly clusters: readonly string[];
  readonly tellings: readonly Telling[];
}

/** What the hub tells each cluster: computed once for all that agree in masks, Secrets and what they reach. */
export function tellAll(
  engines: readonly RegisteredEngine[],
  config: ScoringConfig,
  agents: readonly AgentCluster[],
): ToldAlike[] {
  const masks = new Map<string, string[]>();
  for (const { clusterName, scoreName } of config.masks)
    masks.set(clusterName, [...(masks.get(clusterName) ?? []), scoreName]);
  const groups = new Map<string, AgentCluster[]>();
  for (const agent of agents) {
    const { name, secrets, unreachable } = agent;
    const key = JSON.stringify([masks.get(name)?.sort() ?? [], secrets, unreachable]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [agent]);
    else group.push(agent);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    return [{ clusters: group.map(({ name }) => name), tellings: summaries(engines, config, first) }];
  });
}

/** The origins that some engine asks and that lead, by their names, to a Service of the asking cluster. */
export function localOrigins(engines: readonly RegisteredEngine[]): string[] {
  const urls = engines.flatMap(({ spec }) => [
    spec.configURL,
    ...[spec.source?.host, spec.scoring?.host].flatMap((host) => host ?? []),
  ]);
  const origins = new Set(urls.flatMap((url) => originOf(url) ?? []));
  return [...origins].filter((origin) => isClusterLocal(hostOf(origin) ?? ''));
}

/** Whether the cluster has the Service that such an origin names. */
export function isThere(origin: string, { name: cluster }: Cluster, directory: Directory): boolean {
  const [name = '', namespace = ''] = serviceOf(hostOf(origin) ?? '')?.split('.') ?? [];
  const { port, protocol } = new URL(origin);
  const number = port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
  return name !== '' && directory.has({ cluster, ...groupKind('/Service'), namespace, name, port: number });
}
