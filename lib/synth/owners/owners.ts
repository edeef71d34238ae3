import { compare, type Finding } from '../../model/finding';
import { causeOf, formatPath, type Path } from '../../model/origin';
import type { Rendered } from '../../model/unit';
import { claimsOf, type Claim, type ClaimType } from './claims';
import { inTwoEnvironments } from './cluster-in-two-environments';
import { onTwoHubs } from './cluster-on-two-hubs';
import { FleetIdentity } from './fleet-identity';
import { ListedClusters } from './listed-clusters';
import { placeText, type Member } from './member';
import { takenByAnotherEnvironment } from './taken-by-another-environment';

interface Taken {
  readonly claim: Claim;
  readonly member: Member;
  readonly settings: Path;
}

/** What one setting asks for that a setting of another environment has. */
interface Group {
  readonly own: Taken;
  readonly other: Taken;
  readonly got: Set<string>;
}

/**
 * Judges the environments of a run together: each object, cluster, NodePort, score name and namespace has one owner, the first
 * that takes it. Members come in one after the other, first those that the run does not render, so that findings fall to
 * those that it does. Of environments that share no hub nothing is kept but their clusters.
 */
export class Owners {
  private readonly identity: FleetIdentity;
  private readonly sharing: ReadonlySet<string>;
  private readonly listed: ListedClusters;
  private readonly taken = new Map<string, Taken>();

  /** @param members every environment that could be read */
  constructor(members: readonly Member[]) {
    this.identity = new FleetIdentity(members.map(({ fleet }) => fleet));
    this.listed = new ListedClusters(this.identity);
    this.sharing = shared(members, this.identity);
  }

  /** Whether objects of this environment may meet those of another, so that they must be shown to `Ownership.add`. */
  shares({ fleet }: Member): boolean {
    return fleet.clusters.some(({ name }) => this.sharing.has(this.identity.cluster(name, fleet)));
  }

  /** Takes in the next environment, with its clusters; its objects follow. */
  enter(member: Member): Ownership {
    const listed = [...inTwoEnvironments(member, this.listed), ...onTwoHubs(member, this.listed)];
    const doubled = new Set(
      member.fleet.clusters.flatMap(({ name }) => (this.listed.onSameHub(name, member.fleet) ? [name] : [])),
    );
    this.listed.add(member);
    return new Ownership(member, this.identity, this.taken, this.shares(member), { listed, doubled });
  }
}

/** What one environment takes, and what of it another has. */
export class Ownership {
  private readonly groups = new Map<string, Group>();

  constructor(
    private readonly member: Member,
    private readonly identity: FleetIdentity,
    private readonly taken: Map<string, Taken>,
    private readonly shares: boolean,
    /** Findings about its clusters: doubled clusters double every object, which is not news. */
    private readonly clusters: { readonly listed: readonly Finding[]; readonly doubled: ReadonlySet<string> },
  ) {}

  add(rendered: Rendered): void {
    if (!this.shares) return;
    const met = new Set<string>();
    for (const claim of claimsOf(rendered, this.member.fleet, this.identity)) {
      const own = { claim, member: this.member, settings: causeOf(rendered.origin, claim.at).settings };
      const key = `${claim.type} ${claim.key}`;
      const other = this.taken.get(key);
      if (other === undefined) this.taken.set(key, own);
      else if (other.member !== this.member && !this.isKnown(claim, other.claim) && !met.has(claim.object)) {
        // That a whole object has another owner says the same of its ports and names.
        met.add(claim.object);
        this.note(own, other);
      }
    }
  }

  /** Everything that another environment has already; what one line asks for of another is one finding. */
  findings(): Finding[] {
    const groups = [...this.groups.values()].filter(
      // A namespace comes with what lies in it.
      ({ own, other }) => own.claim.type !== 'namespace' || !this.groups.has(groupKey('object', own, other)),
    );
    return [...this.clusters.listed, ...groups.map((group) => this.finding(group))];
  }

  private finding({ own, other, got }: Group): Finding {
    const { source } = this.member;
    const their = placeText(other.member.source.position(other.settings));
    return takenByAnotherEnvironment.fault(
      own.claim.type,
      { got: [...got].sort(compare), other: other.member.name, their },
      { position: source.position(own.settings), path: formatPath(own.settings) },
    );
  }

  /** Whether two claims are none, or what another finding says already. */
  private isKnown({ ref, content }: Claim, other: Claim): boolean {
    const { doubled } = this.clusters;
    if (doubled.has(ref.cluster) || (ref.namespace !== undefined && doubled.has(ref.namespace))) return true;
    return content !== undefined && content === other.content;
  }

  private note(own: Taken, other: Taken): void {
    const key = groupKey(own.claim.type, own, other);
    const group = this.groups.get(key) ?? { own, other, got: new Set() };
    group.got.add(own.claim.got);
    this.groups.set(key, group);
  }
}

function groupKey(type: ClaimType, own: Taken, other: Taken): string {
  return JSON.stringify([type, own.settings, other.member.name, other.settings]);
}

/** The hubs that stand in more than one environment. */
function shared(members: readonly Member[], identity: FleetIdentity): ReadonlySet<string> {
  const [once, twice] = [new Set<string>(), new Set<string>()];
  for (const { fleet } of members)
    for (const { name } of fleet.clusters.filter((cluster) => identity.isHub(cluster.name, fleet))) {
      const key = identity.cluster(name, fleet);
      (once.has(key) ? twice : once).add(key);
    }
  return twice;
}
