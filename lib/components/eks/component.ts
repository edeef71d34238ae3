import { findingKind } from '../../model/finding-kind';
import { platforms } from '../../environment/platforms';
import { groupKind } from '../../kinds/group-kind';
import { clusterNamed } from '../../model/fleet';
import { constructs, defineUnit, type Unit } from '../../model/unit';
import type { Component, Context, SettingsFault } from '../component';
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
    clusters.map(({ name }) => ({
      cluster: name,
      ...groupKind('storage.k8s.io/StorageClass'),
      name: platforms.eks.storageClass,
    })),
  problems: ({ clusters }, context) =>
    clusters.flatMap((cluster) => [...notEks(cluster, context), ...prefixProblems(cluster, context)]),
  files: ({ clusters }) =>
    clusters.map((cluster) => ({ path: `eksctl/${cluster.name}.yaml`, text: clusterConfigFile(cluster) })),
  units: ({ clusters }) => clusters.map(clusterUnit),
};

/** A claim that is made before its class waits for it, but a workload's wave may not: so it syncs with the charts. */
function clusterUnit({ name: cluster, settings: its }: EksCluster): Unit {
  return defineUnit({
    component,
    cluster,
    stage: 'charts',
    settings: [component, cluster],
    namespaces: [{ name: autoscalerAccount.namespace, podSecurity: 'restricted' }],
    content: constructs((scope) => {
      new DefaultStorageClass(scope, 'storage-class');
      new Autoscaler(scope, 'cluster-autoscaler', { cluster, settings: its });
    }),
  });
}

function notEks({ name: cluster }: EksCluster, { fleet }: Context): SettingsFault[] {
  const platform = clusterNamed(cluster, fleet)?.platform;
  if (platform === 'eks') return [];
  return [
    clusterNotEks.fault('otherPlatform', { cluster, platform: platform ?? '' }, { settings: [cluster], cluster }),
  ];
}
