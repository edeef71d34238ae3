import { reach, type Reach, type SkupperSites } from '../../constructs/endpoint';
import { skupperNamespace, skupperSite } from '../../environment/skupper';
import type { Directory } from '../../model/directory';
import type { Fleet } from '../../model/fleet';
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

export function addressesOf({ endpoint, viewers }: PlannedScorer, { hub }: Fleet, sites: SkupperSites): Addresses {
  return { hub: reach(endpoint, [hub], sites), agents: reach(endpoint, viewers, sites) };
}
