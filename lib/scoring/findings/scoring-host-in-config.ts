import type { FindingKind } from '../../model/finding';
import { joinURL } from '../endpoint';
import type { SyncedConfig } from '../health';
import type { Problem } from '../problem';

export const scoringHostInConfig: FindingKind = {
  code: 'scoring-host-in-config',
  why: "When a scorer's /config answers with scoring.host, the controller takes source.host in its place.",
  fix: 'Leave scoring.host out of the answer; set scoring.host of the engine, or let it come from configURL.',
};

/** Whether an answer of `/config` sends score requests to the wrong place. */
export function checkConfigHost(engine: string, config: SyncedConfig): readonly Problem[] {
  const host = config.scoring?.host;
  if (!host) return [];
  const instead = joinURL(config.source?.host ?? '', config.scoring?.path ?? '');
  const effect = instead === undefined ? 'the engine would be left out' : `score requests would go to ${instead}`;
  const message = `got "${host}"; ${effect}: leave scoring.host out of the answer`;
  return [{ code: scoringHostInConfig.code, severity: 'error', engine, path: ['scoring', 'host'], message }];
}
