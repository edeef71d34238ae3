import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtIn } from '../scoring/catalogue';
import { schemaDocument } from './editor-schema';
import type { KnownScorers } from '../plugins/load-plugins';

/** Stands at the top of the compiled program only. */
declare const __scorewright: string | undefined;

/**
 * The schema of the environments of a folder. Without plug-ins it is the same for everybody, and the compiled program has it
 * in a file: making it takes a fifth of a small run.
 *
 * @param known what each environment may name
 */
export function schemaOf(known: readonly Pick<KnownScorers, 'scorers' | 'components' | 'rules'>[]): string {
  if (known.every(isBuiltIn)) return (ofBuiltIn ??= builtInSchema());
  return schemaDocument(
    known.flatMap(({ scorers }) => scorers),
    known,
  );
}

/** Kept for a process that renders repeatedly, as tests do. */
let ofBuiltIn: string | undefined;

function builtInSchema(): string {
  if (typeof __scorewright !== 'string') return schemaDocument(builtIn);
  return readFileSync(join(__scorewright, 'build/schema.json'), 'utf8');
}

/** The scorers of plug-ins come after those that are built in. */
function isBuiltIn({ scorers, components, rules }: Pick<KnownScorers, 'scorers' | 'components' | 'rules'>): boolean {
  return scorers.length === builtIn.length && components.length === 0 && rules.length === 0;
}
