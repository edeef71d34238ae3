import { defineScorer } from '../scorer';

/** Answers with fixed scores for two applications on three GPU profiles, the same for every cluster. */
export const staticScorer = defineScorer({
  id: 'static',
  workload: {
    name: 'static-scorer',
    namespace: 'dynamic-scoring',
    image: 'quay.io/dynamic-scoring/static-scorer:latest',
    port: 8000,
    healthPath: '/healthz',
    env: [],
    writesModelDir: false,
  },
  engines: [
    {
      id: 'static/performance',
      name: 'example-performance-scorer',
      description: 'Fixed performance of an application on a GPU profile.',
      location: 'Internal',
      configPath: '/performance/config',
      source: { type: 'None' },
      scoring: { path: '/performance/scoring', name: 'example_performance_score', interval: '30s' },
      dimensionFormat: '${app};${device}',
      results: {
        type: 'fixed',
        items: [
          { labels: { app: 'app01', device: 'all' }, score: 80 },
          { labels: { app: 'app02', device: 'all' }, score: 80 },
          { labels: { app: 'app01', device: '3g.48gb' }, score: 60 },
          { labels: { app: 'app02', device: '3g.48gb' }, score: 55 },
          { labels: { app: 'app01', device: '2g.24gb' }, score: 10 },
          { labels: { app: 'app02', device: '2g.24gb' }, score: 15 },
        ],
      },
      metadata: {
        algorithm: 'table',
        features: [],
        outputs: ['performance'],
        unit: 'points',
        range: { min: 10, max: 80 },
        direction: 'higher-is-better',
        goal: 'performance',
      },
    },
    {
      id: 'static/powerconsumption',
      name: 'example-powerconsumption-scorer',
      description: 'Fixed power thrift of an application on a GPU profile: the higher, the less power it draws.',
      location: 'Internal',
      configPath: '/powerconsumption/config',
      source: { type: 'None' },
      scoring: { path: '/powerconsumption/scoring', name: 'example_powerconsumption_score', interval: '30s' },
      dimensionFormat: '${app};${device}',
      results: {
        type: 'fixed',
        items: [
          { labels: { app: 'app01', device: 'all' }, score: 20 },
          { labels: { app: 'app02', device: 'all' }, score: 10 },
          { labels: { app: 'app01', device: '3g.48gb' }, score: 30 },
          { labels: { app: 'app02', device: '3g.48gb' }, score: 55 },
          { labels: { app: 'app01', device: '2g.24gb' }, score: 80 },
          { labels: { app: 'app02', device: '2g.24gb' }, score: 90 },
        ],
      },
      metadata: {
        algorithm: 'table',
        features: [],
        outputs: ['power_thrift'],
        unit: 'points',
        range: { min: 10, max: 90 },
        direction: 'higher-is-better',
        goal: 'energy',
      },
    },
  ],
});
