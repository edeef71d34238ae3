import { z } from 'zod';
import { reject, rejecting } from './rejection';
import { findingKind } from '../model/finding-kind';
import type { Names } from './names';
import { on, type On } from './placement';
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
    op: z
      .enum(['add', 'remove', 'replace', 'move', 'copy', 'test'])
      .meta({ description: 'What is done at the path (RFC 6902).' }),
    path: pointer,
    from: pointer.optional().meta({ description: 'Where move and copy take the value.' }),
    value: z.unknown().optional().meta({ description: 'What add and replace write, and test expects.' }),
  })
  .refine(
    ({ op, from }) => (op === 'move' || op === 'copy') === (from !== undefined),
    rejecting((got) => patchOperation.fault('from', { got })),
  )
  .refine(
    (entry) => (entry.op === 'add' || entry.op === 'replace' || entry.op === 'test') === 'value' in entry,
    rejecting((got) => patchOperation.fault('value', { got })),
  );

export const patchTargetForm = findingKind({
  code: 'patch-target-form',
  why: 'A patch changes one object, which has a kind and a name, or is made by a construct of a component.',
  fix: 'Write `{ on, kind, name }`, or `{ on, COMPONENT: CONSTRUCT }` with a kind where the construct makes several objects.',
  messages: {
    nothing: 'got neither a name nor a component; give kind and name, or one component with its construct',
    several: 'got {names}; give kind and name, or one component with its construct',
    withoutKind: 'got a name without its kind; add the kind',
  },
});

const constructName = z
  .string()
  .min(1)
  .meta({ description: 'A construct of the component: part of its path, such as `train` or `once/train`.' });

/** Instead of a cluster: the delivery itself, which is on the hub and serves all clusters. */
export const argocd = 'argocd';

/** What a patch is aimed at: an object by its kind and name, or by the component and the construct that make it. */
export interface PatchTarget {
  readonly on: On;
  readonly kind?: string | undefined;
  readonly name?: string | undefined;
  readonly [component: string]: unknown;
}

/** The component and the construct that a patch names instead of an object. */
export function constructOf({ on: _, kind: __, name: ___, ...constructs }: PatchTarget) {
  const [named] = Object.entries(constructs);
  return named && { component: named[0], construct: String(named[1]) };
}

function target(names: Names, components: readonly string[]): z.ZodType<PatchTarget> {
  return z
    .strictObject({
      on: z.union([z.literal(argocd), on(names)]).meta({
        description: 'Clusters, or argocd: the objects that deliver to them (Application, AppProject, ManifestWork …).',
      }),
      kind: kindName
        .optional()
        .meta({ description: 'The kind of the object, with its group where several have the kind: Deployment.' }),
      name: objectName
        .optional()
        .meta({ description: 'namespace/name of the object, or only the name of a cluster-scoped one.' }),
      ...Object.fromEntries(
        components.map((component) => [
          component,
          constructName.optional().meta({ description: 'A construct of the component, such as train or once/train.' }),
        ]),
      ),
    })
    .superRefine((entry, context) => {
      const ways = Object.keys(entry).filter((key) => key !== 'on' && key !== 'kind');
      if (ways.length === 0) reject(context, () => patchTargetForm.fault('nothing', {}));
      else if (ways.length > 1) reject(context, () => patchTargetForm.fault('several', { names: ways.join(' and ') }));
      else if (entry.name !== undefined && entry.kind === undefined)
        reject(context, () => patchTargetForm.fault('withoutKind', {}));
    });
}

/** The block `patches`: RFC 6902 operations on rendered objects, after build and before delivery. */
export function patches(names: Names, components: readonly string[]) {
  return z
    .array(
      z.strictObject({
        target: target(names, components).meta({ description: 'The object, or the construct that makes it.' }),
        ops: z.array(operation).min(1).meta({ description: 'Operations, applied in this order.' }),
      }),
    )
    .default([])
    .meta({
      description: 'Last resort: RFC 6902 operations on rendered objects. One that matches nothing is rejected.',
    });
}

/** One entry of `patches`. */
export type Patch = z.infer<ReturnType<typeof patches>>[number];
