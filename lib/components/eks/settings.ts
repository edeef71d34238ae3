import { z } from 'zod';
import { reject, rejecting } from '../../environment/rejection';
import { findingKind } from '../../model/finding-kind';
import { refuseTwins } from '../../environment/duplicate-entry';
import { clusterName } from '../../environment/placement';
import type { Names } from '../../environment/names';
import { awsRegion } from '../../environment/values/aws-region';
import { int32 } from '../../environment/values/int32';
import { objectName } from '../../environment/values/name-syntax';
import { kubernetesMinor, type KubernetesMinor } from './autoscaler-version';
import { instanceType } from './instance-type';

export const zoneRegion = findingKind({
  code: 'zone-region',
  why: 'A zone belongs to one region, and a node group can only stand in zones that the cluster has.',
  fix: "Write zones as the region with a letter, and in a group only those of the cluster's own list.",
  messages: {
    otherRegion: 'got {got:json}; the region is {expected}',
    otherZones: 'got {got:json}; the cluster has zones {expected}',
    region: 'got {got:json}; the zones are {expected}',
  },
});

export const groupSize = findingKind({
  code: 'group-size',
  why: 'AWS rejects a group whose sizes contradict one another.',
  fix: 'Choose min ≤ desired ≤ max; the sticky group has at least one node.',
  messages: {
    desiredBelowMinimum: 'got min {min}, desired {got}, max {max}; desired is at least min',
    maximumBelowDesired: 'got min {min}, desired {desired}, max {max}; max is at least desired',
    stickyGroup: 'got {got:json}; the sticky group is always on: at least 1',
  },
});

export const nodeGroupTwice = findingKind({
  code: 'node-group-twice',
  why: 'A group is named after its instance type, and the type of the sticky group is not a candidate for workloads.',
  fix: 'Keep one group of the type, with a larger max where more nodes are wanted.',
  messages: {
    sticky: 'got {got:json}; the sticky group has this type; give one of the two another',
    another: 'got {got:json}; another group has this type; keep one, with a larger max',
  },
});

export const accountId = findingKind({
  code: 'account-id',
  why: 'The ARNs of IAM roles are made from the account id; YAML would read it as a number and drop a leading zero.',
  fix: 'Write the twelve digits in quotes.',
  messages: {
    digits: 'got {got:json}; an account id has twelve digits',
  },
});

/** One managed node group. */
export interface GroupSettings {
  readonly type: string;
  /** @default - all zones of the cluster */
  readonly zones?: readonly string[] | undefined;
  readonly min: number;
  /** @default - min */
  readonly desired?: number | undefined;
  readonly max: number;
  /** Root volume in GiB. */
  readonly volume: number;
}

/** One EKS cluster. */
export interface ClusterSettings {
  readonly account: string;
  readonly region: string;
  readonly zones: readonly string[];
  readonly kubernetes: KubernetesMinor;
  readonly sticky: GroupSettings;
  readonly groups: readonly GroupSettings[];
  /** What External Secrets may read from Secrets Manager. */
  readonly secrets: { readonly prefix: string };
  /** Who may read which buckets. */
  readonly s3?: { readonly buckets: readonly string[]; readonly serviceAccount: string } | undefined;
}

/** The block `eks`: each EKS cluster by its name, which is also the one in AWS. */
export type EksSettings = Readonly<Record<string, ClusterSettings>>;

const zone = z
  .string()
  .regex(/^[a-z]{2}(-[a-z]+)+-\d[a-z]$/, { error: 'write a zone as AWS does: us-east-1a', abort: true })
  .meta({ description: 'An availability zone of the region: us-east-1a.', examples: ['us-east-1a'] });

const count = int32(0);

function group(defaults: { readonly min: number; readonly max: number }) {
  return z
    .strictObject({
      type: instanceType,
      zones: z
        .array(zone)
        .min(1)
        .superRefine(refuseTwins)
        .optional()
        .meta({ description: "Some of the cluster's zones. Default: all." }),
      min: count.default(defaults.min).meta({ description: 'Nodes that there are always.' }),
      desired: count.optional().meta({ description: 'Nodes at the start. Default: min.' }),
      max: count.min(1).default(defaults.max).meta({ description: 'Nodes that there are at most.' }),
      volume: z.number().int().min(20).max(16_384).default(30).meta({ description: 'Root volume in GiB.' }),
    })
    .superRefine(({ min, desired = min, max }, context) => {
      if (desired < min)
        reject(context, () => groupSize.fault('desiredBelowMinimum', { got: desired, min, max }), ['desired']);
      if (desired > max)
        reject(context, () => groupSize.fault('maximumBelowDesired', { got: max, min, desired, max }), ['max']);
    });
}

const cluster = z
  .strictObject({
    account: z
      .string()
      .refine(
        (text) => /^\d{12}$/.test(text),
        rejecting((got) => accountId.fault('digits', { got })),
      )
      .meta({
        pattern: '^\\d{12}$',
        description: 'The AWS account, twelve digits in quotes.',
        examples: ['123456789012'],
      }),
    region: awsRegion,
    zones: z
      .array(zone)
      .min(2, { error: 'EKS wants at least two zones' })
      .superRefine(refuseTwins)
      .meta({ description: 'The availability zones of its subnets, at least two.' }),
    kubernetes: kubernetesMinor,
    sticky: group({ min: 1, max: 1 })
      .superRefine(({ min }, context) => {
        if (min === 0) reject(context, (got) => groupSize.fault('stickyGroup', { got }), ['min']);
      })
      .meta({ description: 'The one group that is always on: Argo CD, the webhook and the drivers run here.' }),
    groups: z
      .array(group({ min: 0, max: 1 }))
      .default([])
      .meta({ description: 'Groups that start from zero nodes.' }),
    secrets: z
      .strictObject({
        prefix: z
          .string()
          .regex(/^[\w/+=.@-]+$/, { error: "write the beginning of the secrets' names, such as fleet/" })
          .meta({ description: 'What their names begin with.', examples: ['fleet/'] }),
      })
      .prefault({ prefix: 'scorewright/' })
      .meta({ description: 'What External Secrets may read: the secrets whose names begin with the prefix.' }),
    s3: z
      .strictObject({
        buckets: z
          .array(
            z
              .string()
              .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, { error: 'write the name of a bucket' })
              .meta({ examples: ['models'] }),
          )
          .min(1)
          .superRefine(refuseTwins)
          .meta({ description: 'The names of the buckets.' }),
        serviceAccount: objectName.meta({ description: 'Who may use them: namespace/name.' }),
      })
      .optional()
      .meta({ description: 'Buckets that pods may read and write, by a role for their ServiceAccount.' }),
  })
  .superRefine((chosen, context) => {
    const abroad = (name: string) => name.slice(0, -1) !== chosen.region;
    const rejectZone = (id: 'otherRegion' | 'otherZones' | 'region', expected: string, at: (string | number)[]) => {
      reject(context, (got) => zoneRegion.fault(id, { got, expected }), at);
    };
    const check = (zones: readonly string[] | undefined, at: (string | number)[]) =>
      zones?.forEach((name, index) => {
        if (abroad(name)) rejectZone('otherRegion', chosen.region, [...at, index]);
        else if (!chosen.zones.some(abroad) && !chosen.zones.includes(name))
          rejectZone('otherZones', chosen.zones.join(', '), [...at, index]);
      });
    // What follows from a wrong region, or from a wrong zone of the cluster, is not told.
    if (chosen.zones.every(abroad)) rejectZone('region', chosen.zones.join(', '), ['region']);
    else {
      check(chosen.zones, ['zones']);
      check(chosen.sticky.zones, ['sticky', 'zones']);
      chosen.groups.forEach(({ zones }, index) => check(zones, ['groups', index, 'zones']));
    }
    const seen = new Set([chosen.sticky.type]);
    chosen.groups.forEach(({ type }, index) => {
      const id = type === chosen.sticky.type ? 'sticky' : 'another';
      if (seen.has(type)) reject(context, (got) => nodeGroupTwice.fault(id, { got }), ['groups', index, 'type']);
      seen.add(type);
    });
  });

export function settings(names: Names): z.ZodType<EksSettings> {
  return z
    .record(clusterName(names), cluster)
    .meta({ description: 'EKS clusters by name: what eksctl creates, and the autoscaler and storage class in them.' });
}
