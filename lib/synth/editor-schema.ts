import { z } from 'zod';
import { noNames } from '../environment/names';
import { composedSchema } from './load';

/** The JSON schema of environment files, by which editors complete and check them: `environments/schema.json`. */
export function schemaDocument(): string {
  const schema = z.toJSONSchema(composedSchema(noNames), { io: 'input', unrepresentable: 'any', reused: 'ref' });
  return `${JSON.stringify({ title: 'Scorewright environment', ...schema }, undefined, 2)}\n`;
}
