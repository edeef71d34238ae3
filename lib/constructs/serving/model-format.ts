import { z } from 'zod';
import { rejecting } from '../../environment/rejection';
import { findingKind } from '../../model/finding-kind';

export const formatSyntax = findingKind({
  code: 'format-syntax',
  why: 'KServe looks for a runtime by the format’s name and version.',
  fix: 'Write the name and, after a `/`, the version: `onnx/1`; without a version any of the runtime’s fits.',
  messages: {
    format: 'got {got:json}; write name/version, as onnx/1',
  },
});

/** A model's format, with a version or without one. */
export const modelFormat = z
  .string()
  .refine(
    (text) => /^[a-z][a-z0-9_-]*(\/[\w.-]+)?$/.test(text),
    rejecting((got) => formatSyntax.fault('format', { got })),
  )
  .meta({ description: 'Format and version, as onnx/1.', examples: ['onnx/1'] });

/** The name of a format, and its version where one is named. */
export function parseFormat(text: string): { readonly name: string; readonly version?: string } {
  const [name = '', version] = text.split('/');
  return { name, ...(version !== undefined && { version }) };
}
