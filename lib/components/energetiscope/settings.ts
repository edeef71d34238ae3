import { z } from 'zod';
import { reject, rejecting } from '../../environment/rejection';
import { findingKind } from '../../model/finding-kind';
import { cronSchema } from '../../environment/values/cron';
import { energetiscopeImage } from '../../constructs/energetiscope/pod';
import { release } from '../../constructs/energetiscope/steps';
import { placementShape } from '../../constructs/pod-settings';
import { exposureSchema } from '../../constructs/exposure';
import { withDifferences, type Differing } from '../../environment/differences/differences';
import type { Names } from '../../environment/names';
import { on, type On } from '../../environment/placement';
import { imageReference } from '../../environment/values/image-syntax';
import { dnsForms } from '../../model/dns-name';
import { dnsLabel, nameSyntax } from '../../environment/values/name-syntax';
import { httpUrl } from '../../environment/values/url-syntax';
import { int32 } from '../../environment/values/int32';
import { refuseTwoNodes, storageSchema } from './storage-settings';
import {
  kindsSchema,
  namespacesSchema,
  nodeSelectorSchema,
  resources,
  trainingSchema,
} from '../../constructs/energetiscope/training-settings';

export const targetUntrainable = findingKind({
  code: 'target-untrainable',
  why: 'No release of Kepler exports kepler_container_power_watt, so every avg_power_w would be missing and training would fail.',
  fix: 'Use total_energy_j or energy_step_j; or give the URL of a Prometheus whose recording rules make that metric.',
  messages: {
    notExported:
      'got {got:json}; no release of Kepler exports kepler_container_power_watt; use total_energy_j or energy_step_j',
  },
});

/** The value of `prometheus` for the chart of that name on the same cluster. */
export const prometheusStack = 'kube-prometheus-stack';

const prometheus = z
  .union([z.literal(prometheusStack), z.literal('platform'), z.strictObject({ url: httpUrl })], {
    error: 'write kube-prometheus-stack for the chart on the same cluster, platform for its own, or { url: http://… }',
  })
  .default(prometheusStack)
  .meta({
    description:
      "Where the label step reads: the chart's Prometheus on the same cluster, the platform's, or one by its URL.",
  });

const collector = z.strictObject({
  kinds: kindsSchema,
  namespaces: namespacesSchema,
  store: z.boolean().default(false).meta({ description: 'Also append what it sees to files on the volume.' }),
  ...placementShape,
  nodeSelector: nodeSelectorSchema,
  resources: resources('20m', '128Mi', '200m', '256Mi').meta({ description: 'Of each of its processes.' }),
});

const predictor = z.strictObject({
  expose: exposureSchema.optional().meta({ description: 'How it is reached from outside; only inside when left out.' }),
  replicas: int32(1).default(1).meta({ description: 'Number of pods.' }),
  release: release.optional().meta({
    description: 'Serve this release and no newer one: the way back to an earlier model.',
  }),
  ...placementShape,
  nodeSelector: nodeSelectorSchema,
  resources: resources('100m', '256Mi', '1', '1Gi'),
});

const deploymentPattern = new RegExp(`^${dnsForms.label}/(?=.{1,253}$)${dnsForms.subdomain}$`);

const deployment = z
  .string()
  .refine(
    (text) => deploymentPattern.test(text),
    rejecting((got) => nameSyntax.fault('deployment', { got })),
  )
  .meta({
    pattern: deploymentPattern.source,
    description: 'namespace/name of a Deployment.',
    examples: ['default/web'],
  });

const prescoring = z.strictObject({
  schedule: cronSchema.meta({ description: 'When to predict, as "*/15 * * * *" in UTC.', examples: ['*/15 * * * *'] }),
  deployments: z
    .array(deployment)
    .min(1, { error: 'name at least one Deployment' })
    .refine((all) => new Set(all).size === all.length, { error: 'name each Deployment once' })
    .meta({ description: 'Deployments that get their predicted energy as annotations.' }),
  resources: resources('20m', '64Mi', '200m', '128Mi'),
});

/** The block `energetiscope`, as parsed. */
export type EnergetiscopeSettings = Pick<Differing, 'for'> & { readonly on: On } & z.output<typeof block>;

const block = z.strictObject({
  namespace: dnsLabel.default('energy').meta({ description: 'Namespace of all its objects.' }),
  image: imageReference
    .default(energetiscopeImage)
    .meta({ description: "EnergetiScope's image; upstream also publishes tags sha-COMMIT." }),
  imagePullPolicy: z
    .enum(['Always', 'IfNotPresent', 'Never'])
    .default('IfNotPresent')
    .meta({ description: 'IfNotPresent keeps images that `kind load` brought.' }),
  prometheus,
  storage: storageSchema,
  training: trainingSchema.prefault({}).meta({ description: 'How models are trained.' }),
  predictor: predictor.prefault({}).meta({ description: 'The service that predicts.' }),
  collector: collector.optional().meta({ description: 'Sends every workload of the cluster to the predictor.' }),
  prescoring: prescoring.optional().meta({ description: 'Annotates Deployments with their predicted energy.' }),
});

export function settings(names: Names): z.ZodType<EnergetiscopeSettings> {
  const whole = z
    .strictObject({ on: on(names), ...block.shape })
    .superRefine(({ storage, training, predictor, collector, prometheus }, context) => {
      refuseTwoNodes(context, storage, [
        { path: ['predictor'], nodeSelector: predictor.nodeSelector },
        { path: ['training'], nodeSelector: training.nodeSelector },
        ...(collector?.store ? [{ path: ['collector'] as [string], nodeSelector: collector.nodeSelector }] : []),
      ]);
      if (training.target === 'avg_power_w' && prometheus === prometheusStack) {
        reject(context, (got) => targetUntrainable.fault('notExported', { got }), ['training', 'target']);
      }
    });
  return withDifferences(whole, names).meta({
    description: 'EnergetiScope: predicts the energy of workloads from what Kepler measured.',
  });
}
