import { closest, distance } from 'fastest-levenshtein';

/** `did you mean "sample"?` where a known name is near enough, else the list of known names (at most ten). */
export function suggestion(got: string, known: readonly string[], what = 'known'): string {
  if (known.length === 0) return `there is none to choose from`;
  const nearest = closest(got.toLowerCase(), [...known]);
  if (distance(got.toLowerCase(), nearest.toLowerCase()) <= Math.max(2, Math.floor(got.length / 3))) {
    return `did you mean "${nearest}"?`;
  }
  const shown = [...known].sort().slice(0, 10).join(', ');
  return `${what}: ${shown}${known.length > 10 ? `, … (${known.length} in all)` : ''}`;
}
