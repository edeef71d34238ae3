const maximum = 253;

/**
 * The name of the AddOnPlacementScore that the dynamic scoring agent writes for a score: in lower case, every character
 * outside `[a-z0-9.-]` a `-`, runs of `-` made one, `-` and `.` trimmed at both ends, at most 253 characters, and `score`
 * where nothing is left.
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

/** Go lowers each character to one character; JavaScript makes two of some (`İ`). */
function lowerCase(character: string): string {
  return String.fromCodePoint(character.toLowerCase().codePointAt(0) ?? 0);
}
