import { show } from '../model/words';
import type { EnvironmentSource } from '../environment/environment-source';
import { findingAt, type Fault, type Finding, type Place } from '../model/finding';
import { formatPath } from '../model/origin';
import { builtIn } from '../scoring/catalogue';
import { checkEngines } from '../scoring/engine-checks';
import { EngineIndex } from '../scoring/engine-index';
import type { Scorer } from '../scoring/scorer';
import { pluginExport, scorerIdTaken } from './findings';
import type { ReadExports } from './exports';
import { loadModule } from './load-module';
import type { OwnComponent } from './own-component';
import type { OwnRule } from './own-rule';

/** Where a scorer comes from: `built-in`, or the plug-in as the environment names it. */
export type ScorerSource = string;

/** A component or rule of a plug-in. */
export interface Brought<What> {
  readonly what: What;
  /** The plug-in, as the environment names it. */
  readonly plugin: string;
  /** Where the environment names it. */
  readonly place: Place;
}

/** Every scorer that an environment may name, and the components and rules of its plug-ins. */
export interface KnownScorers {
  /** Those that come with the tool first, then those of the plug-ins in their order. */
  readonly scorers: readonly Scorer[];
  readonly sources: ReadonlyMap<Scorer, ScorerSource>;
  readonly components: readonly Brought<OwnComponent>[];
  readonly rules: readonly Brought<OwnRule>[];
  readonly findings: readonly Finding[];
}

const builtInSource: ScorerSource = 'built-in';

/** What comes with the tool, without any plug-in. */
export const builtInScorers: KnownScorers = {
  scorers: builtIn,
  sources: new Map(builtIn.map((scorer) => [scorer, builtInSource])),
  components: [],
  rules: [],
  findings: [],
};

/**
 * Loads the plug-ins of an environment file that may still be wrong in any other way: files from its folder, packages as
 * Node finds them from there. A scorer or engine whose id, name or score name is taken is a finding, so is one that is
 * wrong by itself.
 */
export function loadPlugins(source: EnvironmentSource): KnownScorers {
  const names = pluginNames(source.data);
  if (names.length === 0) return builtInScorers;
  const known = new Known();
  for (const [index, name] of names.entries()) {
    if (typeof name !== 'string') continue;
    const place = { position: source.position(['plugins', index]), path: formatPath(['plugins', index]) };
    const loaded = loadModule(name, source.file);
    if ('fault' in loaded) known.findings.push(findingAt(loaded.fault, place));
    else known.take(loaded, name, place);
  }
  return known;
}

/** Collects the exports of one plug-in after the other. */
class Known implements KnownScorers {
  readonly scorers = [...builtInScorers.scorers];
  readonly sources = new Map(builtInScorers.sources);
  readonly components: Brought<OwnComponent>[] = [];
  readonly rules: Brought<OwnRule>[] = [];
  readonly findings: Finding[] = [];
  private readonly ids = new Set(builtIn.map(({ id }) => id));
  private readonly engines = new EngineIndex(builtIn.flatMap(({ engines }) => engines));

  take({ scorers, components, rules, faults }: ReadExports, plugin: string, place: Place): void {
    const bring = <What>(what: What): Brought<What> => ({ what, plugin, place });
    this.components.push(...components.map(bring));
    this.rules.push(...rules.map(bring));
    this.findings.push(...faults.map((reason) => pluginExport.fault('export', { got: plugin, reason }, place)));
    for (const scorer of scorers) this.accept(scorer, plugin, place);
  }

  private accept(scorer: Scorer, plugin: string, place: Place): void {
    const faults = this.clashes(scorer, plugin);
    this.findings.push(...faults.map((fault) => findingAt(fault, place)));
    if (faults.length > 0) return;
    this.scorers.push(scorer);
    this.sources.set(scorer, plugin);
    this.ids.add(scorer.id);
    for (const engine of scorer.engines) this.engines.add(engine);
  }

  /** Faults of a scorer next to those that are known and valid. */
  private clashes({ id, engines }: Scorer, plugin: string): Fault[] {
    if (this.ids.has(id)) return [scorerIdTaken.fault('taken', { got: plugin, id })];
    const own = new Set(engines.map((engine) => engine.id));
    return checkEngines([...this.engines.rivals(engines), ...engines])
      .filter(({ severity, engine }) => severity === 'error' && engine !== undefined && own.has(engine))
      .map((fault) => ({
        ...fault,
        message: `got ${show(plugin)}; engine ${fault.engine ?? ''}, ${formatPath(fault.path)}: ${fault.message}`,
      }));
  }
}

/** What stands for names in a document that may be wrong in any way; what is malformed is left to the schema. */
function pluginNames(data: unknown): readonly unknown[] {
  const list = typeof data === 'object' && data !== null && 'plugins' in data ? data.plugins : [];
  return Array.isArray(list) ? list : [];
}
