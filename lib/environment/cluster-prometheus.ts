import { z } from 'zod';
import { secretKey } from './values/secret-key-syntax';
import { httpUrl } from './values/url-syntax';

/** `prometheus:` of a cluster: where the metrics of that cluster are asked. */
export const clusterPrometheus = z.strictObject({
  url: httpUrl.meta({
    description: 'Where pods of the cluster ask its metrics, with the path: https://mimir.acme.example/prometheus.',
  }),
  token: secretKey.optional().meta({
    description: 'A bearer token that it wants: name/key of a Secret in namespace dynamic-scoring.',
  }),
  ca: secretKey.optional().meta({
    description:
      'Who signs its certificate, if no public authority: name/key of a ConfigMap in namespace dynamic-scoring.',
  }),
});

/** Where the metrics of a cluster are asked, as the environment says. */
export type ClusterPrometheus = z.output<typeof clusterPrometheus>;
