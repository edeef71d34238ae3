import { cleanScoreName } from '../model/score-name';
import type { Engine } from './engine';

/** An engine with a key that an earlier one has. */
export interface Sharing {
  readonly engine: Engine;
  readonly holder: Engine;
  readonly key: string;
}

/** Every engine whose key an earlier one has, with the first that has it. */
export function sharing(engines: readonly Engine[], keyOf: (engine: Engine) => string): readonly Sharing[] {
  const holders = new Map<string, Engine>();
  return engines.flatMap((engine) => {
    const key = keyOf(engine);
    const holder = holders.get(key);
    if (holder === undefined) holders.set(key, engine);
    return holder === undefined ? [] : [{ engine, holder, key }];
  });
}

/** The keys that must be unique to each engine. */
const keys: readonly ((engine: Engine) => string)[] = [
  ({ id }) => id,
  ({ name }) => name,
  ({ scoring }) => cleanScoreName(scoring.name),
];

/** Known engines by their unique keys: a new one is compared only with those that it could clash with. */
export class EngineIndex {
  private readonly holders = keys.map(() => new Map<string, Engine>());

  constructor(engines: readonly Engine[] = []) {
    for (const engine of engines) this.add(engine);
  }

  add(engine: Engine): void {
    for (const [at, keyOf] of keys.entries()) {
      const [holders, key] = [this.holders[at], keyOf(engine)];
      if (holders?.has(key) === false) holders.set(key, engine);
    }
  }

  /** The known engines that share a unique key with one of these. */
  rivals(engines: readonly Engine[]): readonly Engine[] {
    const found = engines.flatMap((engine) => keys.flatMap((keyOf, at) => this.holders[at]?.get(keyOf(engine)) ?? []));
    return [...new Set(found)];
  }
}
