import { z } from 'zod';
import { findingKind } from '../../model/finding-kind';
import { withDifferences, type Differing } from '../../environment/differences/differences';
import { on, type On } from '../../environment/placement';
import type { Names } from '../../environment/names';
import { outsideApi } from '../../model/group-kind';
import type { Directory } from '../../model/directory';
import type { Ref } from '../../model/ref';
import { defineUnit, type Unit } from '../../model/unit';
import type { Component, SettingsFault } from '../component';
import { certManager } from './cert-manager';
import type { ChartDefinition, ChartOptions, RenderedDefinition } from './chart-definition';
import { externalSecrets } from './external-secrets';
import { fluxOperator } from './flux-operator';
import { kepler } from './kepler';
import { kserve } from './kserve';
import { kubePrometheusStack } from './kube-prometheus-stack';
import { nodeFeatureDiscovery } from './node-feature-discovery';
import { planCharts, type ChartsPlan, type PlacedChart } from './plan';
import { sealedSecrets } from './sealed-secrets';
import { skupper } from './skupper/definition';

const component = 'charts';

export const chartMissing = findingKind({
  code: 'chart-missing',
  why: 'What it installs asks for kinds that nothing brings to that cluster, so its Application would never sync.',
  fix: 'Add the chart that the message names, or list its API group under `external` where somebody else brings it.',
  messages: {
    chartMissing: 'got {got} without {group}; add charts.{chart}: { on: {cluster} }',
    certificatesMissing: 'got ocifit without {group}; add charts.{chart}: { on: {cluster} }',
  },
});

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
export type ChartsSettings = Readonly<
  Record<string, (ChartOptions & Pick<Differing, 'for'> & { readonly on: On }) | undefined>
>;

function settings(names: Names): z.ZodType<ChartsSettings> {
  const block = ({ description, ...definition }: ChartDefinition | RenderedDefinition) => {
    const options = 'options' in definition ? definition.options : undefined;
    const schema = z.strictObject({ on: on(names), ...options });
    return (options === undefined ? schema : withDifferences(schema, names)).optional().meta({ description });
  };
  return z
    .strictObject(Object.fromEntries([...definitions, ...renderedDefinitions].map((each) => [each.name, block(each)])))
    .meta({ description: 'Helm or upstream-Git applications, once per cluster; the tool pins their versions.' });
}

export const charts: Component<ChartsSettings, ChartsPlan> = {
  name: component,
  settings,
  plan: (chosen, { fleet }) => planCharts(chosen, { charts: definitions, rendered: renderedDefinitions }, fleet),
  provides: (plan) => [
    ...[...plan.charts.values()].flatMap(provided),
    ...plan.rendered.flatMap(({ definition, clusters }) => clusters.flatMap(({ name }) => definition.provides(name))),
  ],
  problems: (plan, context, directory) => [
    ...[...plan.charts.values()].flatMap((chart) => [...missing(chart, directory), ...own(chart)]),
    ...plan.rendered.flatMap(({ definition, clusters }) =>
      definition
        .problems(clusters, context, directory)
        .map((problem) => ({ ...problem, settings: [definition.name, ...problem.settings] })),
    ),
  ],
  units: (plan, context, directory) => [
    ...[...plan.charts.values()].flatMap((chart) => toUnits(chart, directory)),
    ...plan.rendered.flatMap(({ definition, clusters }) => definition.units(clusters, context, directory)),
  ],
};

/** What exists on the cluster once the chart is healthy: what it declares itself, and the kinds that it defines. */
function provided({ definition, chart, cluster: { name: cluster } }: PlacedChart): Ref[] {
  const groups = [chart, definition.definitions?.chart].flatMap((each) => each?.providesGroups ?? []);
  return [...definition.provides(cluster), ...groups.map((name) => ({ cluster, ...outsideApi('APIGroup'), name }))];
}

function missing({ definition, cluster: { name: cluster } }: PlacedChart, directory: Directory): SettingsFault[] {
  return Object.entries(definition.needs ?? {}).flatMap(([group, chart]) => {
    if (directory.has({ cluster, ...outsideApi('APIGroup'), name: group })) return [];
    return [
      chartMissing.fault(
        'chartMissing',
        { got: definition.name, group, chart, cluster },
        { settings: [definition.name], cluster },
      ),
    ];
  });
}

function own({ definition, options, cluster }: PlacedChart): SettingsFault[] {
  return (definition.problems?.(options, cluster) ?? []).map((problem) => ({
    ...problem,
    settings: [definition.name, ...problem.settings],
    cluster: cluster.name,
  }));
}

function toUnits({ definition, chart, cluster, options }: PlacedChart, directory: Directory): Unit[] {
  const { name, namespaces, definitions: before } = definition;
  const needs = definition.outside?.(options, cluster, directory) ?? [];
  const shared = {
    component,
    cluster: cluster.name,
    stage: 'charts',
    settings: [component, name],
    namespaces,
  } as const;
  return [
    ...(before ? [defineUnit({ ...shared, name: before.name, content: before.chart })] : []),
    defineUnit({ ...shared, name, needs, content: chart }),
  ];
}
