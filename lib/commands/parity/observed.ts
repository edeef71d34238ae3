import { kindKey } from '../../graph/located';
import { clusterNamed } from '../../model/fleet';
import { isObject } from '../../model/json';
import { formatPath, type Path } from '../../model/origin';
import type { Unit } from '../../model/unit';
import type { EnvironmentFile } from '../../environment/environment-file';
import type { Finding } from '../../model/finding';
import { platformOf } from '../../platforms/catalogue';
import { buildUnit } from '../../synth/build';
import { expand, type Expansion } from '../../synth/expand';
import { load, type Settings } from '../../synth/load';
import { Patches } from '../../synth/patch';
import { ClusterFacts, isFollowed } from './cluster-facts';

/** One value of a setting, or of a rendered field. */
export interface Observation {
  /** Values of one row are compared: a setting, or a field of an object on clusters of one kind. */
  readonly row: string;
  /** The unit of a field; one name for all settings, since each environment has them all. */
  readonly unit: string;
  /** The object of a field; one name for all settings. */
  readonly object: string;
  /** As it is written or rendered. */
  readonly value: string;
  /** The value without any `for` and with cluster facts replaced; undefined where it is only there because of a `for`. */
  readonly neutral: string | undefined;
  readonly environment: string;
  /** Absent for a setting. */
  readonly cluster?: string;
  /** The place of a setting in its file. */
  readonly place?: string;
}

/** An environment with all its values. */
export interface Observed {
  readonly name: string;
  readonly findings: readonly Finding[];
  readonly observations: readonly Observation[];
}

/** Reads an environment and builds its units, with and without `for`. Writes nothing. */
export function observe(file: EnvironmentFile): Observed {
  const { name } = file;
  const { settings, source, findings, known } = load(file);
  if (settings === undefined) return { name, findings, observations: [] };
  const actual = expand(settings, source, known.scorers, known);
  const common = withoutFor(settings) as Settings;
  const differs = JSON.stringify(common) !== JSON.stringify(settings);
  const neutral = differs ? expand(common, source, known.scorers, known) : actual;
  const failed = actual.findings.filter(({ severity }) => severity === 'error');
  if (failed.length > 0) return { name, findings: failed, observations: [] };
  const facts = new ClusterFacts(actual.fleet);
  const settingRows = leaves(compared(settings), []).map(({ path, value }): Observation => {
    const { file: where, line, column } = source.position(path);
    return {
      row: `setting ${formatPath(path.map((key) => (typeof key === 'string' ? facts.text(key) : key)))}`,
      ...{ unit: 'settings', object: 'settings' },
      value: show(value),
      neutral: show(facts.value(value)),
      environment: name,
      place: source.has(path) ? `${where}:${line}:${column}` : 'default',
    };
  });
  return { name, findings: [], observations: [...settingRows, ...fieldsOf(name, actual, neutral, facts)] };
}

/** Settings that say how environments differ, and those that only one environment can have. */
const own = new Set(['base', 'clusters', 'consent', 'environment', 'gitops', 'include']);

function compared(settings: Settings): unknown {
  const { secrets, ...rest } = withoutFor(settings) as Record<string, unknown>;
  const { sealed: _, ...backend } = isObject(secrets) ? secrets : {};
  const entries = Object.entries({ ...rest, secrets: backend });
  return Object.fromEntries(entries.filter(([key]) => !own.has(key)));
}

/** The settings as they would be for all clusters alike. */
function withoutFor(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutFor);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).filter(([key]) => key !== 'for' || !('on' in value));
  return Object.fromEntries(entries.map(([key, inner]) => [key, withoutFor(inner)]));
}

function fieldsOf(environment: string, actual: Expansion, neutral: Expansion, facts: ClusterFacts): Observation[] {
  const rows = rowsOf(actual, facts);
  const common = neutral === actual ? rows : rowsOf(neutral, facts);
  return [...rows].flatMap(([cluster, its]) => {
    const without = common.get(cluster);
    return [...its].map(([row, { unit, object, value }]): Observation => {
      const alone = without?.get(row);
      const neutral = alone && show(facts.value(alone.value));
      return { row, unit, object, value: show(value), neutral, environment, cluster };
    });
  });
}

type Field = Pick<Observation, 'unit' | 'object'> & { readonly value: unknown };

/** The rendered fields of each cluster, by row. */
function rowsOf({ units, fleet, settings, source }: Expansion, facts: ClusterFacts): Map<string, Map<string, Field>> {
  const patches = new Patches(settings.patches, fleet, source);
  const rows = new Map<string, Map<string, Field>>();
  for (const unit of units) {
    const cluster = clusterNamed(unit.cluster, fleet);
    if (cluster === undefined) continue;
    const known = rows.get(unit.cluster) ?? new Map<string, Field>();
    rows.set(unit.cluster, known);
    const kind = `${cluster.role === 'hub' ? 'hub' : 'clusters'} on ${platformOf(cluster).name}`;
    const unitRow = `field ${kind}, ${unit.name}`;
    for (const { object, fields } of objectsOf(unit, patches)) {
      const objectRow = `${unitRow} ${facts.text(object)}`;
      for (const { path, value } of leaves(fields, []))
        known.set(`${objectRow} ${facts.text(formatPath(path))}`, { unit: unitRow, object: objectRow, value });
    }
  }
  return rows;
}

interface Rendered {
  readonly object: string;
  readonly fields: unknown;
}

function objectsOf(unit: Unit, patches: Patches): Rendered[] {
  if (unit.content.type === 'chart') return [{ object: `Chart ${unit.name}`, fields: unit.content.source }];
  const built = patches.apply(unit.component, buildUnit(unit, unit.content).rendered);
  return built.map(({ manifest }) => {
    const { namespace, name } = manifest.metadata;
    return { object: `${kindKey(manifest).split('/').pop() ?? ''} ${namespace ?? ''}/${name}`, fields: manifest };
  });
}

interface Leaf {
  readonly path: Path;
  readonly value: unknown;
}

/**
 * Every value without values inside. A list is one value, because an item that is added shifts all items behind it; a list of
 * named items is a map.
 */
function leaves(value: unknown, path: Path): Leaf[] {
  const map = Array.isArray(value) ? byName(value) : value;
  if (!isObject(map) || Object.keys(map).length === 0) return [{ path, value }];
  const entries = Object.entries(map).filter(([key, inner]) => inner !== undefined && !isFollowed(key));
  return entries.flatMap(([key, inner]) => leaves(inner, [...path, key]));
}

function byName(items: readonly unknown[]): unknown {
  const named = items.flatMap((item) =>
    isObject(item) && typeof item.name === 'string' ? [[item.name, item] as const] : [],
  );
  const map = Object.fromEntries(named);
  return named.length === items.length && Object.keys(map).length === items.length ? map : items;
}

function show(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
