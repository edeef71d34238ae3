import type { Cluster, Fleet } from '../../model/fleet';
import { formatPath } from '../../model/origin';
import type { FleetIdentity } from './fleet-identity';
import { placeText, type Member } from './member';

/** The managed clusters of the environments that came by, each with the first that lists it. */
export class ListedClusters {
  private readonly byHub = new Map<string, Member>();
  private readonly byAddress = new Map<string, Member>();

  constructor(private readonly identity: FleetIdentity) {}

  add(member: Member): void {
    for (const { name, role, address, appsDomain } of member.fleet.clusters) {
      if (role === 'hub') continue;
      keepFirst(this.byHub, this.hubKey(name, member.fleet), member);
      for (const text of [address, appsDomain])
        if (text !== undefined) keepFirst(this.byAddress, this.addressKey(name, text, member.fleet), member);
    }
  }

  onSameHub(name: string, fleet: Fleet): Member | undefined {
    return this.byHub.get(this.hubKey(name, fleet));
  }

  withAddress(name: string, text: string, fleet: Fleet): Member | undefined {
    return this.byAddress.get(this.addressKey(name, text, fleet));
  }

  private hubKey(name: string, fleet: Fleet): string {
    return JSON.stringify([this.identity.fleet(fleet), name]);
  }

  private addressKey(name: string, text: string, fleet: Fleet): string {
    return JSON.stringify([this.identity.folder(fleet), name, text]);
  }
}

/** What findings say of a cluster that another environment lists too. */
export function listedAt({ name }: Cluster, { source }: Member, { name: other, fleet, source: theirs }: Member) {
  const path = ['clusters', name];
  return {
    got: name,
    other,
    hub: fleet.hub.name,
    their: placeText(theirs.keyPosition(path)),
    place: { position: source.keyPosition(path), path: formatPath(path) },
  };
}

function keepFirst(map: Map<string, Member>, key: string, member: Member): void {
  if (!map.has(key)) map.set(key, member);
}
