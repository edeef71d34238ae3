import { compare } from '../model/finding';
import type { Replay } from './history';

const [width, height, left, right, top, bottom] = [960, 400, 56, 160, 40, 72];
const colors = ['#1f77b4', '#d62728', '#2ca02c', '#9467bd', '#ff7f0e', '#17becf', '#8c564b', '#e377c2'];
/** More lines than this tell nobody anything: the clusters that were never chosen are left out first. */
const mostLines = 8;

/**
 * A replay as a picture: each cluster's sum without Steady over time, and below it a band that says which cluster was chosen.
 * The same replay gives the same bytes.
 */
export function historyChart(replay: Replay): string {
  const { steps, placement } = replay;
  const clusters = shownClusters(replay);
  const times = steps.map(({ time }) => time);
  const sums = steps.flatMap((step) => clusters.flatMap((cluster) => step.sums.get(cluster) ?? []));
  const [first, last] = [times[0] ?? 0, times.at(-1) ?? 0];
  const [least, most] = [Math.min(0, ...extremes(sums)), Math.max(0, ...extremes(sums))];
  const x = (time: number) => round(left + ((time - first) / Math.max(1, last - first)) * (width - left - right));
  const y = (sum: number) =>
    round(height - bottom - ((sum - least) / Math.max(1, most - least)) * (height - top - bottom));
  const color = (cluster: string) => colors[clusters.indexOf(cluster) % colors.length] ?? '#777';
  const lines = clusters.map((cluster, index) => {
    const points = steps.flatMap((step) => {
      const sum = step.sums.get(cluster);
      return sum === undefined ? [] : [`${x(step.time)},${y(sum)}`];
    });
    return [
      `<polyline fill="none" stroke="${color(cluster)}" stroke-width="2" points="${points.join(' ')}"/>`,
      text(width - right + 12, top + 14 + index * 18, cluster, `fill="${color(cluster)}"`),
    ].join('\n');
  });
  const band = steps.flatMap((step, index) => {
    const until = steps[index + 1]?.time ?? last;
    return step.chosen.map((cluster, row) => {
      const size = 16 / Math.max(1, step.chosen.length);
      return `<rect x="${x(step.time)}" y="${round(height - bottom + 16 + row * size)}" width="${round(x(until) - x(step.time))}" height="${round(size)}" fill="${clusters.includes(cluster) ? color(cluster) : '#777'}"/>`;
    });
  });
  const at = (time: number) => new Date(time * 1000).toISOString().slice(0, 16).replace('T', ' ');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    text(
      left,
      22,
      `${placement}: ${replay.moves} ${replay.moves === 1 ? 'move' : 'moves'}`,
      'font-size="15" fill="#222"',
    ),
    ...[least, most].map((sum) => text(left - 8, y(sum) + 4, String(sum), 'text-anchor="end" fill="#555"')),
    `<line x1="${left}" x2="${width - right}" y1="${y(0)}" y2="${y(0)}" stroke="#bbb"/>`,
    ...lines,
    ...band,
    text(left - 8, height - bottom + 28, 'chosen', 'text-anchor="end" fill="#555"'),
    text(left, height - 16, `${at(first)} UTC`, 'fill="#555"'),
    text(width - right, height - 16, `${at(last)} UTC`, 'text-anchor="end" fill="#555"'),
    '</svg>',
    '',
  ].join('\n');
}

function shownClusters({ steps }: Replay): readonly string[] {
  const all = new Set(steps.flatMap(({ sums }) => [...sums.keys()]));
  const chosen = new Set(steps.flatMap((step) => step.chosen));
  const byUse = [...all].sort((a, b) => Number(chosen.has(b)) - Number(chosen.has(a)) || compare(a, b));
  return byUse.slice(0, mostLines).sort(compare);
}

function extremes(values: readonly number[]): readonly number[] {
  return values.length === 0 ? [] : [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function text(x: number, y: number, content: string, attributes: string): string {
  const escaped = content.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<text x="${x}" y="${y}" ${attributes}>${escaped}</text>`;
}
