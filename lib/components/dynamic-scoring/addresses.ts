import { reach, serviceUrl, type Reach, type SkupperSites } from '../../constructs/endpoint';
import { skupperNamespace, skupperSite } from '../../environment/skupper';
import type { Directory } from '../../model/directory';
import type { Cluster, Fleet } from '../../model/fleet';
import { list } from '../../model/words';
import type { ScorerAddress } from '../../scoring/dynamic-scorer';
import type { PlannedScorer } from './plan';

/** By which URLs a scorer is reached: by the controllers on the hub, and, under one for all, by the agents. */
export interface Addresses {
  readonly hub: Reach;
  readonly agents: Reach;
}

/** The clusters that are sites of the Skupper network. */
export function skupperSites({ clusters }: Fleet, directory: Directory): SkupperSites {
  const sites = clusters.filter(({ name }) => directory.has(skupperSite(name)));
  return new Map(sites.map(({ name }) => [name, skupperNamespace]));
}

export function addressesOf(scorer: PlannedScorer, { hub }: Fleet, sites: SkupperSites): Addresses {
  const { endpoint, viewers } = scorer;
  if (scorer.eachItsOwn && 'service' in endpoint)
    return { hub: sharedAddress(scorer, [hub]), agents: sharedAddress(scorer, viewers) };
  return { hub: reach(endpoint, [hub], sites), agents: reach(endpoint, viewers, sites) };
}

/** The address of the Service that has one name on every cluster, where all that ask have it. */
function sharedAddress({ sites, endpoint }: PlannedScorer, asking: readonly Cluster[]): Reach {
  const there = new Set(sites.map(({ cluster }) => cluster.name));
  const lacking = asking.flatMap(({ name }) => (there.has(name) ? [] : [name]));
  if (lacking.length === 0 && 'service' in endpoint) return { url: serviceUrl(endpoint) };
  // The hub asks whatever masks say.
  const masked = asking.some(({ role }) => role === 'hub') ? '' : ', or mask its scores';
  return {
    fault: `expose: cluster without the scorer on ${list(lacking)}, where it is asked; add ${lacking.length === 1 ? 'it' : 'them'} to on${masked}`,
  };
}

/** The URLs under which a scorer is registered; one that cannot be reached is refused before it is built. */
export function scorerAddress({ hub, agents }: Addresses): ScorerAddress {
  if ('fault' in hub || 'fault' in agents)
    throw new Error('a scorer without an address is rejected before it is built');
  return { hub: hub.url, agents: agents.url };
}
