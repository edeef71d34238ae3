import { cleanScoreName } from '../model/score-name';

/** The score names that end in one AddOnPlacementScore: groups of at least two that differ, by the common name. */
export function collisions(scoreNames: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const scoreName of new Set(scoreNames)) {
    const clean = cleanScoreName(scoreName);
    groups.set(clean, [...(groups.get(clean) ?? []), scoreName]);
  }
  return new Map([...groups].filter(([, names]) => names.length > 1));
}
