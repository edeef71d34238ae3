import { hint } from '../model/words';
import { compare } from '../model/finding';
import type { Engine } from '../scoring/engine';
import { calculationOf, LocalEngine } from './local-engine';
import { RemoteEngine } from './remote-engine';
import { ScorerClient, type ScorerConnection } from './scorer-client';
import type { ScoringEngine } from './scoring-engine';

/** Where the scorer of an engine answers; undefined where nobody runs it. */
export type Connect = (engine: Engine) => ScorerConnection | undefined;

/**
 * Engines to choose from by id. One whose scorer answers somewhere asks it; else one that can be worked out here is; the
 * others are known by their metadata and cannot calculate.
 */
export class EngineCatalogue {
  private readonly engines: ReadonlyMap<string, Engine>;

  constructor(
    engines: readonly Engine[],
    private readonly connect: Connect = () => undefined,
  ) {
    this.engines = new Map([...engines].sort((a, b) => compare(a.id, b.id)).map((engine) => [engine.id, engine]));
    if (this.engines.size < engines.length) throw new Error('got two engines of one id; each needs an id of its own');
  }

  /** The ids, sorted. */
  ids(): readonly string[] {
    return [...this.engines.keys()];
  }

  /** Every engine that can calculate, sorted by id. */
  list(): readonly ScoringEngine[] {
    return [...this.engines.values()].flatMap((engine) => this.implementation(engine) ?? []);
  }

  /** @throws Error for an id that is not there, naming the nearest, and for an engine that nothing here can ask */
  get(id: string): ScoringEngine {
    const engine = this.engines.get(id);
    if (engine === undefined)
      throw new Error(`got engine ${JSON.stringify(id)}; ${hint(id, this.ids(), 'engines').hint}`);
    const found = this.implementation(engine);
    if (found === undefined) throw new Error(`engine ${id} is worked out by its scorer only; say where that answers`);
    return found;
  }

  private implementation(engine: Engine): ScoringEngine | undefined {
    const connection = this.connect(engine);
    if (connection !== undefined) return new RemoteEngine(engine, new ScorerClient(connection));
    const calculate = calculationOf(engine);
    return calculate && new LocalEngine(engine, calculate);
  }
}
