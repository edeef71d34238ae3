import { show } from '../model/words';
import { isObject } from '../model/json';
import { formatPath, type Path } from '../model/origin';
import { seconds } from '../model/duration';
import type { Engine } from './engine';

/** What the `/config` of a scorer must answer for one engine; other keys, such as a description, may come with it. */
export interface ExpectedConfig {
  readonly name: string;
  readonly source: {
    readonly type: 'Prometheus' | 'None';
    readonly host?: string;
    readonly path?: string;
    readonly params?: { readonly query: string; readonly range: number; readonly step: number };
  };
  readonly scoring: {
    readonly path: string;
    readonly params: { readonly name: string; readonly interval: number };
  };
}

/** The answer that leaves what the environment declares as it is. Under `Full` the answer wins over the DynamicScorer. */
export function expectedConfig(engine: Engine): ExpectedConfig {
  const { source, scoring } = engine;
  return {
    name: engine.name,
    source:
      source.type === 'None'
        ? { type: 'None' }
        : {
            type: source.type,
            ...(source.host === undefined ? {} : { host: source.host }),
            path: source.path,
            params: { query: source.query, range: seconds(source.range), step: seconds(source.step) },
          },
    scoring: { path: scoring.path, params: { name: scoring.name, interval: seconds(scoring.interval) } },
  };
}

/** One field of an answer that is not as declared. */
export interface ConfigDifference {
  readonly path: Path;
  /** Absent where the answer must not have the field. */
  readonly expected?: unknown;
  /** Absent where the answer lacks the field. */
  readonly got?: unknown;
  readonly message: string;
}

/**
 * Compares an answer, parsed from JSON, with what is expected, field by field. A `null` counts as absent, as it does
 * for the controller. `scoring.host` must be absent: the controller then takes `source.host` in its place.
 */
export function compareConfig(expected: ExpectedConfig, answer: unknown): readonly ConfigDifference[] {
  if (!isObject(answer)) {
    return [{ path: [], expected, got: answer, message: `got ${show(answer)}; a config is a JSON object` }];
  }
  const differences = leaves(expected).flatMap(([path, value]) => {
    const got = valueAt(answer, path);
    return got === value ? [] : [difference(path, value, got)];
  });
  const host = valueAt(answer, ['scoring', 'host']);
  if (host === undefined || host === '') return differences;
  const message =
    `got ${show(host)}; a scorer must not answer with scoring.host, since the controller then sends score requests ` +
    'to source.host: leave it out, and set scoring.host of the DynamicScorer instead';
  return [...differences, { path: ['scoring', 'host'], got: host, message }];
}

function difference(path: Path, expected: unknown, got: unknown): ConfigDifference {
  const declared = `the environment declares ${show(expected)} for ${formatPath(path)}`;
  return got === undefined
    ? { path, expected, message: `got nothing; ${declared}` }
    : { path, expected, got, message: `got ${show(got)}; ${declared}` };
}

function leaves(value: object, path: Path = []): [Path, unknown][] {
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]): [Path, unknown][] =>
    isObject(inner) ? leaves(inner, [...path, key]) : [[[...path, key], inner]],
  );
}

function valueAt(value: unknown, path: Path): unknown {
  const found = path.reduce<unknown>((inner, key) => (isObject(inner) ? inner[key] : undefined), value);
  return found ?? undefined;
}
