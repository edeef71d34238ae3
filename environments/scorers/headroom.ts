import type { ScorerData } from 'scorewright';

/**
 * Idle processors of a whole cluster, rated by a scorer that runs outside the fleet: the program of the scorer `sample`,
 * which averages whatever series it is sent. Its own `/config` speaks of pods, so it is registered without it.
 */
export const headroom: ScorerData = {
  id: 'headroom',
  engines: [
    {
      id: 'headroom',
      name: 'cluster-headroom',
      description: 'Idle share of all processors of a cluster over the last ten minutes, in percent.',
      location: 'External',
      configSyncMode: 'None',
      configPath: '/config',
      source: {
        type: 'Prometheus',
        host: 'http://kube-prometheus-kube-prome-prometheus.monitoring.svc:9090',
        // One series for each cluster, scaled to whole numbers.
        query: '100 * avg(rate(node_cpu_seconds_total{mode="idle"}[5m]))',
        range: '10m',
        step: '1m',
      },
      scoring: { path: '/scoring', name: 'cluster_headroom', interval: '1m' },
      dimensionFormat: '${scoreName}',
      results: { type: 'per-series', adds: ['meta'] },
      metadata: {
        algorithm: 'arithmetic mean',
        features: ['idle_percent'],
        outputs: ['mean_idle_percent'],
        unit: 'percent',
        range: { min: 0, max: 100 },
        direction: 'higher-is-better',
        goal: 'performance',
      },
    },
  ],
};
