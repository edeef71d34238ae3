import type { Path } from '../model/origin';

/** A request and what its answer must be: one entry of a smoke test's `checks.json`, which `smoke-checks.mjs` reads. */
export interface HttpCheck {
  /** What the line of its result says; unique in its test. */
  readonly name: string;
  readonly url: string;
  /** @default GET */
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** @default - none, but `content-type` for JSON */
  readonly headers?: Readonly<Record<string, string>>;
  /** A file of the pod whose text goes into the header `Authorization` as a bearer token. @default - none */
  readonly bearerTokenFile?: string;
  /** Sent as JSON; instead of `text`. @default - no body */
  readonly json?: unknown;
  /** Sent as it is. @default - no body */
  readonly text?: string;
  /** @default 200 */
  readonly status?: number;
  /** What the JSON of the answer must hold. @default - the body does not matter */
  readonly fields?: readonly ExpectedField[];
  /** Seconds for one try. @default 10 */
  readonly timeoutSeconds?: number;
  /** Whether a failure is only told, as for what others run. @default false */
  readonly warnOnly?: boolean;
  /** Whether it is only told that nothing answers, as before there is anything to serve; a wrong answer fails. @default false */
  readonly mayNotAnswer?: boolean;
}

/** A value in the answer: equal to another one, different from it, only of a type, or not there (nor null, nor empty). */
export type ExpectedField =
  | { readonly path: Path; readonly equals: unknown }
  | { readonly path: Path; readonly differs: unknown }
  | { readonly path: Path; readonly absent: true }
  | { readonly path: Path; readonly type: 'string' | 'number' | 'boolean' | 'object' | 'array' | 'null' };

/** The text of `checks.json`, with every default written out. `patienceSeconds`: how long a failing check is tried again. */
export function checksFile(checks: readonly HttpCheck[], patienceSeconds: number): string {
  const defaults = { method: 'GET', status: 200, timeoutSeconds: 10 };
  const complete = checks.map((check) => ({ ...defaults, ...check }));
  return `${JSON.stringify({ patienceSeconds, checks: complete }, undefined, 2)}\n`;
}
