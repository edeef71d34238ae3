import { z } from 'zod';
import { rejecting } from '../../environment/rejection';
import { findingKind } from '../../model/finding-kind';
import { prometheusRelease } from '../../environment/prometheus';
import { duration, type Duration } from '../../environment/values/duration-syntax';
import { seconds } from '../../model/duration';
import { groupKind } from '../../kinds/group-kind';
import type { Ref } from '../../model/ref';
import type { Chart } from '../../model/unit';
import { kinds, type ChartDefinition } from './chart-definition';
import { kubePrometheusStack } from './kube-prometheus-stack';

export const keplerVersion = findingKind({
  code: 'kepler-version',
  why: 'EnergetiScope asks for kepler_container_joules_total by container_namespace and pod_name; newer releases renamed both.',
  fix: 'Use one of the releases that the message names.',
  messages: {
    otherVersion: 'got {got:json}; only {value} export kepler_container_joules_total as EnergetiScope asks for it',
  },
});

/** Releases that have the metric and the labels, with the chart that installs each. */
const charts: ReadonlyMap<string, string> = new Map([
  ['0.7.10', '0.5.7'],
  ['0.7.11', '0.5.10'],
  ['0.7.12', '0.5.13'],
  ['0.8.0', '0.5.14'],
]);
const newest = '0.8.0';

interface KeplerSettings {
  /** Kepler's own release, not the chart's version. */
  readonly release: string;
  readonly interval: Duration;
}

/** The chart's values that are set; the chart has more. */
interface KeplerValues {
  readonly serviceMonitor: {
    readonly enabled: boolean;
    readonly interval: string;
    /** At most the interval. */
    readonly scrapeTimeout: string;
    /** Prometheus reads only monitors with its release as a label. */
    readonly labels: { readonly release: string };
  };
}

const namespace = 'kepler';
const releaseName = 'kepler';
/** The port of its Service. */
const keplerPort = 9102;
/** Seconds. */
const scrapeTimeout = 5;

/** The exporter's Service: the chart names it after itself. */
export function keplerService(cluster: string): Ref {
  return { cluster, ...groupKind('/Service'), namespace, name: 'kepler', port: keplerPort };
}

const release = z
  .string()
  .refine(
    (text) => charts.has(text),
    rejecting((got) => keplerVersion.fault('otherVersion', { got, value: [...charts.keys()].join(', ') })),
  )
  .default(newest)
  .meta({ enum: [...charts.keys()], description: "Kepler's release; the chart's version follows from it." });

function chart(settings: { readonly release: string; readonly interval: string }): Chart {
  const values: KeplerValues = {
    serviceMonitor: {
      enabled: true,
      interval: settings.interval,
      scrapeTimeout: `${scrapeTimeout}s`,
      labels: { release: prometheusRelease },
    },
  };
  return {
    type: 'chart',
    source: {
      type: 'helm',
      repoURL: 'https://sustainable-computing-io.github.io/kepler-helm-chart',
      chart: 'kepler',
      version: charts.get(settings.release) ?? '',
      releaseName,
      values: { ...values },
    },
    namespace,
    alsoIn: [],
    // It brings the ServiceMonitor kind.
    after: [kubePrometheusStack.name],
    providesGroups: [],
    creates: [
      ...kinds(true, { 'rbac.authorization.k8s.io': ['ClusterRole', 'ClusterRoleBinding'] }),
      ...kinds(false, {
        '': ['Service', 'ServiceAccount'],
        apps: ['DaemonSet'],
        'monitoring.coreos.com': ['ServiceMonitor'],
      }),
    ],
    ignoreDifferences: [],
  };
}

/** Energy of every container, as Prometheus metrics. */
export const kepler: ChartDefinition<KeplerSettings> = {
  name: 'kepler',
  description: 'Kepler: the energy of every container as Prometheus metrics.',
  options: {
    release,
    interval: duration
      .refine((text) => seconds(text) >= scrapeTimeout, {
        error: `a scrape may take ${scrapeTimeout}s, so the interval is at least that`,
      })
      .prefault('30s')
      .meta({ description: 'From one scrape to the next.' }),
  },
  chart: chart({ release: newest, interval: '30s' }),
  configure: chart,
  fixed: {
    version: "the chart's version follows from Kepler's release; write release",
    releaseName: 'its Service has the name of the chart only if the release has it too',
  },
  relied: [
    { at: 'serviceMonitor.enabled', is: true, why: 'Prometheus would collect nothing from it' },
    {
      at: 'serviceMonitor.labels.release',
      is: prometheusRelease,
      why: 'Prometheus reads only monitors with its release as a label',
    },
    { at: 'service.port', is: keplerPort, why: 'the fleet queries its Service at that port' },
    { at: 'fullnameOverride', is: '', why: 'its Service would have another name' },
    { at: 'nameOverride', is: '', why: 'its Service would have another name' },
  ],
  on: ({ assignsUids }) =>
    assignsUids
      ? { unfit: 'its privileged pods need an SCC that the chart does not ask for; install the Kepler operator there' }
      : undefined,
  needs: { 'monitoring.coreos.com': kubePrometheusStack.name },
  namespaces: [
    {
      name: namespace,
      podSecurity: 'privileged',
      why: "Kepler reads the kernel's counters: it is privileged, on the host's network, and mounts /proc and /sys",
    },
  ],
  provides: (cluster) => [keplerService(cluster)],
};
