import type { RegisteredEngine, ScoringConfig } from '../../lib/scoring/controller';
import { dynamicScorerSpec, type DynamicScorerSpec } from '../../lib/scoring/dynamic-scorer';
import { engineSchema, type Engine } from '../../lib/scoring/engine';
import { expectedConfig } from '../../lib/scoring/expectation';
import type { ScorerStatus } from '../../lib/scoring/health';
import type { AgentCluster } from '../../lib/scoring/summary';

/** An engine with everything in order; `parts` replaces whole top-level fields. */
export function engine(parts: Record<string, unknown> = {}): Engine {
  return engineSchema.parse({
    id: 'cpu',
    name: 'cpu-scorer',
    description: 'Free CPU of a cluster.',
    location: 'Internal',
    configPath: '/config',
    source: {
      type: 'Prometheus',
      host: 'http://prometheus.monitoring.svc:9090',
      query: 'sum(up)',
      range: '1h',
      step: '1m',
    },
    scoring: { path: '/scoring', name: 'free_cpu', interval: '30s' },
    results: { type: 'per-series' },
    metadata: {
      algorithm: 'table',
      features: ['cpu'],
      outputs: ['free'],
      unit: 'percent',
      range: { min: 0, max: 100 },
      direction: 'higher-is-better',
    },
    ...parts,
  });
}

/** The spec of an engine whose scorer answers at http://scorer.example:8000; `changes` removes fields by undefined. */
export function spec(of: Engine = engine(), changes: Record<string, unknown> = {}): DynamicScorerSpec {
  return { ...dynamicScorerSpec(of, { hub: 'http://scorer.example:8000' }), ...changes };
}

/** An engine as the controller knows it, its scorer answering just what is declared. */
export function registered(of: Engine = engine(), changes: Record<string, unknown> = {}): RegisteredEngine {
  const status: ScorerStatus =
    of.configSyncMode === 'Full' ? { health: 'Active', lastSyncedConfig: expectedConfig(of) } : { health: 'Active' };
  return { name: of.name, spec: spec(of, changes), status };
}

export const config: ScoringConfig = { name: 'dynamic-scoring-config', masks: [] };
export const worker01: AgentCluster = { name: 'worker01', secrets: [] };
