import type { Located } from '../../graph/located';
import type { RegisteredEngine } from '../../scoring/controller';
import type { DynamicScorerSpec } from '../../scoring/dynamic-scorer';
import type { SyncedConfig } from '../../scoring/health';
import type { EngineFault } from '../../scoring/engine-fault';
import { fieldOf } from '../engine/fault';
import type { Typed } from '../engine/object-rule';
import type { Fault } from '../engine/rule';

/** A DynamicScorer as the controller sees it when it is healthy; undefined where nothing makes it yet. */
export function registered(
  { manifest, uninstantiated }: Typed<'dynamic-scoring.open-cluster-management.io/v1alpha1/DynamicScorer'>,
  answer: SyncedConfig,
): RegisteredEngine | undefined {
  if (uninstantiated) return undefined;
  const { metadata, spec = nothing } = manifest;
  const synced = spec.configSyncMode === 'Full' && { lastSyncedConfig: answer };
  return { name: metadata.name, spec, status: { health: 'Active', ...synced } };
}

/** An answer of /config that lacks nothing; `host` is not read where it says nothing. */
export const fullAnswer: SyncedConfig = {
  source: { type: 'Prometheus', host: 'http://prometheus', params: { query: 'up', range: 1, step: 1 } },
  scoring: { path: '/score', params: { name: 'score', interval: 1 } },
};

/** The CRD does not ask for a spec. */
const nothing: DynamicScorerSpec = { description: '', configURL: '', configSyncMode: 'None' };

/** A fault of the scoring model as one of the object. */
export function faultOfObject(located: Located, fault: EngineFault): Fault {
  return { ...fault, ...fieldOf(located, fault.path) };
}
