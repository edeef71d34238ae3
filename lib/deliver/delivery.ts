import type { WaveFault } from '../graph/waves';
import { compare } from '../model/finding';
import { clusterNamed, type Cluster, type Fleet } from '../model/fleet';
import { label, type Manifest } from '../model/manifest';
import { markers } from '../model/marker';
import type { Origin } from '../model/origin';
import { formatRef } from '../model/ref';
import type { Rendered, Unit } from '../model/unit';
import { withoutAnnotations } from './annotations';
import { clusterApplication, rootApplication, unitApplication } from './application';
import { clustersPerRoot, rootApplicationSet } from './application-set';
import { Permissions } from './app-project';
import { ArgocdRights } from './argocd-rights';
import { ArrangedOnce } from './arranged-once';
import { asItIs, type Finish } from './finish';
import { bootstrap, type ArgocdSetup } from './bootstrap';
import { destinationCluster, destinationOf } from './destination';
import { Digests } from './digests';
import { manifestWorks } from './manifest-work';
import { bootstrapUnit, clusterUnit, rootUnit, unitFolder } from './names';
import { protect } from './protection';
import { ReplicaSets } from './replica-sets';
import { replicaSetsUnit } from './replica-sets-unit';
import { deliverSmokeTests } from './smoke';
import { StandingRights } from './standing-rights';
import { unitWaves } from './unit-waves';
import { inWaves } from './object-waves';

/** One file of `dist/<environment>`: what lies in it, and in which folder. */
export interface Delivered {
  /** Relative to `dist/<environment>`: `worker01/dynamic-scoring`. */
  readonly folder: string;
  /** The cluster whose list names it: the one that it is for, also where it lies on the hub. */
  readonly cluster: string;
  readonly rendered: Rendered;
}

/**
 * Step 4: puts finished manifests on their way. Units come in one at a time, smoke tests last; of what has gone
 * through only small facts are kept.
 */
export class Delivery {
  private readonly permissions = new Permissions();
  private readonly rights = new ArgocdRights();
  private readonly digests: Digests;
  private readonly waves: (unit: Unit) => number;
  private readonly replicaSets: ReplicaSets;
  private readonly arranged = new ArrangedOnce();
  /** What has an Application of its own: clusters, and the replica sets of all of them. */
  private readonly holders = new Set<string>();
  /** What keeps units from syncing in waves, with the origin of the object. */
  readonly faults: { readonly origin: Origin; readonly fault: WaveFault }[] = [];

  /**
   * @param units every unit of the environment, also those of `namespacesUnitOf`
   * @param standing the rights that the hub may still need
   */
  constructor(
    private readonly fleet: Fleet,
    private readonly argocd: ArgocdSetup,
    units: readonly Unit[],
    private readonly standing = new StandingRights(),
    /** The last step for each object that delivery itself writes. */
    private readonly finish: Finish = asItIs,
  ) {
    this.digests = new Digests(units);
    this.waves = unitWaves(units);
    this.replicaSets = new ReplicaSets(fleet, units);
  }

  /**
   * The files of a unit's folder, and its Application among those of its cluster. What goes by replica set has neither: it
   * lies in the unit of all replica sets, which comes after the others.
   */
  deliver(unit: Unit, rendered: readonly Rendered[]): Delivered[] {
    this.digests.add(unit, rendered);
    if (unit.delivery === 'workReplicaSet') {
      this.replicaSets.add(unit, forAgent(withProtection(rendered)));
      return [];
    }
    const files = this.arrange(unit, rendered);
    const cluster = this.clusterOf(unit);
    if (unit.content.type === 'chart') this.permissions.addChart(unit.content, cluster);
    else if (files.length === 0) return [];
    for (const { manifest } of files) this.permissions.addManifest(unit, cluster, this.fleet, manifest);
    if (destinationCluster(unit, cluster, this.fleet).role === 'hub') this.addRights(unit, files);
    const folder = unitFolder(unit.cluster, unit.name);
    const own = files.map((item) => ({ folder, cluster: unit.cluster, rendered: item }));
    return [...own, this.unitApplication(unit, cluster, files)];
  }

  /** The Applications of the clusters, where the root Application holds them; complete only after the last unit. */
  clusterApplications(): Delivered[] {
    if (this.isGenerated()) return [];
    const hub = this.fleet.hub.name;
    const folder = unitFolder(hub, rootUnit);
    return this.holderApplications().map((rendered) => ({ folder, cluster: hub, rendered }));
  }

  /** The same, where an ApplicationSet makes them: in no file, but to be checked all the same. */
  generatedApplications(): Rendered[] {
    return this.isGenerated() ? this.holderApplications() : [];
  }

  /** What keeps units from going by replica set; complete only after the last unit. */
  differences(): ReturnType<ReplicaSets['differences']> {
    return this.replicaSets.differences();
  }

  /** What a person applies once; complete only after the last unit. */
  bootstrap(): Rendered[] {
    const own = (manifest: Manifest): Rendered => this.unfinished(bootstrapUnit, ['gitops'], manifest);
    return bootstrap(this.fleet, this.argocd, this.permissions, this.rights, this.root(), this.standing, {
      own,
      finish: this.finish,
    });
  }

  /** Without anything to hold its folder would not exist, and Argo CD would look for it forever. */
  private root(): Manifest | undefined {
    if (this.holders.size === 0) return undefined;
    return (this.isGenerated() ? rootApplicationSet : rootApplication)(this.fleet, this.argocd.namespace);
  }

  private isGenerated(): boolean {
    return this.holders.size > clustersPerRoot;
  }

  private holderApplications(): Rendered[] {
    return [...this.holders].sort(compare).map((holder) => {
      const settings = ['clusters', ...(holder === replicaSetsUnit ? [] : [holder])];
      return this.own(rootUnit, settings, clusterApplication(this.fleet, holder, this.argocd.namespace));
    });
  }

  private addRights({ content }: Unit, files: readonly Rendered[]): void {
    if (content.type === 'chart') this.rights.addChart(content);
    for (const { manifest } of files) this.rights.addManifest(manifest);
  }

  private arrange(unit: Unit, rendered: readonly Rendered[]): readonly Rendered[] {
    const tested = unit.stage === 'smoke' ? deliverSmokeTests(unit, rendered, this.digests) : rendered;
    if (unit.delivery === 'work')
      return manifestWorks(unit, forAgent(withProtection(tested)), this.finish).map((work) => this.finish(work));
    const sets =
      unit.name === replicaSetsUnit ? this.replicaSets.rendered(this.finish).map((set) => this.finish(set)) : [];
    const { files, faults } =
      unit.stage === 'smoke' || sets.length > 0
        ? inWaves([...withProtection(tested), ...sets])
        : this.arranged.of(tested, () => inWaves(withProtection(tested)));
    for (const fault of faults) {
      const item = files.find(({ manifest }) => label(manifest) === formatRef(fault.object));
      if (item) this.faults.push({ origin: item.origin, fault });
    }
    return files;
  }

  private unitApplication(unit: Unit, cluster: Cluster, files: readonly Rendered[]): Delivered {
    const manifests = files.map(({ manifest }) => manifest);
    const namespace = ownNamespace(unit, manifests);
    const destination = destinationOf(destinationCluster(unit, cluster, this.fleet));
    if (unit.content.type === 'constructs') this.permissions.addApplication(destination, namespace);
    const manifest = unitApplication(unit, {
      fleet: this.fleet,
      cluster,
      argocdNamespace: this.argocd.namespace,
      wave: this.waves(unit),
      namespace,
      files: manifests,
    });
    // Beside the clusters, so that nothing on the hub waits for all of them.
    const holder = unit.name === replicaSetsUnit ? replicaSetsUnit : unit.cluster;
    this.holders.add(holder);
    const own = clusterUnit(holder);
    return {
      folder: unitFolder(this.fleet.hub.name, own),
      cluster: unit.cluster,
      rendered: this.own(own, unit.settings, manifest),
    };
  }

  private own(unit: string, settings: Rendered['origin']['settings'], manifest: Manifest): Rendered {
    return this.finish(this.unfinished(unit, settings, manifest));
  }

  private unfinished(unit: string, settings: Rendered['origin']['settings'], manifest: Manifest): Rendered {
    return { manifest, origin: { cluster: this.fleet.hub.name, unit, settings } };
  }

  private clusterOf(unit: Unit): Cluster {
    const cluster = clusterNamed(unit.cluster, this.fleet);
    if (cluster === undefined)
      throw new Error(`unit ${unit.name} is placed on ${unit.cluster}, which is not a cluster`);
    return cluster;
  }
}

/** With what keeps data from being deleted. */
function withProtection(rendered: readonly Rendered[]): Rendered[] {
  return rendered.map((item) => ({ ...item, manifest: protect(item.manifest) }));
}

/** Nothing waits inside a work, so what only says that nothing may wait has done its duty. */
function forAgent(rendered: readonly Rendered[]): Rendered[] {
  return rendered.map((item) => ({ ...item, manifest: withoutAnnotations(item.manifest, [markers.waitsFor]) }));
}

/** The namespace that an Application names as its own, although every object names its namespace itself. */
function ownNamespace(unit: Unit, manifests: readonly Manifest[]): string {
  if (unit.content.type === 'chart') return unit.content.namespace;
  const names = manifests.flatMap(
    ({ metadata, kind }) => metadata.namespace ?? (kind === 'Namespace' ? [metadata.name] : []),
  );
  return names.sort(compare)[0] ?? 'default';
}
