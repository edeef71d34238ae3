import { existsSync, readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import { canonicalJson, sha256 } from '../../import/canonical-json';
import { findingKind } from '../../model/finding-kind';
import { compare, type Finding } from '../../model/finding';
import { formatPath } from '../../model/origin';
import { fieldsOf, objectsOf } from '../../model/json';
import { nameOfUse, type ChartUse } from './charts-used';

export const chartsLock = findingKind({
  code: 'charts-lock',
  why: 'The lock records each chart with the values that it was rendered and compared with. The content of any other chart is unknown.',
  fix: 'Run `scorewright charts` on a machine with Helm, and commit the lock that it writes.',
  messages: {
    absent: 'got chart {chart} {version}, which {lock} lacks; run scorewright charts on a machine with Helm',
    other: 'got other values, namespace or release than {lock} has; run scorewright charts on a machine with Helm',
  },
});

/** The name of the lock, beside the folder of the environment files. */
export const lockFile = 'charts.lock.yaml';

/** One chart, rendered with one set of values. */
export interface LockedChart {
  readonly chart: string;
  readonly version: string;
  readonly repoURL: string;
  /** The digest of the values, the release and the namespace. */
  readonly settings: string;
  /** The digest of the rendered text. */
  readonly digest: string;
  /** Sorted, each once. */
  readonly images: readonly string[];
}

/** `sha256:…` of a text. */
export function digestOf(text: string): string {
  return `sha256:${sha256(text)}`;
}

/** One digest of everything that a chart is rendered with. The order of keys does not count: Helm reads a map. */
export function settingsDigest({ chart, source }: Pick<ChartUse, 'chart' | 'source'>): string {
  return digestOf(canonicalJson({ namespace: chart.namespace, release: source.releaseName, values: source.values }));
}

/** The text of the lock: each chart once, sorted. */
export function lockText(locked: readonly LockedChart[]): string {
  const byKey = new Map(locked.map((entry) => [JSON.stringify(entry), entry]));
  const charts = [...byKey.values()].sort(
    (a, b) => compare(a.chart, b.chart) || compare(a.version, b.version) || compare(a.settings, b.settings),
  );
  return `# Written by \`scorewright charts\`: every chart as Helm renders it with the values of the environments.\n${stringify({ charts })}`;
}

/** The charts of a lock; none where the file is missing or is not a lock. */
export function readLock(path: string): readonly Partial<LockedChart>[] {
  if (!existsSync(path)) return [];
  try {
    return objectsOf(fieldsOf(parse(readFileSync(path, 'utf8'))).charts);
  } catch {
    return [];
  }
}

/** The charts of the environments that the lock does not have. */
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
