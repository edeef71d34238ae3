import type { Construct } from 'constructs';
import { z } from 'zod';
import type { On } from '../environment/placement';
import type { Cluster, Fleet } from '../model/fleet';
import type { Ref } from '../model/ref';
import type { Delivery, IgnoredDifference, NamespaceNeed, Need, Stage } from '../model/unit';
import { fieldsSchema, type Fields, type SettingsOf } from './setting-fields';

/** The context of a plug-in's component, besides its settings. */
export interface OwnContext {
  readonly fleet: Fleet;
  /** The clusters that an `on` selects, sorted by name. */
  readonly placed: (on: On) => readonly Cluster[];
  /** Whether the environment renders the object, lists it as external, or a cluster has it from the start. */
  readonly has: (ref: Ref) => boolean;
}

/** The objects of a plug-in's component on one cluster: one folder, one Application. */
export interface OwnUnit {
  /** @default - the name of the component */
  readonly name?: string;
  readonly cluster: string;
  /** @default argo */
  readonly delivery?: Delivery;
  /** When it syncs among the units of its cluster. @default workloads */
  readonly stage?: Exclude<Stage, 'namespaces' | 'smoke'>;
  /** The namespaces of its objects; a name alone means Pod Security level `restricted`. @default - none */
  readonly namespaces?: readonly (string | NamespaceNeed)[];
  /** Objects that must exist and are not rendered. @default - none */
  readonly needs?: readonly Need[];
  /** Fields that the cluster writes after Argo CD. @default - none */
  readonly ignoreDifferences?: readonly IgnoredDifference[];
  /** Adds cdk8s constructs from any library. The same settings must always give the same objects. */
  readonly build: (scope: Construct) => void;
}

/** A component of a plug-in: one block of the environment file, and the units that it makes. */
export interface OwnComponent<Settings = unknown> {
  /** The name of its block, in lower case with "-". */
  readonly name: string;
  /** What editors show of the block. */
  readonly description: string;
  readonly settings: Fields;
  /** Objects of its units that built-in blocks may refer to. @default - none */
  readonly provides?: (settings: Settings, context: Omit<OwnContext, 'has'>) => Iterable<Ref>;
  readonly units: (settings: Settings, context: OwnContext) => Iterable<OwnUnit>;
}

/** Defines a component of a plug-in; the types of its settings follow from its fields. */
export function defineComponent<const Known extends Fields>(
  component: Omit<OwnComponent<SettingsOf<Known>>, 'settings'> & { readonly settings: Known },
): OwnComponent<SettingsOf<Known>> {
  return component;
}

const action = z.custom<OwnComponent['units']>((value) => typeof value === 'function', { error: 'write a function' });

/** The schema of an exported component. */
export const ownComponentSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, {
      error: 'a name holds lower-case words joined by "-", such as cache-nodes',
    })
    .max(40),
  description: z.string().min(1),
  settings: fieldsSchema,
  provides: z
    .custom<NonNullable<OwnComponent['provides']>>((value) => typeof value === 'function', {
      error: 'write a function',
    })
    .optional(),
  units: action,
});

/** The schema of a result of `units`. */
export const ownUnitSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/)
    .optional(),
  cluster: z.string(),
  delivery: z.enum(['argo', 'work', 'workReplicaSet']).optional(),
  stage: z.enum(['charts', 'secrets', 'workloads', 'beside']).optional(),
  namespaces: z.array(z.union([z.string(), z.looseObject({ name: z.string() })])).optional(),
  needs: z.array(z.looseObject({ why: z.string() })).optional(),
  ignoreDifferences: z.array(z.looseObject({ kind: z.string() })).optional(),
  build: z.custom<OwnUnit['build']>((value) => typeof value === 'function', { error: 'write a function' }),
});
