import { findingKind } from '../../model/finding-kind';
import type { DynamicScorerSpec } from '../dynamic-scorer';
import type { SyncedConfig } from '../health';
import type { EngineFault } from '../engine-fault';

export const scoringPathMissing = findingKind({
  code: 'scoring-path-missing',
  why: "The CRD's description promises a default of /score, but there is none: the agent posts to the bare host.",
  fix: 'Set spec.scoring.path, or let the scorer answer with scoring.path.',
  messages: {
    missing: 'got no path; the agent would post to the bare host: set it, as in "/scoring"',
  },
});

/** Whether neither the DynamicScorer nor its scorer's answer, as far as that is known, has a path. */
export function checkScoringPath(
  engine: string,
  spec: DynamicScorerSpec,
  config: SyncedConfig = {},
): readonly EngineFault[] {
  const synced = spec.configSyncMode === 'Full' && config.scoring?.path;
  if (spec.scoring?.path || synced) return [];
  return [scoringPathMissing.fault('missing', {}, { engine, path: ['spec', 'scoring', 'path'] })];
}
