import type { Fleet } from '../model/fleet';
import { rolloutConditions } from '../model/rollout-conditions';
import type { Rendered, Unit } from '../model/unit';
import { asItIs, type Finish } from './finish';
import { carriedOrigins, keptWithOwned, parcels, workSpec } from './manifest-work';
import { namespacesUnit } from './namespaces';
import { Sameness, type ObjectDiffers } from './replica-set-differs';
import { carriedClusters, replicaSetName, replicaSetNamespace, replicaSetsUnit } from './replica-sets-unit';

interface Group {
  readonly unit: Unit;
  readonly sameness: Sameness;
}

/**
 * The ManifestWorkReplicaSets of a fleet: for each unit that travels so, as many as one cluster would get ManifestWorks.
 * Clusters come by one at a time; the objects of the first are kept, those of the others only held against them.
 */
export class ReplicaSets {
  private readonly groups = new Map<string, Group>();
  private readonly clusters: ReadonlyMap<string, readonly string[]>;

  constructor(
    private readonly fleet: Fleet,
    units: readonly Unit[],
  ) {
    this.clusters = carriedClusters(units);
  }

  /** What a unit renders on one of its clusters. */
  add(unit: Unit, rendered: readonly Rendered[]): void {
    const group = this.groups.get(unit.name);
    if (group === undefined) this.groups.set(unit.name, { unit, sameness: new Sameness(unit, rendered) });
    else group.sameness.compare(unit.cluster, rendered);
  }

  /** What is not the same on all clusters, with the settings that want it so; complete only after the last unit. */
  differences(): (ObjectDiffers & Pick<Unit, 'settings'>)[] {
    const groups = [...this.groups.values()];
    // Namespaces go the way of the units that lie in them.
    const wanting = groups.find(({ unit }) => unit.name !== namespacesUnit)?.unit;
    return groups.flatMap(({ unit, sameness }) => {
      const { settings } = unit.name === namespacesUnit ? (wanting ?? unit) : unit;
      return sameness.differences().map((difference) => ({ ...difference, settings }));
    });
  }

  /** The replica sets of all units that are the same everywhere; complete only after the last unit. */
  rendered(finish = asItIs): Rendered[] {
    return [...this.groups.values()].flatMap((group) =>
      group.sameness.differences().length > 0 ? [] : this.setsOf(group, finish),
    );
  }

  private setsOf({ unit, sameness }: Group, finish: Finish): Rendered[] {
    const carriedTo = this.clusters.get(unit.name) ?? [];
    const { hub } = this.fleet;
    return parcels(unit.name, sameness.first, finish).map(({ name, items }) => ({
      manifest: keptWithOwned(items, {
        apiVersion: 'work.open-cluster-management.io/v1alpha1',
        kind: 'ManifestWorkReplicaSet',
        metadata: {
          labels: { 'app.kubernetes.io/managed-by': 'scorewright' },
          name: replicaSetName(this.fleet, name),
          namespace: replicaSetNamespace(this.fleet),
        },
        spec: {
          cascadeDeletionPolicy: 'Background',
          manifestWorkTemplate: workSpec(items, rolloutConditions),
          // All at once: a rollout by steps stops at the first cluster that is out of reach.
          placementRefs: [{ name: unit.name, rolloutStrategy: { all: { progressDeadline: 'None' }, type: 'All' } }],
        },
      }),
      origin: {
        cluster: hub.name,
        unit: replicaSetsUnit,
        settings: unit.settings,
        carriedTo,
        ...carriedOrigins(items, ['spec', 'manifestWorkTemplate']),
      },
    }));
  }
}
