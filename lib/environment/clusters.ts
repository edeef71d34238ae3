import { isIP } from 'node:net';
import { z } from 'zod';
import type { FindingKind } from '../model/finding';
import { refuse } from './refusal';
import { labels } from './values/label-syntax';
import { dnsLabel } from './values/name-syntax';

export const clusterReserved: FindingKind = {
  code: 'cluster-reserved',
  why: 'On the hub a managed cluster owns the namespace of its name, and in dist/ the folder of its name.',
  fix: 'Give the cluster another name in Open Cluster Management and here.',
};

export const hubCount: FindingKind = {
  code: 'hub-count',
  why: 'Argo CD, the placements and the scoring controllers run on exactly one hub.',
  fix: 'Give `role: hub` to one cluster.',
};

const reserved = ['all', 'argocd', 'default', 'files', 'hub', 'managed', 'open-cluster-management', 'openshift-gitops'];

const name = dnsLabel.superRefine((text, context) => {
  if (reserved.includes(text) || /^(kube|open-cluster-management|openshift)-/.test(text)) {
    refuse(context, {
      code: clusterReserved.code,
      message: 'the name is taken on the hub or in dist/; choose another',
    });
  }
});

const hostname = z.hostname();

/** Where the last label is a number, resolvers read an IPv4 address: `172.18.0.300` is no host name. */
function isAddress(text: string): boolean {
  return isIP(text) !== 0 || (hostname.safeParse(text).success && !/(^|\.)\d+$/.test(text));
}

const cluster = z.strictObject({
  platform: z
    .enum(['kind', 'eks', 'openshift'])
    .meta({ description: 'Preset for storage, security and exposure on this cluster.' }),
  role: z
    .enum(['hub', 'managed'])
    .default('managed')
    .meta({ description: 'hub: Open Cluster Management and Argo CD run here. Exactly one cluster is the hub.' }),
  address: z
    .string()
    .refine(isAddress, { error: 'write an IP address or a host name' })
    .optional()
    .meta({ description: "A node's address that the other clusters reach; needed where something uses a NodePort." }),
  appsDomain: z.hostname({ error: 'write a host name such as apps.cluster.example.com' }).optional().meta({
    description: 'OpenShift: the domain under which Routes get their hosts, such as apps.cluster.example.com.',
  }),
  labels: labels
    .prefault({})
    .meta({ description: 'Labels of the ManagedCluster that `on: { labels: … }` may ask for.' }),
  nodes: z.number().int().min(1).default(1).meta({ description: 'Number of nodes that take workloads.' }),
});

/** The block `clusters`: every cluster of the environment by its name in Open Cluster Management and Argo CD. */
export const clusters = z.record(name, cluster).superRefine((all, context) => {
  const hubs = Object.entries(all).filter(([, { role }]) => role === 'hub');
  if (hubs.length === 1) return;
  const got = hubs.length === 0 ? 'no cluster' : hubs.map(([hub]) => hub).join(', ');
  refuse(context, { code: hubCount.code, message: `got ${got} with role: hub; exactly one cluster is the hub` });
});
