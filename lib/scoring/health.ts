import { z } from 'zod';
import type { DynamicScorerSpec } from './dynamic-scorer';

const text = z.string().nullish();
const whole = z.int().nullish();

/**
 * An answer of `/config` as the controller reads it: any object passes whose known fields have the right type; every
 * field may be missing, and unknown ones are dropped. The source's type is taken as it stands, also `prometheus`.
 */
const syncedConfigSchema = z.object({
  name: text,
  source: z
    .object({
      type: text,
      host: text,
      path: text,
      params: z.object({ query: text, range: whole, step: whole }).nullish(),
    })
    .nullish(),
  scoring: z.object({ host: text, path: text, params: z.object({ name: text, interval: whole }).nullish() }).nullish(),
});
/** The answer of `/config` that the hub's controller keeps. */
export type SyncedConfig = z.infer<typeof syncedConfigSchema>;

/** The status that the hub's controller keeps. */
export interface ScorerStatus {
  readonly health: 'Active' | 'Inactive' | 'Unknown';
  readonly lastSyncedConfig?: SyncedConfig;
}

/** What a GET from a pod of the hub yields: a status code and a body, or nothing (no route, no name, unknown CA). */
export type Answer = { readonly status: number; readonly body: string } | 'none';

/**
 * The status after a round of the controller. Under `Full` it asks `configURL` itself and looks at no status code: any
 * JSON that fits counts as Active, also a 404 page. Under `None` it asks `/healthz` on the host of `configURL` and wants
 * 200. An earlier `lastSyncedConfig` stays in both, also after a switch from `Full` to `None`.
 */
export function statusAfterRound(
  spec: Pick<DynamicScorerSpec, 'configSyncMode'>,
  answer: Answer,
  before: ScorerStatus = { health: 'Unknown' },
): ScorerStatus {
  if (spec.configSyncMode === 'None') {
    return { ...before, health: answer !== 'none' && answer.status === 200 ? 'Active' : 'Inactive' };
  }
  const config = answer === 'none' ? undefined : readConfig(answer.body);
  return config === undefined ? { ...before, health: 'Inactive' } : { health: 'Active', lastSyncedConfig: config };
}

function readConfig(body: string): SyncedConfig | undefined {
  try {
    const data: unknown = JSON.parse(body);
    return data === null ? {} : syncedConfigSchema.safeParse(data).data;
  } catch {
    return undefined;
  }
}
