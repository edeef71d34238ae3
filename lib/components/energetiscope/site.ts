import { serviceUrl, type Endpoint } from '../../constructs/endpoint';
import { names, ports } from '../../constructs/energetiscope/names';
import type { ModelVolume } from '../../constructs/energetiscope/pod';
import { predictorEndpoints, type EnergetiScopePredictorProps } from '../../constructs/energetiscope/predictor';
import { secondsFor, steps } from '../../constructs/energetiscope/steps';
import type { EnergetiScopeTrainingProps } from '../../constructs/energetiscope/training';
import { settingsOn } from '../../environment/differences/variants';
import { placementOf } from '../../constructs/pod-settings';
import { placed } from '../../environment/placement';
import { prometheusService } from '../../environment/prometheus';
import { groupKind } from '../../kinds/group-kind';
import type { Cluster } from '../../model/fleet';
import type { Ref } from '../../model/ref';
import { platformOf } from '../../platforms/catalogue';
import type { Context } from '../component';
import { prometheusStack, type EnergetiscopeSettings } from './settings';

/** EnergetiScope on one cluster, with all that follows from its settings there. */
export interface Site {
  readonly cluster: Cluster;
  readonly settings: EnergetiscopeSettings;
  /** The predictor's two ports: `service`, exposed as the settings say, then `api`, for its own cluster only. */
  readonly endpoints: readonly [Endpoint, Endpoint];
  /** The predictor for pods of the cluster, without a path. */
  readonly predictorUrl: string;
  readonly prometheusUrl: string;
}

/** One for each cluster that `on` chooses. */
export function planSites(block: EnergetiscopeSettings, { fleet }: Context): Site[] {
  return placed(block.on, fleet).map((cluster) => {
    const settings = settingsOn(block, cluster);
    const { predictor, prometheus, namespace } = settings;
    const endpoints = predictorEndpoints(cluster, namespace, predictor.expose);
    return {
      cluster,
      settings,
      endpoints,
      predictorUrl: serviceUrl(endpoints[1]),
      prometheusUrl: prometheus === prometheusStack ? chartUrl(cluster) : (givenUrl(prometheus, cluster) ?? ''),
    };
  });
}

/** The URL of a Prometheus other than the chart's; undefined where the platform has none. */
export function givenUrl(
  prometheus: Exclude<EnergetiscopeSettings['prometheus'], typeof prometheusStack>,
  cluster: Cluster,
): string | undefined {
  const url = prometheus === 'platform' ? platformOf(cluster).monitoring?.url : prometheus.url;
  return url?.replace(/\/+$/, '');
}

function chartUrl({ name }: Cluster): string {
  const { name: service, namespace = '', port } = prometheusService(name);
  return serviceUrl({ service, namespace, port: Number(port) });
}

/** What its Applications offer to others on the cluster. */
export function provided({ cluster: { name: cluster }, settings: { namespace, collector } }: Site): Ref[] {
  const deployments = [names.predictor, ...(collector === undefined ? [] : [names.collector])];
  return [
    ...Object.values(ports).map((port) => ({
      cluster,
      ...groupKind('/Service'),
      namespace,
      name: names.predictor,
      port,
    })),
    { cluster, ...groupKind('/PersistentVolumeClaim'), namespace, name: names.claim },
    ...deployments.map((name) => ({ cluster, ...groupKind('apps/Deployment'), namespace, name })),
  ];
}

/** The volume of the models. */
export function volumeOf({ settings: { storage } }: Pick<Site, 'settings'>): ModelVolume {
  return { name: names.claim, access: storage.access };
}

/** A training of the block; its account is made for the whole block. */
export function trainingProps({ cluster, settings, prometheusUrl }: Site): EnergetiScopeTrainingProps {
  const { namespace, image, imagePullPolicy, training, predictor } = settings;
  return {
    ...training,
    ...{ namespace, image, imagePullPolicy },
    platform: cluster.platform,
    volume: volumeOf({ settings }),
    prometheus: prometheusUrl,
    release: predictor.release,
    serviceAccount: names.reader,
  };
}

/** The block's predictor. Its deadline leaves time for the first training; a schedule may make it wait for days. */
export function predictorProps({ cluster, settings, prometheusUrl }: Site): EnergetiScopePredictorProps {
  const { namespace, image, imagePullPolicy, training, predictor } = settings;
  const { expose, release, replicas, resources } = predictor;
  const run = { ...training, image, imagePullPolicy, prometheus: prometheusUrl };
  return {
    ...{ namespace, image, imagePullPolicy, replicas, resources },
    platform: cluster.platform,
    ...(cluster.appsDomain !== undefined && { appsDomain: cluster.appsDomain }),
    volume: volumeOf({ settings }),
    ...(expose && { expose }),
    ...(release !== undefined && { release }),
    ...placementOf(predictor),
    serviceAccount: names.account,
    ...(training.once && { progressDeadlineSeconds: secondsFor(steps(run, { folder: '' })) + 600 }),
  };
}
