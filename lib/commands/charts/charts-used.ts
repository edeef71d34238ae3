import { expand, type Expansion } from '../../synth/expand';
import { load } from '../../synth/load';
import type { EnvironmentFile } from '../../environment/environment-file';
import type { EnvironmentSource } from '../../environment/environment-source';
import { placedChart } from '../../components/charts/plan';
import type { Finding } from '../../model/finding';
import type { Ref } from '../../model/ref';
import { unitKey, type Chart, type HelmSource, type Unit } from '../../model/unit';

/** A chart of a Helm repository on one cluster of an environment. */
export interface ChartUse {
  readonly environment: string;
  readonly unit: Unit;
  readonly chart: Chart;
  readonly source: HelmSource;
  /** The objects that others may refer to once it is healthy. */
  readonly provides: readonly Ref[];
  readonly file: EnvironmentSource;
}

/** An environment with its charts. */
export interface EnvironmentCharts {
  readonly expansion?: Expansion;
  readonly charts: readonly ChartUse[];
  readonly findings: readonly Finding[];
}

/** Every chart of an environment that Helm renders, on each of its clusters. */
export function chartsUsed(file: EnvironmentFile): EnvironmentCharts {
  const { settings, source, findings, known } = load(file);
  if (settings === undefined) return { charts: [], findings };
  const expansion = expand(settings, source, known.scorers, known);
  const charts = expansion.units.flatMap((unit): ChartUse[] => {
    const { content, cluster, name } = unit;
    if (content.type !== 'chart' || content.source.type !== 'helm') return [];
    const provides = placedChart(name, cluster, expansion.context)?.definition.provides(cluster) ?? [];
    return [{ environment: file.name, unit, chart: content, source: content.source, provides, file: source }];
  });
  return { expansion, charts, findings: expansion.findings };
}

/** The name of a chart among those of several environments: `kind worker01/kepler`. */
export function nameOfUse({ environment, unit }: Pick<ChartUse, 'environment' | 'unit'>): string {
  return `${environment} ${unitKey(unit)}`;
}
