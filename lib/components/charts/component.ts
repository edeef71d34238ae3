import { z } from 'zod';
import { findingKind } from '../../model/finding-kind';
import { withDifferences, type Differing } from '../../environment/differences/differences';
import { on, type On } from '../../environment/placement';
import type { Names } from '../../environment/names';
import { outsideApi } from '../../model/group-kind';
import type { Directory } from '../../model/directory';
import type { Ref } from '../../model/ref';
import { defineUnit, type Unit } from '../../model/unit';
import { hint } from '../../model/words';
import type { Component, SettingsFault } from '../component';
import { namespacesOf, withSettings } from './adapted-chart';
import { certManager } from './cert-manager';
import type { ChartDefinition, ChartOptions, RenderedDefinition } from './chart-definition';
import { chartProblems } from './chart-problems';
import { commonSettings, type CommonSettings } from './chart-settings';
import { externalSecrets } from './external-secrets';
import { fluxOperator } from './flux-operator';
import { kepler } from './kepler';
import { kserve } from './kserve';
import { kubePrometheusStack } from './kube-prometheus-stack';
import { nodeFeatureDiscovery } from './node-feature-discovery';
import { ownChart } from './own-chart';
import { keyOf, planCharts, type ChartsPlan, type PlacedChart } from './plan';
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

export const chartAfter = findingKind({
  code: 'chart-after',
  why: 'A chart waits for the charts in `after`; it would wait forever for a missing one, or for one that waits for it.',
  fix: 'Name only charts on the same cluster, in an order without a cycle.',
  messages: {
    missing: 'got {got:json}, which is not on {cluster}; {hint}',
    cycle: 'got {got:json}, which waits for {name} itself; remove one of the two',
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
  const block = (definition: ChartDefinition | RenderedDefinition) => {
    const { description } = definition;
    if (!('chart' in definition))
      return z
        .strictObject({ on: on(names) })
        .optional()
        .meta({ description });
    const schema = z.strictObject({ on: on(names), ...commonSettings(definition), ...definition.options });
    return withDifferences(schema, names).optional().meta({ description });
  };
  const known = Object.fromEntries([...definitions, ...renderedDefinitions].map((each) => [each.name, block(each)]));
  const about = { description: 'Helm or upstream-Git applications, once per cluster; the tool pins their versions.' };
  const own = withDifferences(ownChart(names), names);
  // The schema for editors knows no environment: there every other name is a chart of the user's own.
  if (names.ownCharts === undefined) return z.object(known).catchall(own).meta(about);
  const brought = names.ownCharts.filter((name) => !Object.hasOwn(known, name));
  return z.strictObject({ ...known, ...Object.fromEntries(brought.map((name) => [name, own])) }).meta(about);
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
    ...[...plan.charts.values()].flatMap((chart) => [
      ...missing(chart, directory),
      ...unordered(chart, plan),
      ...optionFaults(chart),
    ]),
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

/** Faults of `after`: charts that are missing on the cluster, or that wait for this one. */
function unordered({ definition, chart, cluster }: PlacedChart, { charts: all }: ChartsPlan): SettingsFault[] {
  if (!definition.own) return [];
  const names = [...all.values()].flatMap((other) => (other.cluster === cluster ? [other.definition.name] : []));
  return chart.after.flatMap((got, index) => {
    const where = { settings: [definition.name, 'after', index], cluster: cluster.name };
    if (!names.includes(got))
      return [chartAfter.fault('missing', { got, cluster: cluster.name, ...hint(got, names, 'charts there') }, where)];
    return waitsFor(got, definition.name, cluster.name, all)
      ? [chartAfter.fault('cycle', { got, name: definition.name }, where)]
      : [];
  });
}

function waitsFor(
  name: string,
  wanted: string,
  cluster: string,
  all: ChartsPlan['charts'],
  seen: string[] = [],
): boolean {
  if (name === wanted) return true;
  if (seen.includes(name)) return false;
  const after = all.get(keyOf(name, cluster))?.chart.after ?? [];
  return after.some((next) => waitsFor(next, wanted, cluster, all, [...seen, name]));
}

function optionFaults(placed: PlacedChart): SettingsFault[] {
  const { definition, options, cluster } = placed;
  return [...chartProblems(placed), ...(definition.problems?.(options, cluster) ?? [])].map((problem) => ({
    ...problem,
    settings: [definition.name, ...problem.settings],
    cluster: cluster.name,
  }));
}

/** The settings that also apply to the chart with its definitions: repository and version, not values. */
function ofDefinitions({ version, repoURL }: CommonSettings): CommonSettings {
  return { version, repoURL };
}

function toUnits({ definition, chart, cluster, options }: PlacedChart, directory: Directory): Unit[] {
  const { name, definitions: before } = definition;
  const needs = definition.outside?.(options, cluster, directory) ?? [];
  const shared = {
    component,
    cluster: cluster.name,
    stage: 'charts',
    settings: [component, name],
    namespaces: namespacesOf(definition, chart),
    ...(definition.own && { own: true as const }),
  } as const;
  return [
    ...(before
      ? [defineUnit({ ...shared, name: before.name, content: withSettings(before.chart, ofDefinitions(options)) })]
      : []),
    defineUnit({ ...shared, name, needs, content: chart }),
  ];
}
