import { z } from 'zod';
import type { Results } from '../engine';
import { defineScorer, type ConfigSetting } from '../scorer';

/** The GPU profiles that the program can recognize in the metrics; each other one counts as `all`. */
const devices = ['all', '1g.12gb', '2g.24gb', '3g.48gb'] as const;

/** The program's `static/config.json`: the keys that it reads and no others. */
export const aiWorkloadConfigSchema = z
  .strictObject({
    applications: z
      .array(
        z
          .strictObject({
            name: z.string().min(1).meta({ description: 'The name of the application.' }),
            device_candidates: z
              .array(z.enum(devices))
              .min(1)
              .readonly()
              .meta({ description: 'The GPU profiles that it can run on.' }),
            /** Globs (`*`, `?`) over pod names; the first that fits, in the order of the file, decides. */
            pod_alias: z.array(z.string().min(1)).readonly().meta({ description: 'Globs over the names of its pods.' }),
          })
          .readonly(),
      )
      .min(1)
      .readonly()
      .meta({ description: 'The applications that it rates.' }),
    static_score: z
      .strictObject({
        performance: z
          .array(
            z
              .strictObject({
                metric: z
                  .strictObject({
                    app: z.string().min(1).meta({ description: 'The application.' }),
                    device: z.string().min(1).meta({ description: 'The GPU profile.' }),
                  })
                  .readonly()
                  .meta({ description: 'What is rated.' }),
                score: z.number().meta({ description: 'Its score.' }),
              })
              .readonly(),
          )
          .min(1)
          .readonly()
          .meta({ description: 'The performance of each application on each profile.' }),
      })
      .readonly()
      .meta({ description: 'Scores that never change.' }),
  })
  .readonly();
export type AiWorkloadConfig = z.infer<typeof aiWorkloadConfigSchema>;

/** Two applications on three profiles, as upstream's sample has them. */
export const aiWorkloadConfig: AiWorkloadConfig = {
  applications: ['app01', 'app02'].map((name) => ({
    name,
    device_candidates: ['all', '2g.24gb', '3g.48gb'],
    pod_alias: [`${name}*`],
  })),
  static_score: {
    performance: [
      { metric: { app: 'app01', device: 'all' }, score: 80 },
      { metric: { app: 'app02', device: 'all' }, score: 80 },
      { metric: { app: 'app01', device: '3g.48gb' }, score: 60 },
      { metric: { app: 'app02', device: '3g.48gb' }, score: 55 },
      { metric: { app: 'app01', device: '2g.24gb' }, score: 10 },
      { metric: { app: 'app02', device: '2g.24gb' }, score: 15 },
    ],
  },
};

/** What the power engine answers under a configuration: one changing score for each application on each profile. */
export function powerResults(config: AiWorkloadConfig): Results {
  const items = config.applications.flatMap((application) =>
    application.device_candidates.map((device) => ({ labels: { app: application.name, device } })),
  );
  return { type: 'fixed', items };
}

/** What the performance engine answers under a configuration: its table, whatever the query yields. */
function performanceResults(config: AiWorkloadConfig): Results {
  const items = config.static_score.performance.map(({ metric, score }) => ({ labels: metric, score }));
  return { type: 'fixed', items };
}

const thanos = 'https://thanos-querier.openshift-monitoring.svc.cluster.local:9091';
const sourceToken = { name: 'source-query-secret', key: 'token' };

/** Rates the power headroom of GPU applications from a forecast, and their performance from a table. */
export const aiWorkload = defineScorer({
  id: 'ai-workload',
  workload: {
    name: 'ai-workload-scorer',
    namespace: 'ai-workload-scoring',
    image: 'quay.io/dynamic-scoring/ai-workload-scorer:latest',
    port: 8000,
    healthPath: '/healthz',
    env: [
      { name: 'THRESHOLD', type: 'number', default: 650, description: 'Watts at which the power score is half-way.' },
      { name: 'ALPHA', type: 'number', default: 0.01, description: 'Steepness of the score around the threshold.' },
      { name: 'OFFSET', type: 'number', default: 10, description: 'The lowest power score, also given without data.' },
      { name: 'MIN_LENGTH', type: 'integer', default: 20, description: 'Points that a node needs for a forecast.' },
      { name: 'HORIZON_LENGTH', type: 'integer', default: 10, description: 'Steps to foretell.' },
      {
        name: 'MAX_RMSE_THRESHOLD',
        type: 'number',
        default: 20,
        description: 'Error of the stored model above which it is trained anew.',
      },
    ],
    writesModelDir: true,
    configFile: {
      configMap: 'ai-workload-scorer-config',
      key: 'config.json',
      mountPath: '/app/static/config.json',
      content: z.json().parse(aiWorkloadConfig),
    },
  },
  engines: [
    {
      id: 'ai-workload/power',
      name: 'ai-workload-power-scorer',
      description: "Power headroom for an application on a GPU profile, from a forecast of the GPUs' power.",
      location: 'External',
      configPath: '/power/config',
      source: {
        type: 'Prometheus',
        host: thanos,
        query: 'sum(DCGM_FI_DEV_POWER_USAGE) by (GPU_I_ID, GPU_I_PROFILE, exported_pod, Hostname)',
        range: '1h',
        step: '1m',
        auth: sourceToken,
      },
      scoring: { path: '/power/scoring', name: 'ai_workload_power_score', interval: '30s' },
      dimensionFormat: '${app};${device}',
      results: powerResults(aiWorkloadConfig),
      metadata: {
        algorithm: 'linear regression on lagged values, logistic score',
        features: ['gpu_power_watts'],
        outputs: ['power_headroom'],
        // An hour in steps of one minute, by node; trained by the running scorer itself.
        trainingRecords: 60,
        unit: 'percent',
        // From OFFSET up to 100 (`main.py`, power_scoring_timeseries).
        range: { min: 10, max: 100 },
        direction: 'higher-is-better',
        goal: 'energy',
      },
    },
    {
      id: 'ai-workload/performance',
      name: 'ai-workload-perf-scorer',
      description: "Performance of an application on a GPU profile, from the scorer's table.",
      location: 'External',
      configPath: '/performance/config',
      source: {
        type: 'Prometheus',
        host: thanos,
        query: 'sum(irate(vllm:generation_tokens_total[1m])) by (pod)',
        range: '1h',
        step: '1m',
        auth: sourceToken,
      },
      scoring: { path: '/performance/scoring', name: 'ai_workload_perf_score', interval: '30s' },
      dimensionFormat: '${app};${device}',
      results: performanceResults(aiWorkloadConfig),
      metadata: {
        algorithm: 'table',
        features: ['generated_tokens_per_second'],
        outputs: ['performance'],
        unit: 'points',
        range: { min: 10, max: 80 },
        direction: 'higher-is-better',
        goal: 'performance',
      },
    },
  ],
});

/** An environment may name its own applications; what the engines answer, and between what, follows from them. */
export const aiWorkloadSetting: ConfigSetting = {
  schema: aiWorkloadConfigSchema,
  answers: (content) => {
    const config = aiWorkloadConfigSchema.parse(content);
    const scores = config.static_score.performance.map(({ score }) => score);
    return {
      'ai-workload/power': { results: powerResults(config) },
      'ai-workload/performance': {
        results: performanceResults(config),
        range: { min: Math.min(...scores), max: Math.max(...scores) },
      },
    };
  },
};
