import { z } from 'zod';
import { dnsLabel, dnsSubdomain } from './values/name-syntax';
import { httpUrl } from './values/url-syntax';

const annotations = z.record(z.string().min(1), z.string());

/** One platform that an environment derives; settings that it does not give are those of `like`. */
export const ownPlatform = z.strictObject({
  like: z.string().meta({ description: 'The platform that it is derived from; generic is plain Kubernetes.' }),
  storageClass: dnsSubdomain
    .optional()
    .meta({ description: 'The StorageClass of claims without one. It counts as present.', examples: ['ceph-block'] }),
  loadBalancer: z
    .union([
      z.literal(false),
      z.strictObject({
        annotations: annotations.optional().meta({ description: 'Annotations of every Service of type LoadBalancer.' }),
        internal: annotations.optional().meta({ description: 'Further annotations of an internal one.' }),
      }),
    ])
    .optional()
    .meta({
      description:
        'The load balancer that gives Services of type LoadBalancer an address, such as MetalLB; false where there is none.',
    }),
  ingressClass: dnsSubdomain
    .optional()
    .meta({ description: 'The IngressClass that `ingress: true` means. It counts as present.', examples: ['nginx'] }),
  prometheus: z
    .strictObject({
      url: httpUrl,
      operator: z.boolean().default(false).meta({
        description:
          'Whether the kinds of monitoring.coreos.com are installed, and it reads the monitors of all namespaces.',
      }),
    })
    .optional()
    .meta({ description: 'The Prometheus that each of its clusters has, for `prometheus: platform`.' }),
  podSecurity: z
    .enum(['restricted', 'baseline', 'privileged'])
    .optional()
    .meta({ description: 'The laxest Pod Security level that a namespace may have on it.' }),
  argocd: z
    .strictObject({ namespace: dnsLabel.meta({ description: 'The namespace of Argo CD on a hub of this platform.' }) })
    .optional()
    .meta({ description: 'How Argo CD is installed on it.' }),
});

/** The settings of one platform, as parsed. */
export type OwnPlatform = z.output<typeof ownPlatform>;
