import { z } from 'zod';
import { reject } from './rejection';
import { findingKind } from '../model/finding-kind';
import { platformsIn, type Names } from './names';
import { platformName } from './platform-names';
import { clusterPrometheus } from './cluster-prometheus';
import { platformSetting } from './platform-setting';
import { address, hostName } from './values/host-syntax';
import { labels } from './values/label-syntax';
import { dnsLabel } from './values/name-syntax';

export const clusterReserved = findingKind({
  code: 'cluster-reserved',
  why: 'On the hub a managed cluster owns the namespace of its name, and in dist/ the folder of its name.',
  fix: 'Give the cluster another name in Open Cluster Management and here.',
  messages: {
    taken: 'got {got:json}; the name is taken on the hub or in dist/; choose another',
  },
});

export const hubCount = findingKind({
  code: 'hub-count',
  why: 'Argo CD, the placements and the scoring controllers run on exactly one hub.',
  fix: 'Give `role: hub` to one cluster.',
  messages: {
    hubCount: 'got {got} with role: hub; exactly one cluster is the hub',
  },
});

const reserved = [
  'all',
  'argocd',
  'default',
  'files',
  'hub',
  'managed',
  'open-cluster-management',
  'openshift-gitops',
  'replica-sets',
];

const name = dnsLabel.superRefine((text, context) => {
  if (reserved.includes(text) || /^(kube|open-cluster-management|openshift)-/.test(text)) {
    reject(context, (got) => clusterReserved.fault('taken', { got }));
  }
});

const cluster = (platform: z.ZodType<string>, names: Names) =>
  z
    .strictObject({
      platform,
      role: z
        .enum(['hub', 'managed'])
        .default('managed')
        .meta({ description: 'hub: Open Cluster Management and Argo CD run here. Exactly one cluster is the hub.' }),
      address: address.optional().meta({
        description: "A node's address that the other clusters reach; needed where something uses a NodePort.",
      }),
      appsDomain: hostName.optional().meta({
        description: 'OpenShift: the domain under which Routes get their hosts, such as apps.cluster.example.com.',
      }),
      labels: labels
        .prefault({})
        .meta({ description: 'Labels of the ManagedCluster that `on: { labels: … }` may ask for.' }),
      prometheus: clusterPrometheus.optional().meta({
        description:
          'The address of its metrics, for `dynamic-scoring: { prometheus: cluster }`; by default the one of its platform.',
      }),
      nodes: z.number().int().min(1).default(1).meta({ description: 'Number of nodes that take workloads.' }),
    })
    .superRefine(({ platform, appsDomain }, context) => {
      if (appsDomain === undefined || (platformsIn(names).get(platform)?.routes ?? true)) return;
      reject(context, (got) => platformSetting.fault('routes', { got, platform }), ['appsDomain']);
    });

/** What the JSON schema of editors calls the clusters, by which an inventory names its part of that schema. */
export const clustersId = 'clusters';

/** The block `clusters`: every cluster of the environment by its name in Open Cluster Management and Argo CD. */
export function clusters(names: Names) {
  return z
    .record(name, cluster(platformName(names), names))
    .superRefine((all, context) => {
      const hubs = Object.entries(all).filter(([, { role }]) => role === 'hub');
      if (hubs.length === 1) return;
      const got = hubs.length === 0 ? 'no cluster' : hubs.map(([hub]) => hub).join(', ');
      const second = hubs[1]?.[0];
      reject(context, () => hubCount.fault('hubCount', { got }), second === undefined ? [] : [second, 'role']);
    })
    .meta({ id: clustersId, description: 'Every cluster by its name in Open Cluster Management and in Argo CD.' });
}
