import { serviceUrl, type Endpoint } from '../../constructs/endpoint';
import { clusterIP, toExposure } from '../../constructs/exposure';
import type { PodProps } from '../../constructs/pod';
import { onOneNode } from '../../constructs/scheduling';
import { settingsOn } from '../../environment/differences/variants';
import { placed } from '../../environment/placement';
import { prometheusService } from '../../environment/prometheus';
import { groupKind } from '../../kinds/group-kind';
import type { Cluster } from '../../model/fleet';
import type { Ref } from '../../model/ref';
import type { Context } from '../component';
import { imageUser, names, ports } from './names';
import type { EnergetiscopeSettings } from './settings';
import type { NodeSelector } from './storage-settings';

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
    const shared = { cluster, namespace, service: names.predictor, targetPort: ports.api };
    const api = { ...shared, portName: 'api', port: ports.api, exposure: clusterIP };
    const exposure = predictor.expose === undefined ? clusterIP : toExposure(predictor.expose);
    return {
      cluster,
      settings,
      endpoints: [{ ...shared, portName: 'http', port: ports.service, exposure }, api],
      predictorUrl: serviceUrl(api),
      prometheusUrl: typeof prometheus === 'string' ? chartUrl(cluster) : prometheus.url.replace(/\/+$/, ''),
    };
  });
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

const volumeLabel = { 'scorewright.dev/volume': names.claim };

/** What every pod has that mounts the volume: with ReadWriteOnce all of them run on one node. */
export function podOnVolume({ cluster, settings }: Site, nodeSelector: NodeSelector) {
  const together = settings.storage.access === 'ReadWriteOnce';
  return {
    ...podAnywhere(cluster),
    ...(together && { podLabels: volumeLabel }),
    scheduling: {
      ...(nodeSelector && { nodeSelector }),
      ...(together && { affinity: onOneNode(volumeLabel) }),
    },
  } as const satisfies Partial<PodProps>;
}

/** What every pod has that runs EnergetiScope's image. */
export function podAnywhere({ platform }: Cluster) {
  return { platform, user: imageUser } as const satisfies Partial<PodProps>;
}
