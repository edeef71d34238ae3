import { z } from 'zod';
import { noNames } from '../environment/names';
import { compare } from '../model/finding';
import type { Scorer } from '../scoring/scorer';
import { composedSchema } from './load';

/**
 * The JSON schema of environment files, by which editors complete and check them: `environments/schema.json`.
 *
 * @param scorers what any environment of the folder may name, in any order and number
 */
export function schemaDocument(scorers: readonly Scorer[]): string {
  const byId = new Map(scorers.map((scorer) => [scorer.id, scorer]));
  const sorted = [...byId.values()].sort((a, b) => compare(a.id, b.id));
  const schema = z.toJSONSchema(composedSchema(noNames, sorted), {
    io: 'input',
    unrepresentable: 'any',
    reused: 'ref',
  });
  return `${JSON.stringify({ title: 'Scorewright environment', ...schema }, undefined, 2)}\n`;
}
