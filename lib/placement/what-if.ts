import type { Hub, HubState } from './hub';
import type { Side } from './moves';
import type { AddOnPlacementScore, ManagedCluster, Placement, Taint } from './objects';
import { termName, type Expect } from './outlook';

/** Something that might happen to a fleet or to its Placements. */
export type Change =
  | { readonly type: 'drain'; readonly cluster: string }
  | { readonly type: 'add'; readonly cluster: string; readonly labels: Readonly<Record<string, string>> }
  | { readonly type: 'taint'; readonly cluster: string; readonly taint: Taint }
  | { readonly type: 'label'; readonly cluster: string; readonly key: string; readonly value: string }
  | { readonly type: 'score'; readonly cluster?: string; readonly score: string; readonly value: number }
  | { readonly type: 'unscore'; readonly cluster: string; readonly score: string }
  /** Masked, or of a dead scorer where no cluster is named: nobody writes it any longer, and the last score stays. */
  | { readonly type: 'mask'; readonly cluster?: string; readonly score: string }
  | { readonly type: 'weight'; readonly placement: string; readonly score: string; readonly value: number }
  | { readonly type: 'item'; readonly placement: string; readonly score: string; readonly item: string };

/** The side after a change. A change that names something unknown changes nothing; callers check names first. */
export function changed({ placements, state }: Side, change: Change): Side {
  switch (change.type) {
    case 'drain':
      return {
        placements,
        state: { ...state, clusters: state.clusters.filter((each) => each.metadata.name !== change.cluster) },
      };
    case 'add':
      return {
        placements,
        state: {
          ...state,
          clusters: [...state.clusters, { metadata: { name: change.cluster, labels: change.labels } }],
        },
      };
    case 'taint':
      return {
        placements,
        state: withCluster(state, change.cluster, (cluster) => ({
          ...cluster,
          spec: { ...cluster.spec, taints: [...(cluster.spec?.taints ?? []), change.taint] },
        })),
      };
    case 'label':
      return {
        placements,
        state: withCluster(state, change.cluster, (cluster) => ({
          ...cluster,
          metadata: { ...cluster.metadata, labels: { ...cluster.metadata.labels, [change.key]: change.value } },
        })),
      };
    case 'score':
      return { placements, state: withScores(placements, state, change) };
    case 'unscore':
      return {
        placements,
        state: {
          ...state,
          addOnPlacementScores: (state.addOnPlacementScores ?? []).filter(
            ({ metadata }) => metadata.namespace !== change.cluster || metadata.name !== change.score,
          ),
        },
      };
    case 'mask':
      return { placements, state };
    case 'weight':
    case 'item':
      return {
        placements: placements.map((each) =>
          each.metadata.name === change.placement ? reweighed(each, change) : each,
        ),
        state,
      };
  }
}

function withCluster(state: HubState, name: string, change: (cluster: ManagedCluster) => ManagedCluster): HubState {
  return { ...state, clusters: state.clusters.map((each) => (each.metadata.name === name ? change(each) : each)) };
}

/** Writes a score for one cluster or for all, under every item that a Placement asks for. */
function withScores(
  placements: readonly Placement[],
  state: HubState,
  change: Extract<Change, { type: 'score' }>,
): HubState {
  const items = itemsOf(placements, change.score);
  const clusters = state.clusters
    .map(({ metadata }) => metadata.name)
    .filter((name) => (change.cluster ?? name) === name);
  const resources = new Set(items.map(({ resourceName }) => resourceName));
  const isReplaced = ({ metadata: { name, namespace } }: AddOnPlacementScore) =>
    resources.has(name) && clusters.includes(namespace ?? '');
  const standing = state.addOnPlacementScores ?? [];
  const written = clusters.flatMap((cluster) =>
    [...resources].map((resourceName): AddOnPlacementScore => {
      const before = standing.find(({ metadata }) => metadata.name === resourceName && metadata.namespace === cluster);
      const names = items.filter((each) => each.resourceName === resourceName).map(({ scoreName }) => scoreName);
      const kept = (before?.status?.scores ?? []).filter(({ name }) => !names.includes(name));
      return {
        metadata: { name: resourceName, namespace: cluster },
        status: { scores: [...kept, ...names.map((name) => ({ name, value: change.value }))] },
      };
    }),
  );
  return { ...state, addOnPlacementScores: [...standing.filter((each) => !isReplaced(each)), ...written] };
}

/** The scores of Placements that a text names: a resource, or a resource and its item. */
export function itemsOf(
  placements: readonly Placement[],
  score: string,
): readonly { readonly resourceName: string; readonly scoreName: string }[] {
  const all = placements.flatMap(({ spec }) =>
    (spec.prioritizerPolicy?.configurations ?? []).flatMap(({ scoreCoordinate }) => scoreCoordinate?.addOn ?? []),
  );
  const named = all.filter(
    ({ resourceName, scoreName }) => score === resourceName || score === `${resourceName}/${scoreName}`,
  );
  return [...new Map(named.map((each) => [`${each.resourceName}/${each.scoreName}`, each])).values()];
}

function reweighed(placement: Placement, change: Extract<Change, { type: 'weight' | 'item' }>): Placement {
  const { prioritizerPolicy } = placement.spec;
  const configurations = prioritizerPolicy?.configurations ?? [];
  const isMeant = ({ scoreCoordinate }: (typeof configurations)[number]) =>
    scoreCoordinate !== null &&
    scoreCoordinate !== undefined &&
    (termName(scoreCoordinate) === change.score || scoreCoordinate.addOn?.resourceName === change.score);
  const next = configurations.map((each) => {
    if (!isMeant(each)) return each;
    if (change.type === 'weight') return { ...each, weight: change.value };
    const { scoreCoordinate } = each;
    if (!scoreCoordinate?.addOn) return each;
    return {
      ...each,
      scoreCoordinate: { ...scoreCoordinate, addOn: { ...scoreCoordinate.addOn, scoreName: change.item } },
    };
  });
  const builtIn = {
    scoreCoordinate: { type: 'BuiltIn', builtIn: change.score },
    weight: change.type === 'weight' ? change.value : 0,
  };
  const all =
    change.type === 'weight' && change.score === 'Steady' && !configurations.some(isMeant) ? [...next, builtIn] : next;
  return {
    ...placement,
    spec: { ...placement.spec, prioritizerPolicy: { ...prioritizerPolicy, configurations: all } },
  };
}

/** What scores can be once changes have masked some: what stands on the hub stays, and what was never written stays missing. */
export function expectedAfter(expect: Expect, changes: readonly Change[], hub: Hub): Expect {
  const masks = changes.filter((change) => change.type === 'mask');
  if (masks.length === 0) return expect;
  return (resourceName, scoreName, cluster) => {
    const isMasked = masks.some(
      (mask) =>
        (mask.cluster ?? cluster) === cluster && [resourceName, `${resourceName}/${scoreName}`].includes(mask.score),
    );
    if (!isMasked) return expect(resourceName, scoreName, cluster);
    const last = hub.scoreOf(cluster, resourceName)?.status?.scores?.findLast(({ name }) => name === scoreName)?.value;
    return last === undefined ? { min: 0, max: 0, missing: true } : { min: last, max: last };
  };
}

/** The state with the scores that are known before anybody measures: those of engines that always answer the same. */
export function withKnownScores({ placements, state }: Side, expect: Expect): Side {
  const items = placements.flatMap(({ spec }) =>
    (spec.prioritizerPolicy?.configurations ?? []).flatMap(({ scoreCoordinate }) => scoreCoordinate?.addOn ?? []),
  );
  const resources = [...new Set(items.map(({ resourceName }) => resourceName))];
  const addOnPlacementScores = state.clusters.flatMap(({ metadata: { name: cluster } }) =>
    resources.flatMap((resourceName): AddOnPlacementScore[] => {
      const names = new Set(
        items.filter((each) => each.resourceName === resourceName).map(({ scoreName }) => scoreName),
      );
      const scores = [...names].flatMap((name) => {
        const score = expect(resourceName, name, cluster);
        return score === undefined || score.missing || score.min !== score.max ? [] : [{ name, value: score.min }];
      });
      return scores.length === 0 ? [] : [{ metadata: { name: resourceName, namespace: cluster }, status: { scores } }];
    }),
  );
  return { placements, state: { ...state, addOnPlacementScores } };
}
