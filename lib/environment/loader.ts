import type { z } from 'zod';
import type { Finding } from '../model/finding';
import { environmentName } from './environment-name';
import { issueFindings, rememberKeys, type KnownKeys } from './issues';
import { readNames, type Names } from './names';
import type { EnvironmentSource } from './environment-source';

/** A parsed environment file, or why it is none. */
export interface Loaded<Settings> {
  readonly source: EnvironmentSource;
  readonly findings: readonly Finding[];
  /** Absent where there is any finding. */
  readonly settings?: Settings;
}

/**
 * Reads one environment file: all its problems at once, each at its line and column.
 *
 * @param name what the file is called, without `.yaml`
 * @param schema the composed schema, which may check the names that the file itself gives
 */
export function loadEnvironment<Settings extends { environment: string }>(
  name: string,
  source: EnvironmentSource,
  schema: (names: Names) => z.ZodType<Settings>,
): Loaded<Settings> {
  if (source.findings.length > 0) return { source, findings: source.findings };
  const known: KnownKeys = new WeakMap();
  const parsed = schema(readNames(source.data)).safeParse(source.data ?? {}, { error: rememberKeys(known) });
  if (!parsed.success) return { source, findings: issueFindings(parsed.error.issues, source, known) };
  if (parsed.data.environment !== name) {
    return { source, findings: [misnamed(parsed.data.environment, name, source)] };
  }
  return { source, findings: [], settings: parsed.data };
}

function misnamed(got: string, name: string, source: EnvironmentSource): Finding {
  return environmentName.fault(
    'otherName',
    { got, name },
    { position: source.position(['environment']), path: 'environment' },
  );
}
