import { defineScorer } from '../scorer';

/** Averages the CPU use of each pod over the last hour. */
export const sample = defineScorer({
  id: 'sample',
  workload: {
    name: 'sample-scorer',
    namespace: 'dynamic-scoring',
    image: 'quay.io/dynamic-scoring/sample-scorer:latest',
    port: 8000,
    healthPath: '/healthz',
    env: [],
    writesModelDir: false,
  },
  engines: [
    {
      id: 'sample',
      name: 'sample-scorer',
      description: 'Average CPU use of every pod over the last hour, in cores.',
      location: 'Internal',
      configPath: '/config',
      source: {
        type: 'Prometheus',
        host: 'http://kube-prometheus-kube-prome-prometheus.monitoring.svc:9090',
        query: 'sum by (node, namespace, pod) (rate(container_cpu_usage_seconds_total{container!="", pod!=""}[1m]))',
        range: '1h',
        step: '1m',
      },
      scoring: { path: '/scoring', name: 'sample_my_score', interval: '30s' },
      dimensionFormat: '${node};${namespace};${pod}',
      results: { type: 'per-series', adds: ['meta'] },
      metadata: {
        algorithm: 'arithmetic mean',
        features: ['cpu_cores'],
        outputs: ['mean_cpu_cores'],
        unit: 'cores',
        // Of one pod: fractions of a core, save for the busiest.
        range: { min: 0, max: 0.99 },
        direction: 'lower-is-better',
      },
    },
  ],
});
