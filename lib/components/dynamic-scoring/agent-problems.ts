import type { SecretRequest } from '../../constructs/secret';
import type { SecretGap } from '../../constructs/secret-backend';
import type { Directory } from '../../model/directory';
import type { Cluster } from '../../model/fleet';
import type { Path } from '../../model/origin';
import type { RegisteredEngine, ScoringConfig } from '../../scoring/controller';
import { originOf } from '../../scoring/endpoint';
import { checkSecrets } from '../../scoring/findings/auth-secret-missing';
import { checkReachable } from '../../scoring/findings/endpoint-unreachable';
import { checkSize } from '../../scoring/findings/summaries-too-large';
import type { EngineFault } from '../../scoring/engine-fault';
import type { AgentCluster } from '../../scoring/summary';
import type { SettingsFault } from '../component';
import { isThere, localOrigins, tellAll, type ToldAlike } from './telling';

export interface AgentView {
  readonly agents: readonly Cluster[];
  readonly engines: readonly RegisteredEngine[];
  readonly masks: ScoringConfig;
  readonly directory: Directory;
  readonly requests: readonly SecretRequest[];
  readonly issued: readonly { readonly cluster: string; readonly token: { readonly name: string } }[];
  readonly gaps: readonly (SecretGap & { readonly name: string })[];
  /** Where in the settings a field of an engine comes from. */
  readonly place: (engine: string, path: Path) => Path;
}

/** What the agents of some clusters could not do with what the hub tells them. */
export function agentProblems(view: AgentView): SettingsFault[] {
  const told = tellAll(view.engines, view.masks, view.agents.map(agentOf(view)));
  return told.flatMap((alike) => perCluster(alike, view));
}

function perCluster({ clusters, tellings }: ToldAlike, { place }: AgentView): SettingsFault[] {
  const [first = ''] = clusters;
  const problems = [
    ...checkReachable(first, tellings),
    ...checkSecrets(first, tellings),
    ...checkSize(first, tellings),
  ];
  return firstOfEachCause(problems).flatMap(({ engine, path, ...rest }) => {
    const settings = engine === undefined ? [] : place(engine, path);
    return clusters.map((cluster) => ({ ...rest, settings, cluster }));
  });
}

/** Engines may share a source, an address or a token: what is wrong with it is said of the first of them. */
function firstOfEachCause(problems: readonly EngineFault[]): EngineFault[] {
  const seen = new Set<string>();
  return problems.filter(({ code, path, got, message }) => {
    const what = typeof got === 'string' ? got : message;
    const cause = [code, path.join('.'), originOf(what) ?? what].join('\n');
    if (seen.has(cause)) return false;
    seen.add(cause);
    return true;
  });
}

/** What is known of each cluster: the tokens that will be there, and which addresses lead to nothing. */
function agentOf({ engines, directory, requests, issued, gaps }: AgentView): (cluster: Cluster) => AgentCluster {
  const origins = localOrigins(engines);
  const lacking = new Set(
    gaps.filter(({ missing }) => missing === 'secret').map((gap) => `${gap.cluster} ${gap.name}`),
  );
  const issuedOn = new Map<string, string[]>();
  for (const { cluster, token } of issued) issuedOn.set(cluster, [...(issuedOn.get(cluster) ?? []), token.name]);
  const wanted = requests.map((request) => ({ ...request, on: new Set(request.clusters) }));
  return (cluster) => ({
    name: cluster.name,
    secrets: [
      ...(issuedOn.get(cluster.name) ?? []).map((name) => ({ name, keys: ['token'] })),
      ...wanted
        .filter(({ name, on }) => on.has(cluster.name) && !lacking.has(`${cluster.name} ${name}`))
        .map(({ name, keys }) => ({ name, keys })),
    ],
    unreachable: origins.filter((origin) => !isThere(origin, cluster, directory)),
  });
}
