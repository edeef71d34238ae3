import { z } from 'zod';
import { cleanScoreName } from '../../model/score-name';
import type { Sample } from '../../placement/history';
import type { Engine } from '../../scoring/engine';
import { scoreItems } from '../../scoring/agent';
import { Misuse } from '../../synth/run';
import { fitting, parseJson, readText } from './input-file';

const option = '--history';

const matrix = z.looseObject({
  data: z.looseObject({
    resultType: z.literal('matrix', { error: 'ask query_range, which answers with a matrix' }),
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
 */
export function readHistory(
  file: string,
  engines: readonly Engine[],
  items: (resource: string) => readonly string[],
): Sample[] {
  const text = readText(option, file);
  const samples = /^\s*\{/.test(text) ? fromPrometheus(file, text, engines) : fromCsv(file, text, items);
  if (samples.length === 0) throw new Misuse(`${option}: got ${file}, which holds no score`);
  return samples;
}

function fromPrometheus(file: string, text: string, engines: readonly Engine[]): Sample[] {
  const { data } = fitting(matrix, parseJson(option, file, text), option, file);
  return data.result.flatMap(({ metric, values }) => {
    const engine = engines.find(({ scoring }) => scoring.name === metric.ds_score_name);
    const item = itemOf(metric, engine);
    return item === undefined
      ? []
      : values.flatMap(([time, value]): Sample[] =>
          Number.isFinite(Number(value))
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
    const cell = (name: string) => cells[names.indexOf(name)] ?? '';
    const [time, value] = [timeOf(cell('time')), Number(cell('value'))];
    if (Number.isNaN(time) || Number.isNaN(value) || cell('value') === '') {
      faults.push(`${file}:${index + 2}: got ${row}; time and value are numbers`);
      return [];
    }
    const resourceName = cleanScoreName(cell('score'));
    const named = cell('item') === '' ? items(resourceName) : [cell('item')];
    return named.map((scoreName) => ({ time, cluster: cell('cluster'), resourceName, scoreName, value }));
  });
  if (faults.length > 0) throw new Misuse(`${option}: ${faults.join('\n')}`);
  return samples;
}

function timeOf(text: string): number {
  return /^[0-9.]+$/.test(text) ? Number(text) : Date.parse(text) / 1000;
}
