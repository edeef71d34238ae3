import { z } from 'zod';
import { cleanScoreName } from '../../model/score-name';
import { isObject } from '../../model/json';
import { count, hint, shorten, show } from '../../model/words';
import type { Sample } from '../../placement/history';
import type { Engine } from '../../scoring/engine';
import { scoreItems } from '../../scoring/agent';
import { Misuse } from '../../synth/run';
import { fitting, parseJson, readText } from './input-file';

const option = '--history';

const matrix = z.looseObject({
  data: z.looseObject({
    resultType: z
      .string()
      .refine((type) => type === 'matrix', { error: 'ask query_range, which answers with a matrix' }),
    result: z.array(
      z.looseObject({
        metric: z.looseObject({ ds_cluster: z.string(), ds_score_name: z.string() }).catchall(z.string()),
        values: z.array(z.tuple([z.number(), z.string()])),
      }),
    ),
  }),
});

/**
 * Scores over time: what Prometheus' `query_range` answers for `dynamic_score`, or a CSV file with the columns time (seconds,
 * or a date as in 2026-12-01T08:00:00Z), cluster, score, item and value; item may be left out where a score has one.
 *
 * @param items of a resource, the items that Placements ask for
 * @param clusters of the environment; scores of others are left out
 * @throws Misuse for what cannot be read, row by row
 */
export function readHistory(
  file: string,
  engines: readonly Engine[],
  items: (resource: string) => readonly string[],
  clusters: readonly string[],
): Sample[] {
  const text = readText(option, file).replace(/^\uFEFF/, '');
  const samples = /^\s*[[{]/.test(text) ? fromPrometheus(file, text, engines) : fromCsv(file, text, items);
  if (samples.length === 0) throw new Misuse(`${option}: got ${file}, which holds no score that a strategy weighs`);
  const ofFleet = samples.filter(({ cluster }) => clusters.includes(cluster));
  const cluster = samples[0]?.cluster ?? '';
  if (ofFleet.length === 0)
    throw new Misuse(
      `${option}: got ${file} with scores of ${cluster} and none of a cluster of the environment; ${hint(cluster, clusters, 'clusters').hint}`,
    );
  return ofFleet;
}

/** The hub takes no other score: the last one before it stays. */
function fits(value: number): boolean {
  return Math.abs(Math.trunc(value)) <= 100;
}

function fromPrometheus(file: string, text: string, engines: readonly Engine[]): Sample[] {
  const read = parseJson(option, file, text);
  if (isObject(read) && read.status === 'error')
    throw new Misuse(`${option}: got ${file}, in which Prometheus answers with an error: ${show(read.error)}`);
  const { data } = fitting(matrix, read, option, file);
  return data.result.flatMap(({ metric, values }) => {
    const engine = engines.find(({ scoring }) => scoring.name === metric.ds_score_name);
    const item = itemOf(metric, engine);
    return item === undefined
      ? []
      : values.flatMap(([time, value]): Sample[] =>
          Number.isFinite(Number(value)) && fits(Number(value))
            ? [
                {
                  time,
                  cluster: metric.ds_cluster,
                  resourceName: cleanScoreName(metric.ds_score_name),
                  scoreName: item,
                  value: Number(value),
                },
              ]
            : [],
        );
  });
}

/** The item that the agent writes for the labels that it keeps as `ds_…`; the score's own name where the engine is unknown. */
function itemOf(
  metric: Readonly<Record<string, string>> & { readonly ds_cluster: string; readonly ds_score_name: string },
  engine: Engine | undefined,
) {
  const { ds_cluster: cluster, ds_score_name: scoreName } = metric;
  const labels = Object.fromEntries(Object.entries(metric).map(([key, value]) => [key.replace(/^ds_/, ''), value]));
  const [item] = scoreItems(engine?.dimensionFormat ?? '${scoreName}', cluster, scoreName, [
    { metric: labels, score: 0 },
  ]).keys();
  return item;
}

/** Rows that are wrong in one way are often all of them. */
const shownFaults = 10;

const columns = ['time', 'cluster', 'score', 'item', 'value'];

function fromCsv(file: string, text: string, items: (resource: string) => readonly string[]): Sample[] {
  const [head = '', ...rows] = text.split(/\r?\n/);
  const names = head.split(',').map((name) => name.trim());
  const lacking = columns.filter((name) => name !== 'item' && !names.includes(name));
  if (lacking.length > 0)
    throw new Misuse(
      `${option}: got ${file} without the column ${lacking.join(', ')}; its first line names ${columns.join(',')}`,
    );
  const faults: string[] = [];
  const samples = rows.flatMap((row, index): Sample[] => {
    if (row.trim() === '') return [];
    const cells = row.split(',').map((cell) => cell.trim());
    if (cells.length !== names.length) {
      faults.push(`${file}:${index + 2}: got ${count(cells.length, 'cell')}; the first line names ${names.length}`);
      return [];
    }
    const cell = (name: string) => cells[names.indexOf(name)] ?? '';
    const [time, value] = [timeOf(cell('time')), Number(cell('value'))];
    if (!Number.isFinite(time) || !Number.isFinite(value) || cell('value') === '') {
      faults.push(
        `${file}:${index + 2}: got ${shorten(row)}; time is a number of seconds or a date, and value is a number`,
      );
      return [];
    }
    if (!fits(value)) {
      faults.push(`${file}:${index + 2}: got ${value}; an AddOnPlacementScore holds -100 to 100`);
      return [];
    }
    const resourceName = cleanScoreName(cell('score'));
    const named = cell('item') === '' ? items(resourceName) : [cell('item')];
    return named.map((scoreName) => ({ time, cluster: cell('cluster'), resourceName, scoreName, value }));
  });
  const more = faults.length - shownFaults;
  const shown = [...faults.slice(0, shownFaults), ...(more > 0 ? [`… and ${count(more, 'row')} more`] : [])];
  if (faults.length > 0) throw new Misuse(`${option}: ${shown.join('\n')}`);
  return samples;
}

function timeOf(text: string): number {
  return /^[0-9.]+$/.test(text) ? Number(text) : Date.parse(text) / 1000;
}
