import { scoringPlan } from '../../components/dynamic-scoring/plan';
import { reachedEngines } from '../../components/dynamic-scoring/reached-engines';
import { compare, type Finding } from '../../model/finding';
import { builtInScorers } from '../../plugins/load-plugins';
import type { Engine } from '../../scoring/engine';
import { expand } from '../../synth/expand';
import { load } from '../../synth/load';
import type { EnvironmentFile } from '../../environment/environment-file';
import { chosenEnvironments } from '../../synth/run';

/** An engine with where it comes from, and every environment that registers it. */
export interface KnownEngine {
  readonly engine: Engine;
  /** `built-in`, or the plug-in as environments name it. */
  readonly source: string;
  readonly registrations: readonly Registration[];
}

/** An engine as one environment has it. */
export interface Registration {
  readonly environment: string;
  readonly engine: Engine;
  /** What the hub's controller asks. */
  readonly configURL: string;
  readonly agents: readonly string[];
}

/** What is known of engines over all environments that were asked for. */
export interface KnownEngines {
  /** Over every source, sorted by id. */
  readonly engines: readonly KnownEngine[];
  /** What is wrong with the environments; of one that is refused nothing is registered. */
  readonly findings: readonly Finding[];
}

/**
 * The engines that come with the tool and those of the plug-ins of the environments.
 *
 * @throws Misuse for an environment that is not there
 */
export function knownEngines(environments: string, only?: readonly string[]): KnownEngines {
  const read = chosenEnvironments({ environments, ...(only && { only }) }).map(readOne);
  const sources = new Map<string, { readonly engine: Engine; readonly source: string }>();
  for (const { sources: known } of [builtInScorers, ...read.map((each) => each.known)]) {
    for (const [scorer, source] of known)
      for (const engine of scorer.engines) if (!sources.has(engine.id)) sources.set(engine.id, { engine, source });
  }
  const engines = [...sources.keys()].sort(compare).flatMap((id): KnownEngine[] => {
    const found = sources.get(id);
    if (found === undefined) return [];
    const registrations = read.flatMap((each) => each.registrations.filter(({ engine }) => engine.id === id));
    return [{ ...found, registrations }];
  });
  return { engines, findings: read.flatMap(({ findings }) => findings) };
}

function readOne(file: EnvironmentFile) {
  const { known, settings, source, findings } = load(file);
  if (settings === undefined) return { known, registrations: [], findings };
  const { fleet, context, directory, findings: found } = expand(settings, source, known.scorers, known);
  const plan = scoringPlan(context);
  if (plan === undefined) return { known, registrations: [], findings: found };
  const agents = plan.agents.map((cluster) => cluster.name);
  const registrations = reachedEngines(plan, fleet, directory).map(({ engine, registered }) => ({
    environment: file.name,
    engine,
    configURL: registered.spec.configURL,
    agents,
  }));
  return { known, registrations, findings: found };
}
