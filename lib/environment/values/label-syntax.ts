import { z } from 'zod';
import { isLabelKey, isLabelValue, labelValueForm } from '../../model/label-name';
import { rejecting } from '../rejection';
import { findingKind } from '../../model/finding-kind';

export const labelSyntax = findingKind({
  code: 'label-syntax',
  why: 'The API server rejects label keys and values of another form.',
  fix: 'Keys are `name` or `domain/name`; values have letters, digits, `-`, `_` and `.`, at most 63 characters.',
  messages: {
    key: 'got {got:json}; a label key is "name" or "domain/name"',
    value: 'got {got:json}; a label value has letters, digits, "-", "_" and ".", at most 63 in all',
  },
});

/** The key of a label or a taint. */
export const labelKey = z.string().refine(
  isLabelKey,
  rejecting((got) => labelSyntax.fault('key', { got })),
);

/** The value of a label. */
export const labelValue = z
  .string()
  .refine(
    isLabelValue,
    rejecting((got) => labelSyntax.fault('value', { got })),
  )
  .meta({ pattern: labelValueForm.source });

/** Kubernetes labels. */
export const labels = z.record(labelKey, labelValue);
