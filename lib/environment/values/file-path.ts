import { z } from 'zod';
import { rejecting } from '../rejection';
import { findingKind } from '../../model/finding-kind';

export const filePath = findingKind({
  code: 'file-path',
  why: 'A file outside the folder of environment files is not part of what a reviewer sees, and is not there elsewhere.',
  fix: 'Put the file below the folder of environment files and write its path from there: `files/node-features.json`.',
  messages: {
    outside: 'got {got:json}; write a path below the folder of environment files, such as {example}',
  },
});

const pattern = /^(?!\/)(?!.*(^|\/)\.{0,2}(\/|$))[\w.\-/]+$/;
const patternOfSeveral = /^(?!\/)(?!.*(^|\/)\.{0,2}(\/|$))[\w.\-/*]+$/;

/** A file below the folder of environment files, by its path from there. */
export const attachmentPath = pathLike('files/node-features.json');

/** Such a path to a file of clusters. */
export const inventoryPath = pathLike('clusters.yaml');

/** Such a path to the settings that several environments share. */
export const basePath = pathLike('base.yaml');

/** Such a path to a part of an environment, or with `*` to several. */
export const includePath = pathLike('eu/*.yaml', patternOfSeveral);

function pathLike(example: string, form = pattern) {
  return z
    .string()
    .refine(
      (text) => form.test(text),
      rejecting((got) => filePath.fault('outside', { got, example })),
    )
    .meta({ pattern: form.source, description: 'A file below the folder of environment files.', examples: [example] });
}
