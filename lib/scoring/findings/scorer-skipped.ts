import { findingKind } from '../../model/finding-kind';
import type { Path } from '../../model/origin';
import { summaries, type RegisteredEngine, type SkipReason } from '../controller';
import { configName } from '../framework';
import type { EngineFault } from '../engine-fault';

export const scorerSkipped = findingKind({
  code: 'scorer-skipped',
  why: 'The CRD lets nearly every field be absent, but the controller leaves out a scorer that lacks one, with only a log line.',
  fix: 'Set the field that the message names.',
  messages: {
    leftOut: 'got nothing usable; the controller leaves this scorer out on every cluster: {fix}',
  },
});

/** What a DynamicScorer itself can be blamed for; masks, health and the DynamicScoringConfig it cannot. */
const blamed: Readonly<Partial<Record<SkipReason, readonly [path: Path, fix: string]>>> = {
  'no-score-name': [['spec', 'scoring', 'params', 'name'], 'set the score name'],
  'no-source-type': [['spec', 'source', 'type'], 'set Prometheus or None'],
  'source-endpoint-invalid': [['spec', 'source', 'host'], 'set a host with its scheme, as in "http://prometheus:9090"'],
  'source-auth-incomplete': [['spec', 'source', 'auth', 'tokenSecretRef'], 'set name and key'],
  'scoring-endpoint-invalid': [['spec', 'scoring', 'host'], 'set a host with its scheme, as in "http://scorer:8000"'],
  'scoring-auth-incomplete': [['spec', 'scoring', 'auth', 'tokenSecretRef'], 'set name and key'],
  'no-query': [['spec', 'source', 'params', 'query'], 'set a query'],
  'no-range': [['spec', 'source', 'params', 'range'], 'set the seconds to look back, more than 0'],
  'no-step': [['spec', 'source', 'params', 'step'], 'set the seconds between two points, more than 0'],
  'no-interval': [['spec', 'scoring', 'params', 'interval'], 'set the seconds between two scores, more than 0'],
  'no-location': [['spec', 'location'], 'set Internal or External'],
  'no-destination': [['spec', 'scoreDestination'], 'set AddOnPlacementScore or None'],
};

/** Whether the controller leaves the engine out on every cluster, although it is healthy and nothing masks it. */
export function checkSkipped(engine: RegisteredEngine): readonly EngineFault[] {
  const healthy = { ...engine, status: { lastSyncedConfig: {}, ...engine.status, health: 'Active' as const } };
  const [telling] = summaries([healthy], { name: configName, masks: [] }, { name: '', secrets: [] });
  const blame = telling?.type === 'skipped' ? blamed[telling.reason] : undefined;
  if (blame === undefined) return [];
  const [path, fix] = blame;
  return [scorerSkipped.fault('leftOut', { fix }, { engine: engine.name, path })];
}
