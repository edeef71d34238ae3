import { z } from 'zod';
import { rejecting } from './rejection';
import { findingKind } from '../model/finding-kind';
import type { Names } from './names';
import { on } from './placement';
import { kindName, objectName } from './values/name-syntax';

export const patchOperation = findingKind({
  code: 'patch-operation',
  why: 'An operation that lacks its value or its source cannot be applied.',
  fix: 'Give `value` to add, replace and test, and `from` to move and copy (RFC 6902).',
  messages: {
    withoutSlash: 'got {got:json}; a JSON pointer begins with "/", for example /spec/replicas',
    escape: 'got {got:json}; in a JSON pointer "~" is written ~0, and "/" inside a key ~1',
    from: 'got {got:json}; move and copy need "from"; the others have none',
    value: 'got {got:json}; add, replace and test need "value"; the others have none',
  },
});

const pointer = z
  .string()
  .refine(
    (text) => text === '' || text.startsWith('/'),
    rejecting((got) => patchOperation.fault('withoutSlash', { got })),
  )
  .refine(
    (text) => !/~(?![01])/.test(text),
    rejecting((got) => patchOperation.fault('escape', { got })),
  )
  .meta({ description: 'A JSON pointer (RFC 6901): /spec/template/spec/priorityClassName.' });

const operation = z
  .strictObject({
    op: z.enum(['add', 'remove', 'replace', 'move', 'copy', 'test']),
    path: pointer,
    from: pointer.optional(),
    value: z.unknown().optional(),
  })
  .refine(
    ({ op, from }) => (op === 'move' || op === 'copy') === (from !== undefined),
    rejecting((got) => patchOperation.fault('from', { got })),
  )
  .refine(
    (entry) => (entry.op === 'add' || entry.op === 'replace' || entry.op === 'test') === 'value' in entry,
    rejecting((got) => patchOperation.fault('value', { got })),
  );

/** The block `patches`: RFC 6902 operations on rendered objects, after build and before delivery. */
export function patches(names: Names) {
  return z
    .array(
      z.strictObject({
        target: z.strictObject({
          on: on(names),
          kind: kindName,
          name: objectName,
        }),
        ops: z.array(operation).min(1),
      }),
    )
    .default([])
    .meta({
      description: 'Last resort: RFC 6902 operations on rendered objects. One that matches nothing is refused.',
    });
}

/** One entry of `patches`. */
export type Patch = z.infer<ReturnType<typeof patches>>[number];
