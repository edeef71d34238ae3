import { closest, distance } from 'fastest-levenshtein';

/** The known name that `got` was probably meant to be; undefined where none is near enough. */
export function nearest(got: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const found = closest(got.toLowerCase(), [...known]);
  const steps = distance(got.toLowerCase(), found.toLowerCase());
  return steps <= Math.max(2, Math.floor(got.length / 3)) ? found : undefined;
}

/** `did you mean "sample"?` where a known name is near enough, else the list of known names (at most ten). */
export function suggestion(got: string, known: readonly string[], what = 'known'): string {
  if (known.length === 0) return `there is none to choose from`;
  const meant = nearest(got, known);
  if (meant !== undefined) return `did you mean "${meant}"?`;
  const shown = [...known].sort().slice(0, 10).join(', ');
  return `${what}: ${shown}${known.length > 10 ? `, … (${known.length} in all)` : ''}`;
}
