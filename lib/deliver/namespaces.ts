import { ApiObject, type ApiObjectProps } from 'cdk8s';
import { compare, type Fault } from '../model/finding';
import { findingKind } from '../model/finding-kind';
import type { Cluster } from '../model/fleet';
import { markers, podSecurityReason } from '../model/marker';
import type { Platform } from '../model/platform';
import type { PodSecurity } from '../model/pod-security';
import { atSetting } from '../model/setting';
import { constructs, defineUnit, type Delivery, type NamespaceNeed, type Unit } from '../model/unit';

export const namespaceConflict = findingKind({
  code: 'namespace-conflict',
  why: 'A namespace has one Pod Security level; two units that want different ones would undo each other.',
  fix: 'Put the more privileged unit into a namespace of its own.',
  messages: {
    differs: 'got namespace {name}, which unit {laxer} needs as {podSecurity}; one of the two must move',
  },
});

export const podSecurityDenied = findingKind({
  code: 'pod-security-denied',
  why: 'A label cannot allow what the platform forbids in its namespaces: the pods of the unit would never start.',
  fix: 'Leave the unit off that cluster, or raise `podSecurity` of the platform once the cluster allows it.',
  messages: {
    denied:
      'got namespace {name}, which unit {unit} needs as {podSecurity}; platform {platform} allows {allowed} at most',
  },
});

/** The name of the unit that holds a cluster's namespaces. */
export const namespacesUnit = 'namespaces';

const order: readonly PodSecurity[] = ['privileged', 'baseline', 'restricted'];

/** The namespaces that the units of one cluster live in, each once, sorted by name. */
export function mergeNamespaces(units: readonly Unit[]): NamespaceNeed[] {
  const merged = new Map<string, NamespaceNeed>();
  const all = units.flatMap(({ namespaces, settings }) => namespaces.map((each) => ({ settings, ...each })));
  const firm = new Set(all.flatMap(({ name, yields }) => (yields ? [] : [name])));
  for (const need of all.filter(({ name, yields }) => !yields || !firm.has(name))) {
    const known = merged.get(need.name) ?? need;
    const laxer = order.indexOf(need.podSecurity) < order.indexOf(known.podSecurity) ? need : known;
    const alsoFrom = known.alsoFrom ?? need.alsoFrom;
    merged.set(need.name, {
      ...laxer,
      ...(alsoFrom !== undefined && { alsoFrom }),
      labels: { ...known.labels, ...need.labels },
      annotations: { ...known.annotations, ...need.annotations },
    });
  }
  return [...merged.values()].sort((a, b) => compare(a.name, b.name));
}

/** The name of the unit that owns the namespaces which somebody else's ManifestWork brings too. */
export const ownedNamespacesUnit = 'owned-namespaces';

/**
 * The ManifestWork by which namespaces stay that somebody else's work brings too; none where there are none, or on the hub,
 * which has no work agent. Nothing waits for it: it matters only when the other work goes.
 */
export function ownedNamespacesUnitOf(
  { name: cluster, role }: Pick<Cluster, 'name' | 'role'>,
  units: readonly Unit[],
): Unit | undefined {
  const needs = mergeNamespaces(units).filter(({ alsoFrom }) => alsoFrom !== undefined);
  if (role === 'hub' || needs.length === 0) return undefined;
  return defineUnit({
    name: ownedNamespacesUnit,
    component: namespacesUnit,
    cluster,
    delivery: common(units) === 'workReplicaSet' ? 'workReplicaSet' : 'work',
    stage: 'beside',
    settings: ['clusters', cluster],
    content: constructs(
      (scope) => {
        for (const need of needs)
          new ApiObject(scope, need.name, namespaceManifest(need, { [markers.alsoFrom]: need.alsoFrom ?? '' }));
      },
      { alike: JSON.stringify(needs) },
    ),
  });
}

/** A namespace for which two units of one cluster ask for different Pod Security levels. */
export type NamespaceFault = Fault<{
  readonly unit: Unit;
  readonly namespace: string;
}>;

/** One for each namespace about which units of a cluster disagree. */
export function namespaceFaults(
  units: readonly Unit[],
  { name: platform, podSecurity: allowed }: Pick<Platform, 'name' | 'podSecurity'>,
): NamespaceFault[] {
  return mergeNamespaces(units).flatMap(({ name, podSecurity }) => {
    const asks = (unit: Unit, same: boolean) =>
      unit.namespaces.some((need) => need.name === name && !need.yields && (need.podSecurity === podSecurity) === same);
    const laxer = units.find((unit) => asks(unit, true));
    if (laxer && order.indexOf(podSecurity) < order.indexOf(allowed)) {
      const data = { name, unit: laxer.name, podSecurity, platform, allowed };
      return [podSecurityDenied.fault('denied', data, { unit: laxer, namespace: name })];
    }
    const unit = units.find((other) => asks(other, false));
    if (unit === undefined) return [];
    return [
      namespaceConflict.fault('differs', { name, laxer: laxer?.name ?? '', podSecurity }, { unit, namespace: name }),
    ];
  });
}

/**
 * The unit that holds the namespaces of one cluster's units; none where they need none. It goes by ManifestWork or by
 * replica set where all of them do: such a cluster needs no entry in Argo CD.
 */
export function namespacesUnitOf(cluster: string, units: readonly Unit[]): Unit | undefined {
  const needs = mergeNamespaces(units);
  if (needs.length === 0) return undefined;
  return defineUnit({
    component: namespacesUnit,
    cluster,
    delivery: common(units),
    stage: 'namespaces',
    settings: ['clusters', cluster],
    namespaces: needs,
    content: constructs(
      (scope) => {
        for (const need of needs) {
          const build = () => new ApiObject(scope, need.name, namespaceManifest(need));
          if (need.settings === undefined) build();
          else atSetting(scope, need.settings, build);
        }
      },
      { alike: JSON.stringify(needs) },
    ),
  });
}

function common(units: readonly Unit[]): Delivery {
  const ways = new Set(units.map(({ delivery }) => delivery));
  if (ways.has('argo')) return 'argo';
  return ways.has('work') ? 'work' : 'workReplicaSet';
}

/** A Namespace with its Pod Security level, why where it is laxer than `restricted`, and what others read on it. */
function namespaceManifest(need: NamespaceNeed, marks: Readonly<Record<string, string>> = {}): ApiObjectProps {
  const reason = need.why === undefined ? {} : { [podSecurityReason]: need.why };
  const annotations = { ...need.annotations, ...reason, ...marks };
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
      labels: {
        ...need.labels,
        'app.kubernetes.io/managed-by': 'scorewright',
        'pod-security.kubernetes.io/enforce': need.podSecurity,
        'pod-security.kubernetes.io/warn': need.podSecurity,
      },
      name: need.name,
    },
  };
}
