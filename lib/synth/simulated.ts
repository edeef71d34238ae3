import { expectedScores } from '../components/strategies/expected-scores';
import { scoringPlan } from '../components/dynamic-scoring/plan';
import { managedClusters } from '../components/dynamic-scoring/managed-clusters';
import type { EnvironmentFile } from '../environment/environment-file';
import type { Finding } from '../model/finding';
import { groupOf, type Manifest } from '../model/manifest';
import { withDefaults } from '../placement/defaults';
import type { HubState } from '../placement/hub';
import {
  managedClusterSetBindingSchema,
  managedClusterSetSchema,
  placementSchema,
  type ManagedClusterSet,
  type Placement,
} from '../placement/objects';
import type { Expect } from '../placement/outlook';
import type { Engine } from '../scoring/engine';
import { buildUnit } from './build';
import { expand } from './expand';
import { load } from './load';
import { Patches } from './patch';

/** What of an environment the scheduler would see. */
export interface SimulatedEnvironment {
  readonly name: string;
  readonly findings: readonly Finding[];
  /** The Placements that weigh a score, as they are rendered. */
  readonly placements: readonly Placement[];
  /** The clusters as the environment describes them, the sets, and no scores. */
  readonly state: HubState;
  readonly expect: Expect;
  readonly engines: readonly Engine[];
}

/** Builds what stands on the hub and reads the Placements off it. Nothing is written. */
export function simulatedEnvironment(file: EnvironmentFile): SimulatedEnvironment {
  const { name } = file;
  const { settings, source, findings, known } = load(file);
  const nothing = { name, placements: [], state: { clusters: [] }, expect: () => undefined, engines: [] };
  if (settings === undefined) return { ...nothing, findings };
  const expansion = expand(settings, source, known.scorers, known);
  const { fleet, units, context } = expansion;
  const patches = new Patches(settings.patches, fleet, source);
  const manifests = units.flatMap((unit): Manifest[] =>
    unit.cluster !== fleet.hub.name || unit.content.type === 'chart'
      ? []
      : patches.apply(unit.component, buildUnit(unit, unit.content).rendered).map(({ manifest }) => manifest),
  );
  const ofKind = (kind: string) =>
    manifests.filter((each) => each.kind === kind && groupOf(each.apiVersion) === 'cluster.open-cluster-management.io');
  const scoring = scoringPlan(context);
  const clusters = managedClusters(fleet, scoring?.agents ?? []);
  const bindings = ofKind('ManagedClusterSetBinding').map((each) => managedClusterSetBindingSchema.parse(each));
  const rendered = ofKind('ManagedClusterSet').map((each) => managedClusterSetSchema.parse(each));
  return {
    name,
    findings: expansion.findings,
    placements: ofKind('Placement')
      .map((each) => withDefaults(placementSchema.parse(each)))
      .filter(weighsScore),
    state: {
      clusters: clusters.map((cluster) => ({ metadata: { name: cluster.name, labels: cluster.labels } })),
      sets: {
        bindings,
        sets: withBoundSets(
          rendered,
          bindings.map(({ metadata }) => metadata.name),
        ),
      },
    },
    expect: scoring === undefined ? () => undefined : expectedScores(scoring),
    engines: scoring?.scorers.flatMap((scorer) => scorer.engines) ?? [],
  };
}

function weighsScore({ spec }: Placement): boolean {
  return (spec.prioritizerPolicy?.configurations ?? []).some(({ scoreCoordinate }) => scoreCoordinate?.addOn);
}

/** Of the sets that exist already, `global` has every cluster, and the others those that name them by a label. */
function withBoundSets(rendered: readonly ManagedClusterSet[], bound: readonly string[]): readonly ManagedClusterSet[] {
  const known = new Set(rendered.map(({ metadata }) => metadata.name));
  const existing = [...new Set(bound)].filter((name) => !known.has(name));
  return [
    ...rendered,
    ...existing.map((name) => ({
      metadata: { name },
      spec: { clusterSelector: name === 'global' ? { selectorType: 'LabelSelector', labelSelector: {} } : {} },
    })),
  ];
}
