import { isDeepStrictEqual } from 'node:util';
import { at, fieldsOf, isObject } from '../model/json';
import type { Manifest } from '../model/manifest';

/** What an agent's worker goes on with although its DynamicScorer says something else. */
export interface KeptSummary {
  /** The worker's: there is one for each score name. */
  readonly score: string;
  /** What it goes on with, as people call it. */
  readonly keeps: readonly string[];
}

/** The parts of a DynamicScorer that a worker reads once, at its start. */
const parts: readonly (readonly [name: string, ...paths: (readonly string[])[]])[] = [
  ['address', ['scoring', 'host'], ['scoring', 'path']],
  ['interval', ['scoring', 'params', 'interval']],
  ['source', ['source', 'type'], ['source', 'host'], ['source', 'path']],
  ['query', ['source', 'params']],
  ['dimension format', ['scoreDimensionFormat']],
];

/**
 * An agent keeps one worker for each score name, with the summary that it started with: a change under the same name does not
 * reach it until the agent restarts, or the score is masked and unmasked (dynamic-scoring-framework at 8fc014d). Of a changed
 * Secret it learns by itself.
 */
export function keptSummary(before: Manifest, now: Manifest): KeptSummary | undefined {
  const score = scoreOf(now);
  if (score === undefined || scoreOf(before) !== score) return undefined;
  const keeps = parts.flatMap(([name, ...paths]) =>
    paths.some((path) => !isDeepStrictEqual(summaryValue(before, path), summaryValue(now, path))) ? [name] : [],
  );
  return keeps.length === 0 ? undefined : { score, keeps };
}

function scoreOf({ spec }: Manifest): string | undefined {
  const name = at(spec, 'scoring', 'params', 'name');
  return typeof name === 'string' ? name : undefined;
}

/** Without a host of its own, the worker asks the host of `configURL`. */
function summaryValue({ spec }: Manifest, path: readonly string[]): unknown {
  const value = at(spec, ...path);
  if (value !== undefined || path.join('.') !== 'scoring.host') return isObject(value) ? { ...value } : value;
  const { configURL } = fieldsOf(spec);
  return typeof configURL === 'string' && URL.canParse(configURL) ? new URL(configURL).origin : undefined;
}
