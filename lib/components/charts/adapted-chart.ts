import type { Cluster } from '../../model/fleet';
import { isObject } from '../../model/json';
import type { Chart, NamespaceNeed } from '../../model/unit';
import { platformOf } from '../../platforms/catalogue';
import type { ChartDefinition, ChartOptions } from './chart-definition';
import type { CommonSettings, Values } from './chart-settings';

/** The chart of a definition on a cluster, adapted to the platform, then to the settings of the environment. */
export function adaptedChart(definition: ChartDefinition, options: ChartOptions, cluster: Cluster): Chart {
  const { namespace } = options as CommonSettings;
  const base =
    definition.configure?.(options, cluster) ??
    (namespace === undefined ? definition.chart : (definition.inNamespace?.(namespace) ?? definition.chart));
  return withSettings(base, options, definition.on?.(platformOf(cluster))?.values ?? {});
}

/** A chart from another repository or in another version, its values merged over. */
export function withSettings(chart: Chart, settings: CommonSettings, ofPlatform: Values = {}): Chart {
  const { version, commit, repoURL, values = {}, releaseName } = settings;
  const { source } = chart;
  const mirror = repoURL !== undefined && { repoURL };
  if (source.type === 'git')
    return { ...chart, source: { ...source, ...mirror, ...(commit !== undefined && { commit }) } };
  return {
    ...chart,
    source: {
      ...source,
      ...mirror,
      ...(version !== undefined && { version }),
      ...(releaseName !== undefined && { releaseName }),
      values: merged(merged(source.values, ofPlatform), values),
    },
  };
}

/** The namespaces of a chart, moved with it where the environment moves it. */
export function namespacesOf(definition: ChartDefinition, chart: Chart): readonly NamespaceNeed[] {
  const { namespace: from } = definition.chart;
  return definition.namespaces.map((need) => (need.name === from ? { ...need, name: chart.namespace } : need));
}

/** Merges values as Helm does: maps key by key, everything else as a whole; null removes a value of the chart. */
export function merged(under: Values, over: Values): Values {
  const both = Object.entries(over).map(([key, value]) => {
    const below = Object.hasOwn(under, key) ? under[key] : undefined;
    return [key, isObject(below) && isObject(value) ? merged(below, value) : value] as const;
  });
  return { ...under, ...Object.fromEntries(both) };
}
