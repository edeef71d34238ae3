import { z } from 'zod';
import type { FindingKind } from '../../model/finding';

export const labelSyntax: FindingKind = {
  code: 'label-syntax',
  why: 'The API server refuses label keys and values of another form.',
  fix: 'Keys are `name` or `domain/name`; values have letters, digits, `-`, `_` and `.`, at most 63 characters.',
};

const params = { code: labelSyntax.code };
const domain = '(?=[^/]{1,253}/)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*';
const keyPattern = new RegExp(`^(${domain}/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$`);
const valuePattern = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;

/** The key of a label or a taint. */
export const labelKey = z
  .string()
  .refine((text) => keyPattern.test(text), { error: 'a label key is "name" or "domain/name"', params, abort: true });

const value = z
  .string()
  .refine((text) => valuePattern.test(text), {
    error: 'a label value has letters, digits, "-", "_" and ".", at most 63 in all',
    params,
    abort: true,
  })
  .meta({ pattern: valuePattern.source });

/** Kubernetes labels. */
export const labels = z.record(labelKey, value);
