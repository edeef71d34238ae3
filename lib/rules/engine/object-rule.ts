import type { Kinds } from '../../../imports/objects';
import type { Located } from '../../graph/located';
import { groupOf, type Manifest } from '../../model/manifest';
import type { Collected, Rule } from './rule';

/** A kind of `imports/` in one version: `v1/Service`, `apps/v1/Deployment`. */
export type KnownKind = keyof Kinds;

/** An object of that kind, as the schema check has proved it. */
export type ObjectOf<Kind extends KnownKind> = Manifest & Kinds[Kind];

/** An object of one of these kinds, with its place. */
export type Typed<Kind extends KnownKind> = Kind extends KnownKind
  ? Omit<Located, 'manifest'> & { readonly manifest: ObjectOf<Kind> }
  : never;

interface Definition<Kind extends KnownKind, Fact> extends Omit<Rule<Fact>, 'kinds' | 'collect'> {
  /** The kinds that it reads, each in the versions that it knows. */
  readonly kinds: readonly Kind[];
  /** Small facts of one object of these kinds, rendered or carried by another. */
  collect(located: Typed<Kind>, collected: Collected): Iterable<Fact>;
}

/**
 * A rule that reads objects of certain kinds by their types. It is not asked about other kinds or versions: no schema has
 * proved their types.
 */
export function objectRule<const Kind extends KnownKind, Fact>(definition: Definition<Kind, Fact>): Rule<Fact> {
  const { kinds } = definition;
  return {
    ...definition,
    kinds: [...new Set(kinds.map(groupKindOf))],
    *collect(_, collected) {
      for (const located of collected.objects)
        if (isTyped(located, ...kinds)) yield* definition.collect(located, collected);
    },
  };
}

/** Whether an object is of one of these kinds and versions. */
export function isTyped<const Kind extends KnownKind>(
  located: Located,
  ...kinds: readonly Kind[]
): located is Located & Typed<Kind> {
  const { apiVersion, kind } = located.manifest;
  return (kinds as readonly string[]).includes(`${apiVersion}/${kind}`);
}

/** `apps/Deployment` of `apps/v1/Deployment`, `/Service` of `v1/Service`. */
function groupKindOf(kind: string): string {
  const slash = kind.lastIndexOf('/');
  return `${groupOf(kind.slice(0, slash))}/${kind.slice(slash + 1)}`;
}
