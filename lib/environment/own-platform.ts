import { z } from 'zod';
import { dnsLabel, dnsSubdomain } from './values/name-syntax';
import { httpUrl } from './values/url-syntax';

const annotations = z.record(z.string().min(1), z.string());

/** One platform that an environment derives; what it does not say is as on the one that it is like. */
export const ownPlatform = z.strictObject({
  like: z
    .string()
    .meta({ description: 'The platform that it is derived from; generic is Kubernetes and nothing else.' }),
  storageClass: dnsSubdomain
    .optional()
    .meta({ description: 'The StorageClass of claims that name none. It counts as there.', examples: ['ceph-block'] }),
  loadBalancer: z
    .union([
      z.literal(false),
      z.strictObject({
        annotations: annotations.optional().meta({ description: 'Of every Service of type LoadBalancer.' }),
        internal: annotations.optional().meta({ description: 'Besides, of one that is internal.' }),
      }),
    ])
    .optional()
    .meta({
      description: 'What gives Services of type LoadBalancer an address, as MetalLB does; false where nothing does.',
    }),
  ingressClass: dnsSubdomain
    .optional()
    .meta({ description: 'The IngressClass that `ingress: true` means. It counts as there.', examples: ['nginx'] }),
  prometheus: z
    .strictObject({
      url: httpUrl,
      operator: z
        .boolean()
        .default(false)
        .meta({ description: 'Whether the kinds of monitoring.coreos.com are there, and it reads all of them.' }),
    })
    .optional()
    .meta({ description: 'A Prometheus that each of its clusters has: what `prometheus: platform` asks.' }),
  podSecurity: z
    .enum(['restricted', 'baseline', 'privileged'])
    .optional()
    .meta({ description: 'The laxest Pod Security level that a namespace may have there.' }),
  argocd: z
    .strictObject({ namespace: dnsLabel.meta({ description: 'The namespace of Argo CD where it is the hub.' }) })
    .optional()
    .meta({ description: 'Argo CD as it is installed there.' }),
});

/** The settings of one platform, as parsed. */
export type OwnPlatform = z.output<typeof ownPlatform>;
