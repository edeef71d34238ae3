import { show } from '../model/words';
import type { EnvironmentSource } from '../environment/environment-source';
import { findingAt, type Fault, type Finding, type Place } from '../model/finding';
import { formatPath } from '../model/origin';
import { builtIn } from '../scoring/catalogue';
import { checkEngines } from '../scoring/engine-checks';
import type { Scorer } from '../scoring/scorer';
import { pluginExport, scorerIdTaken } from './findings';
import { loadModule } from './load-module';
import type { OwnComponent } from './own-component';
import type { OwnRule } from './own-rule';

/** Where a scorer comes from: `built-in`, or the plug-in as the environment names it. */
export type ScorerSource = string;

/** What a plug-in brings besides scorers. */
export interface Brought<What> {
  readonly what: What;
  /** The plug-in, as the environment names it. */
  readonly plugin: string;
  /** Where the environment does. */
  readonly place: Place;
}

/** Every scorer that an environment may name, and what else its plug-ins bring. */
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
  return pluginNames(source.data).reduce<KnownScorers>((known, name, index) => {
    if (typeof name !== 'string') return known;
    const place = { position: source.position(['plugins', index]), path: formatPath(['plugins', index]) };
    const loaded = loadModule(name, source.file);
    if ('fault' in loaded) return { ...known, findings: [...known.findings, findingAt(loaded.fault, place)] };
    const { scorers, faults } = loaded;
    const bring = <What>(what: What): Brought<What> => ({ what, plugin: name, place });
    const rejected = faults.map((reason) => pluginExport.fault('export', { got: name, reason }, place));
    return scorers.reduce<KnownScorers>((before, scorer) => accept(before, scorer, name, place), {
      ...known,
      components: [...known.components, ...loaded.components.map(bring)],
      rules: [...known.rules, ...loaded.rules.map(bring)],
      findings: [...known.findings, ...rejected],
    });
  }, builtInScorers);
}

function accept(known: KnownScorers, scorer: Scorer, plugin: string, place: Place): KnownScorers {
  const findings = clashes(known.scorers, scorer, plugin).map((fault) => findingAt(fault, place));
  if (findings.length > 0) return { ...known, findings: [...known.findings, ...findings] };
  return {
    ...known,
    scorers: [...known.scorers, scorer],
    sources: new Map([...known.sources, [scorer, plugin]]),
  };
}

/** What is wrong with a scorer beside those that are known and in order. */
function clashes(known: readonly Scorer[], scorer: Scorer, plugin: string): Fault[] {
  if (known.some(({ id }) => id === scorer.id)) return [scorerIdTaken.fault('taken', { got: plugin, id: scorer.id })];
  const all = [...known, scorer].flatMap(({ engines }) => engines);
  const own = new Set(scorer.engines.map(({ id }) => id));
  return checkEngines(all)
    .filter(({ severity, engine }) => severity === 'error' && engine !== undefined && own.has(engine))
    .map((fault) => ({
      ...fault,
      message: `got ${show(plugin)}; engine ${fault.engine ?? ''}, ${formatPath(fault.path)}: ${fault.message}`,
    }));
}

/** What stands for names in a document that may be wrong in any way; what is malformed is left to the schema. */
function pluginNames(data: unknown): readonly unknown[] {
  const list = typeof data === 'object' && data !== null && 'plugins' in data ? data.plugins : [];
  return Array.isArray(list) ? list : [];
}
