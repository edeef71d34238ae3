import type { Fleet } from '../../model/fleet';

/**
 * Which environments mean one and the same cluster. A hub is identified by its name and, since two hubs may share one, by the
 * repository and the folder that its Argo CD reads: `docs/decisions/0027-one-owner.md`. The name of a managed cluster is unique
 * on its hub only, so hub and name identify it; one that is a hub itself in another environment is that hub.
 */
export class FleetIdentity {
  private readonly hubs: ReadonlySet<string>;

  constructor(fleets: readonly Fleet[]) {
    this.hubs = new Set(fleets.map((fleet) => this.fleet(fleet)));
  }

  /** Equal for environments that share a hub. */
  fleet(fleet: Fleet): string {
    return keyIn(fleet, fleet.hub.name);
  }

  cluster(name: string, fleet: Fleet): string {
    const asHub = keyIn(fleet, name);
    return this.hubs.has(asHub) ? asHub : JSON.stringify([this.fleet(fleet), name]);
  }

  /** Equal for environments whose Argo CDs read one folder of one repository, whatever their hubs are. */
  folder(fleet: Fleet): string {
    return keyIn(fleet, '');
  }

  /** Whether the cluster is a hub, here or in another environment: only there may objects of several environments meet. */
  isHub(name: string, fleet: Fleet): boolean {
    return this.hubs.has(keyIn(fleet, name));
  }
}

function keyIn({ gitops: { repoURL, path } }: Fleet, cluster: string): string {
  return JSON.stringify([cluster, repository(repoURL), path.replace(/^(\.\/)+|\/+$/g, '')]);
}

/** `https://git.example/a.git`, `https://GIT.example/a/` and `git@git.example:a` are one repository. */
function repository(url: string): string {
  const parts = /^(?:[a-z+]+:\/\/)?(?:[^/@]*@)?([^/:]+)(?::\d+)?[/:](.*)$/i.exec(url);
  if (parts === null) return url;
  const [, host = '', path = ''] = parts;
  return `${host.toLowerCase()}/${path.replace(/\/+$/, '').replace(/\.git$/, '')}`;
}
