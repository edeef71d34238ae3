import { findingKind } from '../../model/finding-kind';
import { exposureFault, exposureMessages } from '../../constructs/exposure';
import { prometheusService } from '../../environment/prometheus';
import { seconds } from '../../model/duration';
import { splitObjectName } from '../../environment/values/name-syntax';
import { groupKind } from '../../kinds/group-kind';
import type { Directory } from '../../model/directory';
import type { Cluster } from '../../model/fleet';
import { formatRef, type Ref } from '../../model/ref';
import { hostOf, isShortName, serviceOf } from '../../scoring/endpoint';
import { sourceUnauthorized, wantsToken } from '../../scoring/findings/source-unauthorized';
import { placedChart } from '../charts/plan';
import { keplerService } from '../charts/kepler';
import { keepsSamples, retentionOf, samplesNotKept } from '../charts/kube-prometheus-stack';
import { platformOf } from '../../platforms/catalogue';
import type { Context, SettingsFault } from '../component';
import { prometheusStack } from './settings';
import { givenUrl, type Site } from './site';

export const prometheusUnknown = findingKind({
  code: 'prometheus-unknown',
  why: 'The label step waits for a Prometheus that nothing provides, and training never starts.',
  fix: 'Place the chart kube-prometheus-stack on the cluster, or declare the existing Service under `external`.',
  messages: {
    chartMissing: 'got {got}, which is not on {cluster}; {line}, or write { url: http://… }',
    platform:
      'got platform, but {platform} has no Prometheus on {cluster}; write { url: http://… }, or monitoring at the platform',
    url: 'got {got}; nothing provides {service} on {cluster}: correct it, or {declare}',
  },
});

export const keplerMissing = findingKind({
  code: 'kepler-missing',
  why: 'The labels are what Kepler measured; without it the label step waits until its deadline.',
  fix: 'Place the chart kepler on the cluster, or declare an existing one under `external`.',
  messages: {
    missing: 'got no Kepler on {cluster}; {line}, or {declare}',
  },
});

export const predictorExposure = findingKind({
  code: 'predictor-exposure',
  why: 'The cluster has nothing that would open the predictor in that way.',
  fix: 'Use nodePort, ingress, route (OpenShift) or loadBalancer (clouds).',
  messages: {
    ...exposureMessages,
    skupper:
      "got skupper; its Service would have the name of the predictor's own: use nodePort, ingress, route or loadBalancer",
  },
});

export const prescoringUnknown = findingKind({
  code: 'prescoring-unknown',
  why: 'The job would fail at every run for a Deployment that is not there.',
  fix: 'Correct the name, or declare the Deployment under `external`.',
  messages: {
    notRendered: 'got {got:json}, which nothing renders on {cluster}; correct it, or {declare}',
  },
});

export const windowRetention = findingKind({
  code: 'window-retention',
  why: 'The label step waits until Prometheus has metrics over the whole window, which it never has if it forgets them sooner.',
  fix: 'Choose a shorter `window`, or a longer `retention` of the chart kube-prometheus-stack.',
  messages: {
    tooLong:
      'got {got}, but Prometheus forgets after {retention}; shorten it, or set charts.kube-prometheus-stack.retention',
  },
});

/** What the whole environment shows to be wrong. */
export function problems(sites: readonly Site[], context: Context, directory: Directory): SettingsFault[] {
  return sites.flatMap((site) =>
    [
      ...measurements(site, directory),
      ...forgotten(site, context),
      ...exposure(site),
      ...(site.settings.prescoring?.deployments ?? []).flatMap((name, index) => unknown(site, directory, name, index)),
    ].map((problem) => ({ ...problem, cluster: site.cluster.name })),
  );
}

function measurements({ cluster, settings }: Site, directory: Directory): SettingsFault[] {
  const { prometheus, namespace } = settings;
  if (prometheus !== prometheusStack) {
    const url = givenUrl(prometheus, cluster);
    const at = prometheus === 'platform' ? ['prometheus'] : ['prometheus', 'url'];
    if (url !== undefined)
      return givenPrometheus(url, cluster, namespace, directory).map((fault) => ({ ...fault, settings: at }));
    const data = { cluster: cluster.name, platform: platformOf(cluster).name };
    return [prometheusUnknown.fault('platform', data, { settings: at })];
  }
  const found: SettingsFault[] = [];
  const line = (chart: string) => `add \`${chart}: { on: ${cluster.name} }\` to charts`;
  if (!directory.has(prometheusService(cluster.name))) {
    found.push(
      prometheusUnknown.fault(
        'chartMissing',
        { got: prometheus, cluster: cluster.name, line: line(prometheus) },
        { settings: ['prometheus'] },
      ),
    );
  }
  if (!directory.has(keplerService(cluster.name))) {
    found.push(
      keplerMissing.fault(
        'missing',
        { cluster: cluster.name, line: line('kepler'), declare: declare(keplerService(cluster.name)) },
        { settings: ['on'] },
      ),
    );
  }
  return found;
}

/** Of a Prometheus that our chart does not bring nobody can tell how long it remembers. */
function forgotten({ cluster, settings: { prometheus, training } }: Site, context: Context): SettingsFault[] {
  const stack = placedChart('kube-prometheus-stack', cluster.name, context);
  if (prometheus !== prometheusStack || stack === undefined) return [];
  const settings = ['training', 'window'];
  const { window } = training;
  const retention = retentionOf(stack.options);
  if (seconds(window) >= seconds(retention))
    return [windowRetention.fault('tooLong', { got: window, retention }, { settings })];
  return keepsSamples(stack.options) ? [] : [samplesNotKept.fault('window', { window }, { settings })];
}

/** A URL of a Service in the cluster must name a known one; other URLs cannot be checked. */
function givenPrometheus(url: string, asking: Cluster, own: string, directory: Directory): SettingsFault[] {
  if (wantsToken(url, asking)) {
    return [sourceUnauthorized.fault('labelStep', { got: url }, { settings: ['prometheus', 'url'] })];
  }
  const host = hostOf(url) ?? '';
  const [name, namespace = own] = (isShortName(host) ? host : (serviceOf(host) ?? '')).split('.');
  if (name === undefined || name === '') return [];
  const cluster = asking.name;
  const ref = { cluster, ...groupKind('/Service'), namespace, name, port: portOf(url) };
  if (directory.has(ref)) return [];
  return [
    prometheusUnknown.fault(
      'url',
      { got: url, service: formatRef(ref), cluster, declare: declare(ref) },
      { settings: ['prometheus', 'url'] },
    ),
  ];
}

function portOf(url: string): number {
  const { port, protocol } = new URL(url);
  return port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
}

function exposure({ cluster, endpoints: [{ exposure: way }] }: Site): SettingsFault[] {
  const fault =
    way.type === 'skupper' ? predictorExposure.fault('skupper', {}) : exposureFault(predictorExposure, way, cluster);
  return fault === undefined ? [] : [{ ...fault, settings: ['predictor', 'expose'] }];
}

function unknown({ cluster }: Site, directory: Directory, text: string, index: number): SettingsFault[] {
  const ref = { cluster: cluster.name, ...groupKind('apps/Deployment'), ...splitObjectName(text) };
  if (directory.has(ref)) return [];
  return [
    prescoringUnknown.fault(
      'notRendered',
      { got: text, cluster: cluster.name, declare: declare(ref) },
      { settings: ['prescoring', 'deployments', index] },
    ),
  ];
}

function declare({ cluster, kind, namespace = '', name }: Ref): string {
  return `add \`{ on: ${cluster}, kind: ${kind}, name: ${namespace}/${name}, why: … }\` to external`;
}
