import { z } from 'zod';

const pattern = /^[a-z]{2}(-[a-z]+)+-\d$/;

/** A region of AWS: `us-east-1`. */
export const awsRegion = z
  .string()
  .refine((text) => pattern.test(text), { error: 'write a region as AWS does: us-east-1', abort: true })
  .meta({ pattern: pattern.source, description: 'The AWS region: us-east-1.', examples: ['us-east-1'] });
