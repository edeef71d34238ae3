import { findingKind } from '../../model/finding-kind';
import { groupKind } from '../../kinds/group-kind';
import { constructs, defineUnit, type Unit } from '../../model/unit';
import { platformOf } from '../../platforms/catalogue';
import type { Component, SettingsFault } from '../component';
import { Autoscaler } from './autoscaler';
import { clusterConfigFile } from './cluster-config';
import { planEks, type EksCluster, type EksPlan } from './plan';
import { autoscalerAccount } from './roles';
import { prefixProblems } from './secret-prefix';
import { settings, type EksSettings } from './settings';
import { DefaultStorageClass } from './storage-class';

export const clusterNotEks = findingKind({
  code: 'cluster-not-eks',
  why: 'Only clusters of the platform eks are made by eksctl; on another one neither its roles nor its node groups exist.',
  fix: 'Set `platform: eks` on the cluster, or take its name off the block `eks`.',
  messages: {
    otherPlatform: 'got cluster {cluster} of platform {platform}; set platform: eks on it, or take it off this block',
  },
});

const component = 'eks';

/** What an EKS cluster itself needs: the file that eksctl makes it from, its autoscaler and its default storage class. */
export const eks: Component<EksSettings, EksPlan> = {
  name: component,
  settings,
  plan: planEks,
  provides: ({ clusters }) =>
    clusters.flatMap(({ name: cluster, cluster: its }) => {
      const name = platformOf(its).eksctl?.storageClass;
      return name === undefined ? [] : [{ cluster, ...groupKind('storage.k8s.io/StorageClass'), name }];
    }),
  problems: ({ clusters }, context) =>
    clusters.flatMap((cluster) => [...notEks(cluster), ...prefixProblems(cluster, context)]),
  files: ({ clusters }) =>
    clusters.map((cluster) => ({ path: `eksctl/${cluster.name}.yaml`, text: clusterConfigFile(cluster) })),
  units: ({ clusters }) => clusters.map(clusterUnit),
};

/** A claim that is made before its class waits for it, but a workload's wave may not: so it syncs with the charts. */
function clusterUnit({ name: cluster, cluster: { platform }, settings: its }: EksCluster): Unit {
  const storageClass = platformOf({ platform }).eksctl?.storageClass;
  return defineUnit({
    component,
    cluster,
    stage: 'charts',
    settings: [component, cluster],
    namespaces: [{ name: autoscalerAccount.namespace, podSecurity: 'restricted' }],
    content: constructs((scope) => {
      if (storageClass !== undefined) new DefaultStorageClass(scope, 'storage-class', storageClass);
      new Autoscaler(scope, 'cluster-autoscaler', { cluster, platform, settings: its });
    }),
  });
}

function notEks({ name: cluster, cluster: its }: EksCluster): SettingsFault[] {
  const { name: platform, eksctl } = platformOf(its);
  if (eksctl !== undefined) return [];
  return [clusterNotEks.fault('otherPlatform', { cluster, platform }, { settings: [cluster], cluster })];
}
