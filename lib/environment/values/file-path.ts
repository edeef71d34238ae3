import { z } from 'zod';
import type { FindingKind } from '../../model/finding';

export const filePath: FindingKind = {
  code: 'file-path',
  why: 'A file outside the folder of environment files is not part of what a reviewer sees, and is not there elsewhere.',
  fix: 'Put the file below the folder of environment files and write its path from there: `files/node-features.json`.',
};

const pattern = /^(?!\/)(?!.*(^|\/)\.{0,2}(\/|$))[\w.\-/]+$/;

/** A file below the folder of environment files, by its path from there. */
export const attachmentPath = pathLike('files/node-features.json');

/** Of such paths, one to a file of clusters. */
export const inventoryPath = pathLike('clusters.yaml');

function pathLike(example: string) {
  return z
    .string()
    .refine((text) => pattern.test(text), {
      error: `write a path below the folder of environment files, such as ${example}`,
      params: { code: filePath.code },
      abort: true,
    })
    .meta({ pattern: pattern.source, description: 'A file below the folder of environment files.' });
}
