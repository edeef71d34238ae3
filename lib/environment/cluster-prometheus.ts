import { z } from 'zod';
import { secretKey } from './values/secret-key-syntax';
import { httpUrl } from './values/url-syntax';

/** `prometheus:` of a cluster: the address of its metrics. */
export const clusterPrometheus = z.strictObject({
  url: httpUrl.meta({
    description:
      'The URL, with its path, at which pods of the cluster query its metrics: https://mimir.acme.example/prometheus.',
  }),
  token: secretKey.optional().meta({
    description: 'The bearer token that it requires: name/key of a Secret in namespace dynamic-scoring.',
  }),
  ca: secretKey.optional().meta({
    description:
      'The CA of its certificate, if that is not a public one: name/key of a ConfigMap in namespace dynamic-scoring.',
  }),
});

/** The address of the metrics of a cluster, as parsed. */
export type ClusterPrometheus = z.output<typeof clusterPrometheus>;
