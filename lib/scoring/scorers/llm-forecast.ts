import { defineScorer } from '../scorer';

/** Lets a language model continue each pod's CPU use by one value. */
export const llmForecast = defineScorer({
  id: 'llm-forecast',
  workload: {
    name: 'llm-forecast-scorer',
    namespace: 'dynamic-scoring',
    image: 'quay.io/dynamic-scoring/llm-forecast-scorer:latest',
    port: 8000,
    healthPath: '/healthz',
    env: [
      { name: 'MODEL_NAME', type: 'text', description: 'The model, as the inference endpoint knows it.' },
      {
        name: 'INFERENCE_ENDPOINT',
        type: 'url',
        description: 'Completions URL of an OpenAI-compatible server, path included: http://host:8000/v1/completions.',
      },
    ],
    writesModelDir: false,
  },
  engines: [
    {
      id: 'llm-forecast',
      name: 'llm-forecast-scorer',
      description: 'Next CPU use of every pod as a language model foretells it, in cores.',
      location: 'External',
      configPath: '/config',
      source: {
        type: 'Prometheus',
        host: 'http://kube-prometheus-kube-prome-prometheus.monitoring.svc:9090',
        query: 'sum by (node, namespace, pod) (rate(container_cpu_usage_seconds_total{container!="", pod!=""}[1m]))',
        range: '1h',
        step: '1m',
      },
      scoring: {
        path: '/scoring',
        name: 'llm_forecast_score',
        interval: '1m',
        auth: { name: 'api-auth-secret', key: 'token' },
      },
      dimensionFormat: '${node};${namespace};${pod}',
      results: { type: 'per-series' },
      metadata: {
        algorithm: 'language model',
        features: ['cpu_cores'],
        outputs: ['next_cpu_cores'],
        unit: 'cores',
        // Of one pod, as in the series that the model continues; 0 where it answers with no number.
        range: { min: 0, max: 0.99 },
        direction: 'lower-is-better',
      },
    },
  ],
});
