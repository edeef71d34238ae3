import { defineScorer } from '../scorer';

/** Foretells each pod's CPU use and rates how likely it passes a threshold. */
export const simplePrediction = defineScorer({
  id: 'simple-prediction',
  workload: {
    name: 'simple-prediction-scorer',
    namespace: 'dynamic-scoring',
    image: 'quay.io/dynamic-scoring/simple-prediction-scorer:latest',
    port: 8000,
    healthPath: '/healthz',
    env: [
      { name: 'THRESHOLD', type: 'number', default: 1, description: 'CPU cores at which the score is 50.' },
      { name: 'ALPHA', type: 'number', default: 20, description: 'Steepness of the score around the threshold.' },
      { name: 'MIN_LENGTH', type: 'integer', default: 20, description: 'Points that a series needs to be scored.' },
      { name: 'HORIZON_LENGTH', type: 'integer', default: 10, description: 'Steps to foretell.' },
      {
        name: 'MAX_RMSE_THRESHOLD',
        type: 'number',
        default: 20,
        description: 'Error of the stored model above which it is trained anew.',
      },
    ],
    writesModelDir: true,
  },
  engines: [
    {
      id: 'simple-prediction',
      name: 'simple-prediction-scorer',
      description: 'How likely the CPU use of a pod passes the threshold within the next steps: 0 hardly, 100 surely.',
      location: 'Internal',
      configPath: '/config',
      source: {
        type: 'Prometheus',
        host: 'http://kube-prometheus-kube-prome-prometheus.monitoring.svc:9090',
        query: 'sum by (node, namespace, pod) (rate(container_cpu_usage_seconds_total{container!="", pod!=""}[1m]))',
        range: '1h',
        step: '30s',
      },
      scoring: {
        path: '/scoring',
        name: 'simple_prediction_score',
        interval: '30s',
        auth: { name: 'api-auth-secret', key: 'token' },
      },
      dimensionFormat: '${namespace}',
      results: { type: 'per-series', adds: ['meta'] },
      metadata: {
        algorithm: 'linear regression on lagged values, logistic score',
        features: ['cpu_cores'],
        outputs: ['threshold_excess'],
        // An hour in steps of 30 s, by pod; trained by the running scorer itself.
        trainingRecords: 120,
        unit: 'percent',
        range: { min: 0, max: 100 },
        direction: 'lower-is-better',
      },
    },
  ],
});
