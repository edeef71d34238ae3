import { findingKind } from '../model/finding-kind';
import type { External } from '../environment/external';
import type { EnvironmentSource } from '../environment/environment-source';
import { placed } from '../environment/placement';
import { splitObjectName } from '../environment/values/name-syntax';
import { isKind } from '../kinds/group-kind';
import { kindNamed } from '../kinds/kind-named';
import type { Finding } from '../model/finding';
import type { Fleet } from '../model/fleet';
import { formatPath } from '../model/origin';
import { formatRef, refKey, type Ref } from '../model/ref';

export const externalRendered = findingKind({
  code: 'external-rendered',
  why: 'Somebody else makes what is external, and needs.md asks for it; an object that is also rendered would have two owners.',
  fix: 'Remove the cluster or the whole entry from external, or remove what renders the object.',
  messages: {
    rendered: 'got {got}, which {maker} brings to the cluster; take the cluster out of this entry, or the entry out',
  },
});

/** Something that a block of the environment brings. */
export interface Provided {
  /** The name of the block. */
  readonly by: string;
  readonly ref: Ref;
}

/** Entries of `external` for what the environment itself brings. A Namespace may be both: making it again changes nothing. */
export function externalButRendered(
  entries: readonly External[],
  fleet: Fleet,
  provided: readonly Provided[],
  source: EnvironmentSource,
): Finding[] {
  const makers = new Map(provided.map(({ by, ref }) => [refKey(ref), by]));
  return entries.flatMap(({ on, kind, name }, at) =>
    placed(on, fleet).flatMap(({ name: cluster }): Finding[] => {
      const ref = { cluster, ...kindNamed(kind), ...splitObjectName(name) };
      const maker = makers.get(refKey(ref));
      if (maker === undefined || isKind('/Namespace', ref)) return [];
      const path = ['external', at];
      return [
        externalRendered.fault(
          'rendered',
          { got: formatRef(ref), maker },
          { position: source.position(path), path: formatPath(path), cluster },
        ),
      ];
    }),
  );
}
