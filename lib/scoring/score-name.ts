const maximum = 253;

/**
 * The name of the AddOnPlacementScore that the agent writes for a score name (`agent.go`, sanitizeResourceName):
 * lower case; every character outside of `[a-z0-9.-]` a `-`; runs of `-` made one; `-` and `.` trimmed at both ends;
 * at most 253 characters; `score` where nothing is left. Its namespace is the cluster's name.
 */
export function cleanScoreName(scoreName: string): string {
  const name = Array.from(scoreName, lowerCase)
    .join('')
    .replace(/[^a-z0-9.-]/gu, '-')
    .replace(/-+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, maximum)
    .replace(/[-.]+$/, '');
  return name === '' ? 'score' : name;
}

/** Go lowers each character by itself to one character; JavaScript may make two of one (`İ`). */
function lowerCase(character: string): string {
  return String.fromCodePoint(character.toLowerCase().codePointAt(0) ?? 0);
}

/** The score names that end in one AddOnPlacementScore: groups of at least two that differ, by the common name. */
export function collisions(scoreNames: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const scoreName of new Set(scoreNames)) {
    const clean = cleanScoreName(scoreName);
    groups.set(clean, [...(groups.get(clean) ?? []), scoreName]);
  }
  return new Map([...groups].filter(([, names]) => names.length > 1));
}
