import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { explain } from '../../environment/issue-explanation';
import { at } from '../../model/json';
import { formatPath } from '../../model/origin';
import { Misuse } from '../../synth/run';

/** @throws Misuse that names the option and the file */
export function readText(option: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Misuse(
      `${option}: got ${file}, which cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)})`,
    );
  }
}

/** @throws Misuse for what is not JSON */
export function parseJson(option: string, file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw new Misuse(`${option}: got ${file}, which is not JSON: ${reason}`);
  }
}

/** @throws Misuse with every field that does not fit, one a line */
export function fitting<T>(schema: z.ZodType<T>, value: unknown, option: string, place: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => {
    const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
    const field = path.length === 0 ? '' : ` ${formatPath(path)}`;
    return `${place}${field}: ${explain(issue, at(value, ...path)).message}`;
  });
  throw new Misuse(`${option}: ${lines.join('\n')}`);
}
