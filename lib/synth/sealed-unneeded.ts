import { distance } from 'fastest-levenshtein';
import { findingKind } from '../model/finding-kind';
import type { EnvironmentSource } from '../environment/environment-source';
import type { Secrets } from '../environment/secrets';
import { isKind } from '../kinds/group-kind';
import type { Finding } from '../model/finding';
import { formatPath } from '../model/origin';
import type { Need } from '../model/unit';

export const sealedUnneeded = findingKind({
  code: 'sealed-unneeded',
  severity: 'warning',
  why: 'A Secret sealed under another name is never read, and people would be asked for the one that is.',
  fix: 'Seal it again under the name that is read: kubeseal binds the value to namespace and name.',
  messages: {
    otherNeeded:
      'got {got}, while {meant} is needed and nobody brings it; did you mean that? Then seal it anew, for kubeseal binds what it encrypts to its name',
  },
});

/** Letters by which a name may miss another; with more it is hardly meant. */
const mostErrors = 2;

/** Secrets that are sealed under nearly the name of one that is still missing. Others may be for what nobody here knows. */
export function mistakenSeals(secrets: Secrets, needs: readonly Need[], source: EnvironmentSource): Finding[] {
  if (secrets.backend !== 'sealed-secrets') return [];
  const missing = new Map<string, string[]>();
  for (const { ref } of needs) {
    const { cluster, namespace, name } = ref;
    if (!isKind('/Secret', ref) || namespace === undefined) continue;
    const known = missing.get(cluster) ?? [];
    known.push(`${namespace}/${name}`);
    missing.set(cluster, known);
  }
  return Object.entries(secrets.sealed).flatMap(([cluster, byName]) => {
    const wanted = missing.get(cluster) ?? [];
    return Object.keys(byName).flatMap((name): Finding[] => {
      const meant = wanted.includes(name) ? undefined : wanted.find((other) => distance(name, other) <= mostErrors);
      if (meant === undefined) return [];
      const path = ['secrets', 'sealed', cluster, name];
      return [
        sealedUnneeded.fault(
          'otherNeeded',
          { got: name, meant },
          { position: source.keyPosition(path), path: formatPath(path), cluster },
        ),
      ];
    });
  });
}
