import { z } from 'zod';
import type { Severity } from '../model/finding';
import type { Manifest } from '../model/manifest';

/** One thing that a rule of a plug-in finds wrong with an object. */
export interface OwnFault {
  /** The path of the field in the object: `['spec', 'replicas']`. @default - the whole object */
  readonly path?: readonly (string | number)[];
  /** The value that was found, and the right one. */
  readonly message: string;
}

/** A rule of a plug-in: it sees every rendered object of its kinds, also those inside ManifestWorks, one at a time. */
export interface OwnRule {
  /** An owner and a name, such as acme/team-label; the environment suppresses the rule by this code. */
  readonly code: string;
  /** @default error */
  readonly severity?: Severity;
  /** The reason for the rule: one or two sentences. Editors show it. */
  readonly why: string;
  /** The usual fix: one sentence. */
  readonly fix: string;
  /** `group/Kind` of the objects: `apps/Deployment`, `/Service`. @default - every kind */
  readonly kinds?: readonly string[];
  readonly check: (object: Manifest, place: { readonly cluster: string }) => Iterable<OwnFault>;
}

/** Defines a rule of a plug-in. */
export function defineRule(rule: OwnRule): OwnRule {
  return rule;
}

/** The schema of an exported rule. */
export const ownRuleSchema = z.strictObject({
  code: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*\/[a-z0-9]+(-[a-z0-9]+)*$/, {
    error: 'a code holds an owner and a name, such as acme/team-label',
  }),
  severity: z.enum(['error', 'warning']).optional(),
  why: z.string().min(1),
  fix: z.string().min(1),
  kinds: z
    .array(z.string().regex(/^[a-z0-9.-]*\/[A-Z]\w*$/, { error: 'write group/Kind, as apps/Deployment or /Service' }))
    .min(1)
    .optional(),
  check: z.custom<OwnRule['check']>((value) => typeof value === 'function', { error: 'write a function' }),
});

/** The schema of a result of `check`. */
export const ownFaultSchema = z.strictObject({
  path: z.array(z.union([z.string(), z.number()])).optional(),
  message: z.string().min(1),
});
