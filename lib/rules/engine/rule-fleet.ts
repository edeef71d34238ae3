import { distance } from 'fastest-levenshtein';
import { tolerance } from '../../model/words';
import { BuiltIns, presentOffer } from '../../graph/built-in';
import { everyAgent, type Edge, type Offer } from '../../graph/edge';
import { OfferIndex } from '../../graph/offer-index';
import { PodIndex } from '../../graph/pod-index';
import type { Selector } from '../../graph/selector';
import { groupKind, isKind } from '../../kinds/group-kind';
import { groupKindKey } from '../../model/group-kind';
import { compare } from '../../model/finding';
import { clusterNamed, type Fleet } from '../../model/fleet';
import type { Origin, Path, Position } from '../../model/origin';
import { formatRef, refKey, type Ref } from '../../model/ref';
import type { Unit } from '../../model/unit';
import type { Expect } from '../../placement/outlook';
import { OtherMakers } from './other-makers';
import { ProgramMakers } from './program-makers';
import { demands, type Profile } from './profile';
import { Rights } from './rights';

/** What a rule may know of a unit. */
export type RuleUnit = Pick<Unit, 'name' | 'cluster' | 'stage' | 'delivery'>;

/** Pods that somebody else makes, as an add-on's agent, and that a rendered selector may be meant for. */
export interface OthersPods {
  readonly cluster: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** What the pipeline tells the rules about an environment. */
export interface RuleInput {
  readonly fleet: Fleet;
  readonly units: readonly RuleUnit[];
  /**
   * What exists without being rendered: what charts declare, what the environment calls external, what components know of
   * other controllers. A Ref with a key or port says that of the object just these are there; one without says all are. A
   * Chart's API groups are Refs of kind `APIGroup`, folders of a repository of kind `Folder` with its URL for the cluster.
   * Leave out what a unit renders: the rules see it, and would not miss it if it stood here too.
   */
  readonly present: readonly Ref[];
  readonly pods: readonly OthersPods[];
  /** Whether an object may be there although nothing tells of it. @default - it is not */
  readonly mayExist?: (ref: Ref) => boolean;
  /** Custom resources may have unknown controllers, which make what is missing. @default - all are known */
  readonly hasStrangers?: true;
  /** By whose conventions they are judged. @default scorewright */
  readonly profile?: Profile;
  /** Clusters on which the dynamic scoring agent runs. */
  readonly agents: readonly string[];
  /** What a score can be on a cluster, by its AddOnPlacementScore and item. @default - unknown */
  readonly expectedScore?: Expect;
  /** The folder of the repository in which Argo CD finds a manifest. @default - unknown */
  readonly folderOf?: (origin: Origin) => string;
  /** The line that caused a manifest; where the manifest itself is what a person wrote, that of its field. */
  positionOf(origin: Origin, at: Path): Position | undefined;
}

/** The pods of one rendered workload. */
export interface WorkloadPods {
  /** Undefined for pods that somebody else makes. */
  readonly owner: Ref | undefined;
  /** Numbers and names of the ports that their containers declare. */
  readonly ports: readonly (number | string)[];
}

/** Labels that the controllers of Kubernetes' own workloads add to pods. */
const byControllers: ReadonlySet<string> = new Set([
  'apps.kubernetes.io/pod-index',
  'batch.kubernetes.io/controller-uid',
  'batch.kubernetes.io/job-completion-index',
  'controller-revision-hash',
  'controller-uid',
  'pod-template-generation',
  'pod-template-hash',
  'statefulset.kubernetes.io/pod-name',
]);

/** The environment as the rules see it when they judge: what the run has put together of all manifests. */
export class RuleFleet {
  readonly offers = new OfferIndex();
  readonly pods = new PodIndex<WorkloadPods>();
  /** Filled only where the input says that there are strangers. */
  readonly others = new OtherMakers();
  readonly rights = new Rights();
  /** Filled only where the input says that there are strangers. */
  readonly programs = new ProgramMakers(this.rights);
  /** Scores that the agents of a cluster leave out: `cluster/score`. */
  private readonly masks = new Set<string>();
  private readonly maskedClusters = new Set<string>();
  private readonly units: ReadonlyMap<string, RuleUnit>;
  private readonly builtIns: BuiltIns;
  /** Several rules ask for the target of one edge. */
  private readonly found = new Map<Ref, readonly Offer[]>();
  private names: ReadonlySet<string> | undefined;
  private byKind: ReadonlyMap<string, readonly Ref[]> | undefined;

  constructor(readonly input: RuleInput) {
    this.builtIns = new BuiltIns(input.fleet);
    this.units = new Map(input.units.map((unit) => [`${unit.cluster}/${unit.name}`, unit]));
    for (const offer of presentOffers(input.present)) this.offers.add(offer);
    for (const { cluster, namespace, labels } of input.pods)
      this.pods.add(`${cluster}/${namespace}`, labels, { owner: undefined, ports: [] });
  }

  /** Whether a profile's demands are made here. */
  demands(profile: Profile): boolean {
    return demands(this.input.profile ?? 'scorewright', profile);
  }

  mask(cluster: string, score: string): void {
    this.masks.add(`${cluster}/${score}`);
    this.maskedClusters.add(cluster);
  }

  isCluster(name: string): boolean {
    return clusterNamed(name, this.input.fleet) !== undefined;
  }

  unit(origin: Origin): RuleUnit | undefined {
    return this.units.get(`${origin.cluster}/${origin.unit}`);
  }

  /** All that brings an object: rendered manifests, and what is there without them. To be asked when all are collected. */
  find(ref: Ref): readonly Offer[] {
    const known = this.found.get(ref);
    if (known) return known;
    const offers = this.offers.find(ref);
    const isThere =
      offers.length === 0 &&
      (this.builtIns.has(ref) ||
        this.input.mayExist?.(ref) === true ||
        this.others.mayMake(ref) ||
        this.programs.mayMake(ref));
    const found = isThere ? [presentOffer(ref, keysOf(ref))] : offers;
    this.found.set(ref, found);
    return found;
  }

  /** Whether any pod may have the labels: a rendered one, or one that a custom resource's controller makes. */
  hasPods(cluster: string, namespace: string | undefined, selector: Selector): boolean {
    const labels = Object.fromEntries(Object.entries(selector.labels).filter(([name]) => !byControllers.has(name)));
    const place = `${cluster}/${namespace ?? ''}`;
    // Where a folder has no pod of the namespace at all, another one may bring them; in kube-system, Kubernetes.
    if (this.input.hasStrangers && this.pods.labels(place).length === 0) return true;
    if (this.input.mayExist?.({ cluster, ...groupKind('/Pod'), namespace: namespace ?? '', name: '' })) return true;
    return (
      this.pods.selected(place, { ...selector, labels }).length > 0 ||
      this.others.mayHavePods(cluster, namespace, selector) ||
      this.programs.mayLabel(cluster, namespace, selector)
    );
  }

  /** To be called where manifests come after the rules have judged. */
  forgetFound(): void {
    this.found.clear();
    this.names = undefined;
    this.byKind = undefined;
  }

  /**
   * The objects that an edge needs, one per cluster: for a DynamicScorer's fields one on every cluster whose agent asks
   * them. Where the score's name is known to the scorer alone, any mask of a cluster may be its.
   */
  targets({ to, score, uninstantiated }: Edge): readonly Ref[] {
    if (to.cluster !== everyAgent || uninstantiated) return [to];
    return this.agentsAsking(score).map((cluster) => ({ ...to, cluster }));
  }

  /** The clusters whose agents ask for a score; where its name is unknown, those without any mask. */
  agentsAsking(score: string | undefined): readonly string[] {
    return this.input.agents.filter((cluster) =>
      score === undefined ? !this.maskedClusters.has(cluster) : !this.masks.has(`${cluster}/${score}`),
    );
  }

  /** Whether an object that does not exist yet finds something of the kind and name, wherever it comes to stand. */
  isNamed({ cluster, group, kind, name }: Ref): boolean {
    if (/\$\{|\{\{/.test(name)) return true;
    this.names ??= new Set(Array.from(this.offers.all(), ({ ref }) => `${groupKindKey(ref)}/${ref.name}`));
    return this.names.has(`${group}/${kind}/${name}`) || this.builtIns.has({ cluster, group, kind, name });
  }

  /** The object of the same kind and cluster whose name is nearest, for `did you mean`; undefined where none is near. */
  nearest(ref: Ref): Ref | undefined {
    this.byKind ??= groupByKind(this.offers);
    const wanted = `${ref.namespace ?? ''}/${ref.name}`;
    const limit = tolerance(ref.name);
    const candidates = (this.byKind.get(`${ref.cluster}/${groupKindKey(ref)}`) ?? [])
      .filter((other) => refKey(other) !== refKey(ref))
      .map((other) => ({ other, apart: apart(ref, other, wanted) }))
      .filter(({ apart }) => apart <= limit);
    candidates.sort((a, b) => a.apart - b.apart || compare(formatRef(a.other), formatRef(b.other)));
    return candidates[0]?.other;
  }
}

/** Keys of the ConfigMaps that a cluster keeps in every namespace. */
function keysOf(ref: Ref): Pick<Offer, 'keys'> {
  const key = isKind('/ConfigMap', ref)
    ? { 'kube-root-ca.crt': 'ca.crt', 'openshift-service-ca.crt': 'service-ca.crt' }[ref.name]
    : undefined;
  return key === undefined ? {} : { keys: [key] };
}

/** An object of the same name in another namespace is as near as a name that differs by one character. */
function apart(ref: Ref, other: Ref, wanted: string): number {
  return ref.name === other.name ? 1 : distance(wanted, `${other.namespace ?? ''}/${other.name}`);
}

function groupByKind(offers: OfferIndex): Map<string, Ref[]> {
  const groups = new Map<string, Ref[]>();
  for (const { ref } of offers.all()) {
    const key = `${ref.cluster}/${groupKindKey(ref)}`;
    const group = groups.get(key);
    if (group) group.push(ref);
    else groups.set(key, [ref]);
  }
  return groups;
}

/** Refs of one object become one offer that has all the keys and ports that they tell, or any if one tells none. */
function presentOffers(refs: readonly Ref[]): Offer[] {
  const groups = new Map<string, [Ref, ...Ref[]]>();
  for (const ref of refs) {
    const group = groups.get(refKey(ref));
    if (group) group.push(ref);
    else groups.set(refKey(ref), [ref]);
  }
  return [...groups.values()].map((group) => {
    const keys = group.flatMap(({ key }) => key ?? []);
    const ports = group.flatMap(({ port }) => port ?? []);
    return presentOffer(group[0], {
      ...(keys.length > 0 && group.every(({ key }) => key !== undefined) && { keys }),
      ...(ports.length > 0 && group.every(({ port }) => port !== undefined) && { ports: ports.map(portOffer) }),
    });
  });
}

function portOffer(port: number | string): { port: number; targetPort: number | string; name?: string } {
  return typeof port === 'number' ? { port, targetPort: port } : { port: 0, targetPort: port, name: port };
}
