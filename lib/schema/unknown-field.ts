import type { FindingKind } from '../model/finding';
import type { Path } from '../model/origin';
import { nearest, quote, type Fault } from './problem';

export const unknownFieldKind: FindingKind = {
  code: 'unknown-field',
  why: 'The API server drops or refuses a field that its schema does not know, so what was meant does not happen.',
  fix: 'Correct the spelling or the place of the field.',
};

const mostNamed = 12;

/** The fault of a field that its schema does not have, with the nearest that it has. */
export function unknownField(path: Path, known: readonly string[]): Fault {
  const field = String(path.at(-1));
  const near = nearest(field, known);
  const hint =
    near !== undefined
      ? `did you mean ${quote(near)}?`
      : known.length === 0
        ? 'no field is known here'
        : known.length <= mostNamed
          ? `known here: ${[...known].sort().join(', ')}`
          : 'no such field here';
  return { code: unknownFieldKind.code, path, message: `got ${quote(field)}; ${hint}` };
}
