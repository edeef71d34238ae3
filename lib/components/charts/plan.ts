import { settingsOn } from '../../environment/differences/variants';
import { placed } from '../../environment/placement';
import type { Cluster, Fleet } from '../../model/fleet';
import type { Chart } from '../../model/unit';
import type { Context } from '../component';
import { adaptedChart } from './adapted-chart';
import type { ChartDefinition, ChartOptions, RenderedDefinition } from './chart-definition';
import type { ChartsSettings } from './component';
import { ownDefinition, type OwnChart } from './own-chart';

/** Every chart of an environment, on each of its clusters. */
export interface ChartsPlan {
  /** By `chart cluster`, in the order of the definitions. */
  readonly charts: ReadonlyMap<string, PlacedChart>;
  readonly rendered: readonly PlacedSoftware[];
}

/** A chart on one cluster. */
export interface PlacedChart {
  readonly definition: ChartDefinition;
  /** As its options make it. */
  readonly chart: Chart;
  readonly cluster: Cluster;
  /** What is said of it besides where it runs. */
  readonly options: ChartOptions;
}

/** Software without a chart, and the clusters that it runs on. */
export interface PlacedSoftware {
  readonly definition: RenderedDefinition;
  readonly clusters: readonly Cluster[];
}

/** What an environment may ask for. */
export interface Definitions {
  readonly charts: readonly ChartDefinition[];
  readonly rendered: readonly RenderedDefinition[];
}

/** Makes the definition of the environment's own chart from its settings on a cluster. */
type OwnDefinition = (settings: ChartOptions) => ChartDefinition;

export function planCharts(settings: ChartsSettings, known: Definitions, fleet: Fleet): ChartsPlan {
  const names = [...known.charts, ...known.rendered].map(({ name }) => name);
  const own = Object.keys(settings).filter((name) => !names.includes(name));
  const charts = [
    ...known.charts.flatMap((definition) => placementsOf(definition, settings[definition.name], fleet)),
    ...own.flatMap((name) =>
      placementsOf((block) => ownDefinition(name, block as unknown as OwnChart), settings[name], fleet),
    ),
  ];
  return {
    charts: new Map(charts.map((chart) => [keyOf(chart.definition.name, chart.cluster.name), chart])),
    rendered: known.rendered.flatMap((definition) => {
      const block = settings[definition.name];
      return block === undefined ? [] : [{ definition, clusters: placed(block.on, fleet) }];
    }),
  };
}

function placementsOf(
  definition: ChartDefinition | OwnDefinition,
  block: ChartsSettings[string],
  fleet: Fleet,
): PlacedChart[] {
  if (block === undefined) return [];
  return placed(block.on, fleet).map((cluster) => {
    const { on: _, for: __, ...options } = settingsOn(block, cluster);
    const its = typeof definition === 'function' ? definition(options) : definition;
    return { definition: its, chart: adaptedChart(its, options, cluster), cluster, options };
  });
}

/** A chart on a cluster; undefined where the environment does not put it there. */
export function placedChart(
  chart: string,
  cluster: string,
  { planOf }: Pick<Context, 'planOf'>,
): PlacedChart | undefined {
  return (planOf('charts') as ChartsPlan | undefined)?.charts.get(keyOf(chart, cluster));
}

/** Every chart of an environment, on each of its clusters. */
export function chartsOn({ planOf }: Pick<Context, 'planOf'>): readonly PlacedChart[] {
  return [...((planOf('charts') as ChartsPlan | undefined)?.charts.values() ?? [])];
}

export function keyOf(chart: string, cluster: string): string {
  return `${chart} ${cluster}`;
}
