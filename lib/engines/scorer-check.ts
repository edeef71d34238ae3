import { formatPath } from '../model/origin';
import type { Engine } from '../scoring/engine';
import { compareConfig, expectedConfig, type ExpectedConfig } from '../scoring/expectation';
import { healthPath } from '../scoring/framework';
import { ScorerClient, ScorerError, type ScorerConnection } from './scorer-client';

/** One thing that was looked at; `fault` says what is wrong with it. */
export interface CheckedPoint {
  /** `/healthz`, `/config`, or a field of the configuration such as `scoring.params.name`. */
  readonly point: string;
  readonly expected: string;
  readonly fault?: string;
}

/**
 * Compares a running scorer with what is declared for one engine: its health, and field by field its configuration, which
 * under `configSyncMode: Full` would win over the DynamicScorer without a word.
 */
export async function checkScorer(
  engine: Engine,
  connection: ScorerConnection,
  expected: ExpectedConfig = expectedConfig(engine),
): Promise<readonly CheckedPoint[]> {
  const client = new ScorerClient(connection);
  const health = await checkHealth(client);
  if (engine.configSyncMode === 'None') return [health];
  return [health, ...(await checkConfig(client, engine.configPath, expected))];
}

async function checkHealth(client: ScorerClient): Promise<CheckedPoint> {
  const point = { point: healthPath, expected: '200' };
  const fault = await faultOf(() => client.healthy(healthPath));
  return { ...point, ...(fault instanceof ScorerError && { fault: fault.message }) };
}

async function checkConfig(
  client: ScorerClient,
  path: string,
  expected: ExpectedConfig,
): Promise<readonly CheckedPoint[]> {
  const answer = await faultOf(() => client.config(path));
  if (answer instanceof ScorerError) {
    const trap =
      answer.failure === 'status' && answer.message.includes('in JSON')
        ? '; the hub counts it as healthy all the same, with an empty configuration'
        : '';
    return [{ point: path, expected: 'a configuration', fault: `${answer.message}${trap}` }];
  }
  const faults = new Map(compareConfig(expected, answer).map(({ path: at, message }) => [formatPath(at), message]));
  const whole = faults.get('');
  if (whole !== undefined) return [{ point: path, expected: 'a configuration', fault: whole }];
  const fields = expectedFields(expected);
  const extra = [...faults.keys()].filter((field) => !fields.some(([name]) => name === field));
  return [
    ...fields.map(([field, value]) => checked(field, value, faults.get(field))),
    ...extra.map((field) => checked(field, 'nothing', faults.get(field))),
  ];
}

function checked(point: string, expected: string, fault: string | undefined): CheckedPoint {
  return { point, expected, ...(fault !== undefined && { fault }) };
}

function expectedFields(value: object, prefix = ''): [string, string][] {
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]): [string, string][] =>
    typeof inner === 'object' && inner !== null
      ? expectedFields(inner, `${prefix}${key}.`)
      : [[`${prefix}${key}`, String(inner)]],
  );
}

/** What a request yields: its value or the ScorerError that it ended with. */
async function faultOf<T>(request: () => Promise<T>): Promise<T | ScorerError> {
  try {
    return await request();
  } catch (error) {
    if (error instanceof ScorerError) return error;
    throw error;
  }
}
