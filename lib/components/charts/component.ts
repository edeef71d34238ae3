import { z } from 'zod';
import { on, placed, type On } from '../../environment/placement';
import type { Names } from '../../environment/names';
import type { Directory } from '../../model/directory';
import type { FindingKind } from '../../model/finding';
import type { Cluster } from '../../model/fleet';
import type { Ref } from '../../model/ref';
import type { Chart, Need, Unit } from '../../model/unit';
import type { Component, Context, Problem } from '../component';
import { certManager } from './cert-manager';
import type { ChartDefinition, ChartOptions, RenderedDefinition } from './chart-definition';
import { externalSecrets } from './external-secrets';
import { fluxOperator } from './flux-operator';
import { kepler } from './kepler';
import { kserve } from './kserve';
import { kubePrometheusStack } from './kube-prometheus-stack';
import { nodeFeatureDiscovery } from './node-feature-discovery';
import { sealedSecrets } from './sealed-secrets';
import { skupper } from './skupper/definition';

export const chartMissing: FindingKind = {
  code: 'chart-missing',
  why: 'What it installs asks for kinds that nothing brings to that cluster, so its Application would never sync.',
  fix: 'Add the chart that the message names, or list its API group under `external` where somebody else brings it.',
};

/** Every chart that an environment may ask for; a new one is a file and its line here. Its options are its own affair. */
const definitions = [
  certManager,
  externalSecrets,
  fluxOperator,
  kepler,
  kserve,
  kubePrometheusStack,
  nodeFeatureDiscovery,
  sealedSecrets,
] as readonly ChartDefinition[];

/** And what has no chart of its own. */
const renderedDefinitions: readonly RenderedDefinition[] = [skupper];

/** By the chart's name, where it runs and what else is said of it. */
export type ChartsSettings = Readonly<Record<string, (ChartOptions & { readonly on: On }) | undefined>>;

function settings(names: Names): z.ZodType<ChartsSettings> {
  const block = ({ description, ...definition }: ChartDefinition | RenderedDefinition) =>
    z
      .strictObject({ on: on(names), ...('options' in definition ? definition.options : {}) })
      .optional()
      .meta({ description });
  return z
    .strictObject(Object.fromEntries([...definitions, ...renderedDefinitions].map((each) => [each.name, block(each)])))
    .meta({ description: 'Helm or upstream-Git applications, once per cluster; the tool pins their versions.' });
}

interface Placed {
  readonly definition: ChartDefinition;
  readonly chart: Chart;
  readonly cluster: string;
  readonly needs: readonly Need[];
}

function placements(chosen: ChartsSettings, { fleet }: Context): Placed[] {
  return definitions.flatMap((definition) => {
    const block = chosen[definition.name];
    if (block === undefined) return [];
    const { on: where, ...options } = block;
    const chart = definition.configure?.(options) ?? definition.chart;
    return placed(where, fleet).map(({ name: cluster }) => {
      return { definition, chart, cluster, needs: definition.outside?.(options, cluster) ?? [] };
    });
  });
}

/** What exists on the cluster once the chart is healthy: what it declares itself, and the kinds that it defines. */
function provided({ definition, chart, cluster }: Placed): Ref[] {
  const groups = [chart, definition.definitions?.chart].flatMap((each) => each?.providesGroups ?? []);
  return [...definition.provides(cluster), ...groups.map((name) => ({ cluster, kind: 'APIGroup', name }))];
}

function missing({ definition, cluster }: Placed, directory: Directory): Problem[] {
  return Object.entries(definition.needs ?? {}).flatMap(([group, chart]) => {
    if (directory.has({ cluster, kind: 'APIGroup', name: group })) return [];
    const message = `got ${definition.name} without ${group}; add charts.${chart}: { on: ${cluster} }`;
    return [{ code: chartMissing.code, settings: [definition.name], message, cluster }];
  });
}

function toUnits({ definition, chart, cluster, needs }: Placed): Unit[] {
  const unit = (name: string, content: Chart, own: readonly Need[]): Unit => ({
    name,
    component: 'charts',
    cluster,
    delivery: 'argo',
    stage: 'charts',
    settings: ['charts', definition.name],
    namespaces: definition.namespaces,
    needs: own,
    content,
  });
  const before = definition.definitions;
  return [...(before ? [unit(before.name, before.chart, [])] : []), unit(definition.name, chart, needs)];
}

interface PlacedRendered {
  readonly definition: RenderedDefinition;
  readonly clusters: readonly Cluster[];
}

function renderedPlacements(chosen: ChartsSettings, { fleet }: Context): PlacedRendered[] {
  return renderedDefinitions.flatMap((definition) => {
    const block = chosen[definition.name];
    return block === undefined ? [] : [{ definition, clusters: placed(block.on, fleet) }];
  });
}

export const charts: Component<ChartsSettings> = {
  name: 'charts',
  settings,
  provides: (chosen, context) => [
    ...placements(chosen, context).flatMap(provided),
    ...renderedPlacements(chosen, context).flatMap(({ definition, clusters }) =>
      clusters.flatMap(({ name }) => definition.provides(name)),
    ),
  ],
  problems: (chosen, context, directory) => [
    ...placements(chosen, context).flatMap((chart) => missing(chart, directory)),
    ...renderedPlacements(chosen, context).flatMap(({ definition, clusters }) =>
      definition
        .problems(clusters, context, directory)
        .map((problem) => ({ ...problem, settings: [definition.name, ...problem.settings] })),
    ),
  ],
  units: (chosen, context, directory) => [
    ...placements(chosen, context).flatMap(toUnits),
    ...renderedPlacements(chosen, context).flatMap(({ definition, clusters }) =>
      definition.units(clusters, context, directory),
    ),
  ],
};
