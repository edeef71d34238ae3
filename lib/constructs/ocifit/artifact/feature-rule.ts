import { z } from 'zod';
import { reject } from '../../../environment/rejection';
import { findingKind } from '../../../model/finding-kind';
import { imageReference } from '../../../environment/values/image-syntax';
import { labelKey } from '../../../environment/values/label-syntax';

export const featureOperator = findingKind({
  code: 'feature-operator',
  why: 'Each operator reads a certain number of values; with another number the rule never matches.',
  fix: 'Give Exists and DoesNotExist no values, the comparisons one, In, NotIn and InRegexp at least one.',
  messages: {
    valueCount: 'got {got:json}; {op} takes {number}',
  },
});

/** How many values an operator reads. */
const operators = {
  In: 'some',
  NotIn: 'some',
  InRegexp: 'some',
  Exists: 'none',
  DoesNotExist: 'none',
  Gt: 'one',
  Lt: 'one',
  Gte: 'one',
  Lte: 'one',
} as const;

/** How the label of a node is compared. */
export type Operator = keyof typeof operators;

/** One node label that an image asks for. */
export interface FeatureMatch {
  readonly key: string;
  readonly op: Operator;
  readonly values: readonly string[];
}

/** An image and the node labels that it asks for; of those that match, the heaviest is chosen. */
export interface FeatureRule {
  readonly image: string;
  readonly weight: number;
  readonly match: readonly FeatureMatch[];
  readonly description?: string | undefined;
}

const match = z
  .strictObject({
    key: labelKey.meta({ description: 'A label of the node.' }),
    op: z.enum(Object.keys(operators) as [Operator, ...Operator[]]).meta({ description: 'How its value is compared.' }),
    values: z.array(z.string()).default([]).meta({ description: 'What it is compared with.' }),
  })
  .superRefine(({ op, values }, context) => {
    const wanted = operators[op];
    if (wanted === 'none' ? values.length === 0 : wanted === 'one' ? values.length === 1 : values.length > 0) return;
    const number = { none: 'no values', one: 'exactly one value', some: 'at least one value' }[wanted];
    reject(context, (got) => featureOperator.fault('valueCount', { got, op, number }), ['values']);
  });

export const featureRules: z.ZodType<readonly FeatureRule[]> = z
  .array(
    z.strictObject({
      image: imageReference,
      weight: z
        .number()
        .int()
        .min(0)
        .default(0)
        .meta({ description: 'Of the images that fit, the one with the largest weight is taken.' }),
      match: z.array(match).min(1).meta({ description: 'What a node must have, all of it.' }),
      description: z.string().min(1).optional().meta({ description: 'For readers of the artifact.' }),
    }),
  )
  .default([])
  .meta({ description: 'Images by node labels. Rendered, but the pinned webhook cannot use them.' });
