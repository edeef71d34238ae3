import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import { findingKind } from '../../model/finding-kind';
import { compare, type Finding } from '../../model/finding';
import { formatPath } from '../../model/origin';
import { fieldsOf, objectsOf } from '../../model/json';
import { nameOfUse, type ChartUse } from './charts-used';

export const chartsLock = findingKind({
  code: 'charts-lock',
  why: 'The lock says with which values each chart was rendered and held against what is declared; of others nobody knows.',
  fix: 'Run `scorewright charts` where Helm is at hand, and commit the lock that it writes.',
  messages: {
    absent: 'got chart {chart} {version}, which {lock} lacks; run scorewright charts where Helm is',
    other: 'got other values, namespace or release than {lock} has; run scorewright charts where Helm is',
  },
});

/** The name of the lock, beside the folder of the environment files. */
export const lockFile = 'charts.lock.yaml';

/** What was rendered of one chart with one set of values. */
export interface LockedChart {
  readonly chart: string;
  readonly version: string;
  readonly repoURL: string;
  /** Of the values, the release and the namespace. */
  readonly settings: string;
  /** Of all that was rendered. */
  readonly digest: string;
  /** Sorted, each once. */
  readonly images: readonly string[];
}

/** `sha256:…` of a text. */
export function digestOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}

/** What a chart is rendered with, as one digest: keys in their order, for Helm reads a map. */
export function settingsDigest({ chart, source }: Pick<ChartUse, 'chart' | 'source'>): string {
  return digestOf(
    JSON.stringify(sorted({ ...{ namespace: chart.namespace, release: source.releaseName }, values: source.values })),
  );
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => compare(a, b))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

/** The text of the lock: each chart once, sorted. */
export function lockText(locked: readonly LockedChart[]): string {
  const byKey = new Map(locked.map((entry) => [JSON.stringify(entry), entry]));
  const charts = [...byKey.values()].sort(
    (a, b) => compare(a.chart, b.chart) || compare(a.version, b.version) || compare(a.settings, b.settings),
  );
  return `# Written by \`scorewright charts\`: what Helm makes of every chart with exactly the values of the environments.\n${stringify({ charts })}`;
}

/** The charts of a lock; none where there is none, or where it is no lock. */
export function readLock(path: string): readonly Partial<LockedChart>[] {
  if (!existsSync(path)) return [];
  try {
    return objectsOf(fieldsOf(parse(readFileSync(path, 'utf8'))).charts);
  } catch {
    return [];
  }
}

/** What the lock does not know of the charts of the environments. */
export function lockFindings(uses: readonly ChartUse[], locked: readonly Partial<LockedChart>[]): Finding[] {
  return uses.flatMap((use) => {
    const { source, unit, file } = use;
    const same = locked.filter(
      ({ chart, version, repoURL }) =>
        chart === source.chart && version === source.version && repoURL === source.repoURL,
    );
    if (same.some(({ settings }) => settings === settingsDigest(use))) return [];
    const place = { position: file.position(unit.settings), path: `${nameOfUse(use)} ${formatPath(unit.settings)}` };
    const { chart, version } = source;
    return [
      same.length === 0
        ? chartsLock.fault('absent', { chart, version, lock: lockFile }, place)
        : chartsLock.fault('other', { lock: lockFile }, place),
    ];
  });
}
