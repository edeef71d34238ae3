import { closest, distance } from 'fastest-levenshtein';

/** The known name that was probably meant, whatever its case; `undefined` where none is near. */
export function nearest(got: string, known: readonly string[]): string | undefined {
  const byCase = new Map(known.map((name) => [name.toLowerCase(), name]));
  if (byCase.size === 0) return undefined;
  const near = closest(got.toLowerCase(), [...byCase.keys()]);
  return distance(got.toLowerCase(), near) <= Math.max(2, Math.floor(got.length / 3)) ? byCase.get(near) : undefined;
}

/** `did you mean "sample"?` where a known name is near enough, else the list of known names (at most ten). */
export function suggestion(got: string, known: readonly string[], what = 'known'): string {
  if (known.length === 0) return `there is none to choose from`;
  const near = nearest(got, known);
  if (near !== undefined) return `did you mean "${near}"?`;
  const shown = [...known].sort().slice(0, 10).join(', ');
  return `${what}: ${shown}${known.length > 10 ? `, … (${known.length} in all)` : ''}`;
}
