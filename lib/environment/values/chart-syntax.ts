import { z } from 'zod';
import { findingKind } from '../../model/finding-kind';
import { rejecting } from '../rejection';
import { httpUrl } from './url-syntax';

export const chartSyntax = findingKind({
  code: 'chart-syntax',
  why: 'A chart is fetched by exactly this repository and version; a range would change what runs without a commit.',
  fix: 'Write one whole version, and the repository as an https URL, or as oci://host/path.',
  messages: {
    version: 'got {got:json}; write one whole version such as 1.17.2 or v1.17.2',
    repository: 'got {got:json}; write https://host/path of a Helm repository, or oci://host/path of a registry',
    commit: 'got {got:json}; write the 40 digits of a commit',
  },
});

const exact = /^v?\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/;
const registry = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d+)?(\/[a-z0-9._-]+)+$/;

/** One version of a chart, never a range. */
export const chartVersion = z
  .string()
  .refine(
    (text) => exact.test(text),
    rejecting((got) => chartSyntax.fault('version', { got })),
  )
  .meta({ pattern: exact.source, description: 'One whole version of the chart.', examples: ['1.17.2'] });

/** A Helm repository, or a path in an OCI registry. Argo CD takes no `oci://` in front of it. */
export const chartRepository = z
  .string()
  .refine(
    (text) => registry.test(withoutScheme(text)) || httpUrl.safeParse(text).success,
    rejecting((got) => chartSyntax.fault('repository', { got })),
  )
  .overwrite(withoutScheme)
  .meta({ description: 'https://host/path of a Helm repository, or oci://host/path of a registry.' });

function withoutScheme(text: string): string {
  return text.replace(/^oci:\/\//, '');
}

const hash = /^[0-9a-f]{40}$/;

/** A full commit hash. */
export const commitHash = z
  .string()
  .refine(
    (text) => hash.test(text),
    rejecting((got) => chartSyntax.fault('commit', { got })),
  )
  .meta({
    pattern: hash.source,
    description: 'The full hash of a commit.',
    examples: ['0d75cef855dee5351d68e32ec139a70e892b5268'],
  });
