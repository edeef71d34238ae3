import {
  canProduce,
  placeholdersOf,
  render,
  resultLabels,
  variesByCluster,
  type Placeholder,
} from './dimension-format';
import type { Engine } from './engine';
import { seriesLabels, type SeriesLabels } from './series-labels';

/** The names of the items that an engine writes on every cluster, in their order; undefined where they hang on its data. */
export function knownItems(engine: Engine): readonly string[] | undefined {
  const { results, dimensionFormat, scoring } = engine;
  const format = placeholdersOf(dimensionFormat);
  if (results.type === 'fixed' && !format.includes('cluster')) {
    return results.items.map(({ labels }) => render(dimensionFormat, { ...labels, scoreName: scoring.name }));
  }
  const fixed = format.every((name) => name === 'scoreName');
  return fixed ? [render(dimensionFormat, { scoreName: scoring.name })] : undefined;
}

/** Whether an engine can write an item of this name on some cluster. */
export function canWrite(engine: Engine, itemName: string): boolean {
  const known = knownItems(engine);
  if (known !== undefined) return itemName !== '' && known.includes(itemName);
  const unfilled = Object.fromEntries(unfilledPlaceholders(engine).map((name) => [name, '']));
  return canProduce(engine.dimensionFormat, itemName, { ...unfilled, scoreName: engine.scoring.name });
}

/** The placeholders that make an engine's items differ between clusters: none where its results are always the same. */
export function localPlaceholders(engine: Engine): readonly Placeholder[] {
  const local = variesByCluster(engine.dimensionFormat);
  return engine.results.type === 'fixed' ? local.filter((name) => name === 'cluster') : local;
}

/**
 * Which labels of an engine's results the agent passes on, as `ds_` labels of the metric and as placeholders, and which it
 * drops; undefined where the results' labels cannot be told.
 */
export function carriedLabels(
  engine: Engine,
): { readonly carried: readonly string[]; readonly dropped: readonly string[] } | undefined {
  const filled = filledLabels(engine);
  if (filled === undefined) return undefined;
  const isCarried = (label: string) => (resultLabels as readonly string[]).includes(label);
  const labels = [...filled].sort();
  return { carried: labels.filter(isCarried), dropped: labels.filter((label) => !isCarried(label)) };
}

/** The placeholders of the format that no result of the engine can fill: they come out empty. */
export function unfilledPlaceholders(engine: Engine): readonly Placeholder[] {
  const filled = filledLabels(engine);
  if (filled === undefined) return [];
  return placeholdersOf(engine.dimensionFormat).filter(
    (name) => name !== 'cluster' && name !== 'scoreName' && !filled.has(name),
  );
}

function filledLabels({ results, source }: Engine): SeriesLabels {
  if (results.type === 'unknown') return undefined;
  if (results.type === 'fixed') return new Set(results.items.flatMap(({ labels }) => Object.keys(labels)));
  const series = source.type === 'None' ? [] : seriesLabels(source.query);
  return series.reduce<SeriesLabels>(
    (all, labels) => (all === undefined || labels === undefined ? undefined : new Set([...all, ...labels])),
    new Set<string>(results.adds),
  );
}

/**
 * What tells an engine's results apart but not its items, so that several results fall on one item and a random one
 * remains: labels that the queries group by and the format leaves out, or the number of queries. Empty where each result
 * has an item of its own, or where that cannot be told.
 */
export function lostDistinctions(engine: Engine): readonly string[] {
  const { results, source, dimensionFormat } = engine;
  if (results.type === 'fixed') return lostBetween(engine);
  if (results.type === 'unknown' || source.type === 'None') return [];
  const series = seriesLabels(source.query);
  const format: readonly string[] = placeholdersOf(dimensionFormat);
  const labels = new Set(series.flatMap((names) => [...(names ?? [])]).filter((label) => !format.includes(label)));
  return [...labels, ...(series.length > 1 ? [`the ${series.length} queries`] : [])];
}

function lostBetween(engine: Engine): readonly string[] {
  const { results, dimensionFormat, scoring } = engine;
  if (results.type !== 'fixed') return [];
  const names = results.items.map(({ labels }) => render(dimensionFormat, { ...labels, scoreName: scoring.name }));
  if (new Set(names).size === names.length) return [];
  const format: readonly string[] = placeholdersOf(dimensionFormat);
  return resultLabels.filter(
    (label) => !format.includes(label) && results.items.some(({ labels }) => labels[label] !== undefined),
  );
}

/** Whether an engine answers the same for every cluster, so that a strategy by it alone prefers none. */
export function sameOnEveryCluster({ results }: Engine): boolean {
  return results.type === 'fixed' && results.items.every(({ score }) => score !== undefined);
}
