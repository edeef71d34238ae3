import { nearest, show } from '../model/words';
import type { ObjectFault } from './object-fault';
import { findingKind } from '../model/finding-kind';
import type { Path } from '../model/origin';

export const unknownFieldKind = findingKind({
  code: 'unknown-field',
  why: 'The API server drops or rejects a field that its schema does not know, so what was meant does not happen.',
  fix: 'Correct the spelling or the place of the field.',
  messages: {
    unknown: 'got {got:json}; {hint}',
  },
});

const mostNamed = 12;

/** The fault of a field that its schema does not have, with the nearest that it has. */
export function unknownField(path: Path, known: readonly string[]): ObjectFault {
  const field = String(path.at(-1));
  const near = nearest(field, known);
  const hint =
    near !== undefined
      ? `did you mean ${show(near)}?`
      : known.length === 0
        ? 'no field is known here'
        : known.length <= mostNamed
          ? `known here: ${[...known].sort().join(', ')}`
          : 'no such field here';
  return unknownFieldKind.fault('unknown', { got: field, hint }, { path });
}
