import { z } from 'zod';
import { rejecting } from '../../environment/rejection';
import { findingKind } from '../../model/finding-kind';

export const bucketName = findingKind({
  code: 'bucket-name',
  why: 'S3 refuses to make a bucket of another name, and the upload Job would fail on the cluster.',
  fix: 'Use 3 to 63 lower-case letters, digits, `-` and `.`, beginning and ending with a letter or digit.',
  messages: {
    form: 'got {got:json}; a bucket has 3 to 63 lower-case letters, digits, "-" and ".", is no IP address and has no prefix or suffix of S3',
  },
});

const form = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
/** What S3 keeps for itself: addresses, access points, directory and table buckets. */
const reserved = /\.\.|^\d+\.\d+\.\d+\.\d+$|^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/;

/** The name of a bucket, as S3 and MinIO take it. */
export const bucket = z
  .string()
  .refine(
    (text) => form.test(text) && !reserved.test(text),
    rejecting((got) => bucketName.fault('form', { got })),
  )
  .meta({
    pattern: form.source,
    description: 'The bucket; the upload makes it where it is missing.',
    examples: ['models'],
  });
