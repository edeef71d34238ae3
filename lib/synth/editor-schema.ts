import { z } from 'zod';
import { noNames } from '../environment/names';
import type { Scorer } from '../scoring/scorer';
import { composedSchema } from './load';

/** The JSON schema of environment files, by which editors complete and check them: `environments/schema.json`. */
export function schemaDocument(scorers: readonly Scorer[]): string {
  const schema = z.toJSONSchema(composedSchema(noNames, scorers), {
    io: 'input',
    unrepresentable: 'any',
    reused: 'ref',
  });
  return `${JSON.stringify({ title: 'Scorewright environment', ...schema }, undefined, 2)}\n`;
}
