import { z } from 'zod';
import { rejecting } from '../rejection';
import { findingKind } from '../../model/finding-kind';

export const labelSyntax = findingKind({
  code: 'label-syntax',
  why: 'The API server refuses label keys and values of another form.',
  fix: 'Keys are `name` or `domain/name`; values have letters, digits, `-`, `_` and `.`, at most 63 characters.',
  messages: {
    key: 'got {got:json}; a label key is "name" or "domain/name"',
    value: 'got {got:json}; a label value has letters, digits, "-", "_" and ".", at most 63 in all',
  },
});

const domain = '(?=[^/]{1,253}/)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*';
const keyPattern = new RegExp(`^(${domain}/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$`);
const valuePattern = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;

/** The key of a label or a taint. */
export const labelKey = z.string().refine(
  (text) => keyPattern.test(text),
  rejecting((got) => labelSyntax.fault('key', { got })),
);

const value = z
  .string()
  .refine(
    (text) => valuePattern.test(text),
    rejecting((got) => labelSyntax.fault('value', { got })),
  )
  .meta({ pattern: valuePattern.source });

/** Kubernetes labels. */
export const labels = z.record(labelKey, value);
