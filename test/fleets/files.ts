import { describedTypes } from './eks';

const plugin = `export const headroom = {
  id: 'headroom',
  engines: [
    {
      id: 'headroom',
      name: 'cluster-headroom',
      description: 'Idle share of all processors of a cluster, in percent.',
      location: 'External',
      configSyncMode: 'None',
      configPath: '/config',
      source: {
        type: 'Prometheus',
        host: 'http://kube-prometheus-kube-prome-prometheus.monitoring.svc:9090',
        query: '100 * avg(rate(node_cpu_seconds_total{mode="idle"}[5m]))',
        range: '10m',
        step: '1m',
      },
      scoring: { path: '/scoring', name: 'cluster_headroom', interval: '1m' },
      dimensionFormat: '\${scoreName}',
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
`;

const nodes = describedTypes.map((type) => ({
  'node.kubernetes.io/instance-type': type,
  'kubernetes.io/arch': type.startsWith('c7g') ? 'arm64' : 'amd64',
  'feature.node.kubernetes.io/cpu-model.family': '25',
}));

/** The files that generated environments name, from the folder of the environment files. */
export const namedFiles: Readonly<Record<string, string>> = {
  'scorers/headroom.ts': plugin,
  'files/node-features.json': JSON.stringify(nodes),
};
