import { z } from 'zod';
import { joinURL } from '../scoring/endpoint';

/** Where a scorer answers, and how it is asked. */
export interface ScorerConnection {
  /** Scheme and authority: `http://172.18.0.3:30007`. */
  readonly url: string;
  /** Sent as a bearer token. @default - none */
  readonly token?: string;
  /** For one request, its body included. @default 10000 */
  readonly timeoutMilliseconds?: number;
}

/** Why a scorer gave no usable answer; the message says it in words. */
export type ScorerFailure = 'bad-url' | 'no-connection' | 'cut-off' | 'timeout' | 'status' | 'not-json' | 'shape';

/** What every method of a ScorerClient throws: what failed, the words for it, and the status where one came. */
export class ScorerError extends Error {
  override readonly name = 'ScorerError';

  constructor(
    readonly failure: ScorerFailure,
    message: string,
    /** Of an answer that came. */
    readonly status?: number,
  ) {
    super(message);
  }
}

/** An answer as it came, whatever its status. */
export interface ScorerAnswer {
  readonly status: number;
  readonly body: string;
}

/** One series of a range query: labels, and pairs of a time in seconds and a value. */
export interface Series {
  readonly metric: Readonly<Record<string, string>>;
  readonly values: readonly (readonly [seconds: number, value: string])[];
}

const answerSchema = z.object({
  results: z.array(z.object({ metric: z.record(z.string(), z.unknown()).optional(), score: z.number() })),
});
/** A scorer's answer to series: a result for each, with its labels and its score, not yet cut to a whole number. */
export type ScoringAnswer = z.infer<typeof answerSchema>;

/**
 * Talks to a scorer as the hub's controller and the agents do: `GET /healthz`, `GET` of its configuration, `POST` of
 * series for scores. Every method throws a ScorerError and nothing else.
 */
export class ScorerClient {
  constructor(private readonly connection: ScorerConnection) {}

  /** Whether the scorer calls itself well; only status 200 counts. */
  async healthy(path: string): Promise<void> {
    const { status } = await this.ask(path);
    if (status !== 200) throw new ScorerError('status', `got status ${status} from ${path}; 200 is healthy`, status);
  }

  /** The configuration, parsed from JSON and no further: what must be in it the environment says. */
  async config(path: string): Promise<unknown> {
    return this.json(path, await this.ask(path));
  }

  async score(path: string, data: readonly Series[]): Promise<ScoringAnswer> {
    const answer = await this.ask(path, JSON.stringify({ data }));
    const parsed = answerSchema.safeParse(this.json(path, answer));
    if (parsed.success) return parsed.data;
    throw new ScorerError('shape', `got an answer from ${path} without results[].score as numbers`, answer.status);
  }

  private json(path: string, { status, body }: ScorerAnswer): unknown {
    const data = parse(body);
    const kind = data === undefined ? '' : ', in JSON';
    if (status !== 200)
      throw new ScorerError('status', `got status ${status} from ${path}${kind}; 200 is right`, status);
    if (data === undefined) throw new ScorerError('not-json', `got no JSON from ${path}`, status);
    return data;
  }

  private async ask(path: string, body?: string): Promise<ScorerAnswer> {
    const { url, token, timeoutMilliseconds = 10_000 } = this.connection;
    const target = joinURL(url, path);
    if (target === undefined) throw new ScorerError('bad-url', `got ${JSON.stringify(url)}; write http://host:port`);
    let status: number | undefined;
    try {
      const response = await fetch(target, {
        headers: {
          accept: 'application/json',
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { method: 'POST', body }),
        signal: AbortSignal.timeout(timeoutMilliseconds),
      });
      status = response.status;
      return { status, body: await response.text() };
    } catch (error) {
      throw failed(target, error, timeoutMilliseconds, status);
    }
  }
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}

function failed(target: string, error: unknown, timeout: number, status: number | undefined): ScorerError {
  // Errors of `fetch` come from another realm under Jest, so their class tells nothing.
  const { name, message, cause } = error as Partial<Error>;
  if (name === 'TimeoutError')
    return new ScorerError('timeout', `got no whole answer from ${target} within ${timeout / 1000} s`, status);
  const reason = (cause as Partial<Error> | undefined)?.message ?? message ?? String(error);
  return status === undefined && !/closed|reset|hang up/i.test(reason)
    ? new ScorerError('no-connection', `got no connection to ${target}: ${reason}`)
    : new ScorerError('cut-off', `got an answer from ${target} that breaks off: ${reason}`, status);
}
