import childProcess from 'node:child_process';
import { syncBuiltinESMExports } from 'node:module';
import { Socket } from 'node:net';

/** How foreign code runs. */
export interface Confinement {
  /** The error of its clock in milliseconds, which exposes code that reads the time. @default 0 */
  readonly clock?: number;
}

/** A thrown value of any type, in one line. */
export function reasonOf(thrown: unknown): string {
  try {
    const { message, name } = (typeof thrown === 'object' && thrown !== null ? thrown : {}) as Partial<Error>;
    const text = typeof message === 'string' ? message || String(name) : String(thrown);
    const [, fault, line, column] = /^Error transforming .*: (.*) \((\d+):(\d+)\)$/.exec(text) ?? [];
    return fault === undefined ? (text.split('\n')[0] ?? '') : `line ${line}, column ${column}: ${fault}`;
  } catch {
    return 'something that cannot be shown';
  }
}

/**
 * Runs foreign code. It can neither end the process nor set its exit status, and it reaches neither the network nor another
 * program, because the output would depend on them.
 *
 * @throws the error of the action, or one that names the forbidden attempt
 */
export function confined<T>(action: () => T, { clock = 0 }: Confinement = {}): T {
  const { exitCode } = process;
  let tried: string | undefined;
  const refuse = (what: string) => () => {
    tried ??= what;
    throw new Error(what);
  };
  const network = 'it reaches for the network';
  const restore = [
    replaced(process, 'exit', refuse('it calls process.exit')),
    // Nothing is thrown here: an error in a promise that nobody awaits would end the process.
    replaced(globalThis, 'fetch', () => {
      tried ??= network;
      return new Promise(() => undefined);
    }),
    replaced(Socket.prototype, 'connect', function (this: Socket) {
      tried ??= network;
      return this;
    }),
    ...(['exec', 'execFile', 'execFileSync', 'execSync', 'fork', 'spawn', 'spawnSync'] as const).map((name) =>
      replaced(childProcess, name, refuse('it starts another program')),
    ),
    ...(clock === 0 ? [] : [replaced(globalThis, 'Date', wrongDate(clock))]),
  ];
  syncBuiltinESMExports();
  try {
    const result = action();
    if (tried !== undefined) throw new Error(tried);
    return result;
  } catch (error) {
    // The attempt says more than the error that followed from it.
    throw tried === undefined ? error : new Error(tried);
  } finally {
    for (const undo of restore) undo();
    syncBuiltinESMExports();
    process.exitCode = exitCode;
  }
}

function replaced(owner: object, name: string, value: unknown): () => void {
  const before = Object.getOwnPropertyDescriptor(owner, name);
  Object.defineProperty(owner, name, {
    configurable: true,
    writable: true,
    enumerable: before?.enumerable ?? true,
    value,
  });
  return () => {
    if (before === undefined) Reflect.deleteProperty(owner, name);
    else Object.defineProperty(owner, name, before);
  };
}

function wrongDate(by: number): DateConstructor {
  const Real = Date;
  return new Proxy(Real, {
    construct: (target, args: unknown[], newTarget) =>
      Reflect.construct(target, args.length === 0 ? [Real.now() + by] : args, newTarget) as object,
    apply: () => new Real(Real.now() + by).toString(),
    get: (target, key, receiver) =>
      key === 'now' ? () => Real.now() + by : (Reflect.get(target, key, receiver) as unknown),
  });
}
