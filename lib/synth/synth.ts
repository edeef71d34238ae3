import { agentsBehind, type AgentsBehind } from '../components/dynamic-scoring/agents-behind';
import { scoringPlan } from '../components/dynamic-scoring/plan';
import type { Delivery } from '../deliver/delivery';
import type { EnvironmentFile } from '../environment/environment-file';
import type { EnvironmentSource } from '../environment/environment-source';
import { findingAt, type Finding } from '../model/finding';
import { markers } from '../model/marker';
import { causeOf, naming } from '../model/origin';
import { formatRef } from '../model/ref';
import type { Rendered } from '../model/unit';
import type { Suppressed } from '../rules/engine/run';
import type { KnownScorers } from '../plugins/load-plugins';
import { bootstrapReport, type BootstrapReport } from './bootstrap-report';
import { Budget, type BudgetEntry } from './budget';
import { Check } from './check';
import { chartNeeds } from './images/chart-images';
import { expand, type Expansion } from './expand';
import { load } from './load';
import { needLines, type NeedLine } from './needs';
import { unobserved, type Observer, type Step } from './observer';
import type { Output, Replaced } from './output';
import type { Read } from './read-together';
import { Rendering } from './rendering';
import { standingBootstrap } from './standing-bootstrap';

/** What a run found and made of one environment. */
export interface EnvironmentReport {
  readonly name: string;
  readonly findings: readonly Finding[];
  /** Everything that it may name: the built-in scorers, and those, components and rules of its plug-ins. */
  readonly known: KnownScorers;
  /** Absent where the file itself was refused. */
  readonly expansion?: Expansion;
  readonly needs: readonly NeedLine[];
  /** Of the file that a person applies; absent where the environment itself was refused. */
  readonly bootstrap?: Pick<BootstrapReport, 'changed' | 'retained'>;
  /** Agents that do not take in by themselves what this run changes. */
  readonly behind?: readonly AgentsBehind[];
  /** Manifests held against schemas and rules. */
  readonly checked: number;
  /** Rules that the environment suppresses, and how many findings each would have had. */
  readonly suppressed: readonly Suppressed[];
  /** What is rendered against the limits of others. */
  readonly budget: readonly BudgetEntry[];
}

/** Objects whose change somebody must know about. */
const comparedKinds = new Set(['DynamicScorer']);

/** What a run may do besides rendering. */
export interface SynthesisOptions {
  /** Drops the rights that the standing bootstrap file notes as no longer needed. @default false */
  readonly narrow?: boolean;
  /** Builds every unit by itself, also those that are like others. @default false */
  readonly whole?: boolean;
  /** What a run has read already, judged with the other environments. @default - read here, and alone */
  readonly read?: Read | undefined;
}

/**
 * One environment from its file to its output: load, expand, build, deliver, check, and publish what was made.
 *
 * Units go through one at a time and are dropped, so memory holds one unit and small facts, whatever the fleet's size.
 * Nothing is published here for good: the output is committed by the caller once every environment is clean.
 *
 * What is rendered is a function of the environment and of the bootstrap file that stands: rights in it stay until they are
 * narrowed.
 */
export function synthesize(
  file: EnvironmentFile,
  output: Output,
  observer: Observer = unobserved,
  { narrow = false, whole = false, read }: SynthesisOptions = {},
): EnvironmentReport {
  const { name } = file;
  const begin = (step: Step) => {
    observer.step(step);
    observer.phase?.({ step, environment: name });
  };
  if (read === undefined) begin('load');
  const { loaded, ownership } = read ?? { loaded: load(file) };
  const { known } = loaded;
  if (loaded.settings === undefined)
    return { name, known, findings: loaded.findings, needs: [], checked: 0, suppressed: [], budget: [] };
  begin('expand');
  const expansion = expand(loaded.settings, loaded.source, known.scorers, known);
  const { fleet, units, source } = expansion;
  const standing = output.standingBootstrap(name);
  const before = standingBootstrap(standing.path, standing.text, narrow);
  const rendering = new Rendering(expansion, observer, before.rights, whole);
  const { delivery, patches } = rendering;
  const check = new Check(expansion, observer);
  const budget = new Budget();
  const replaced: Replaced[] = [];
  const take = (rendered: Rendered) => {
    check.add(rendered);
    ownership?.add(rendered);
  };
  for (const files of rendering.files()) {
    for (const { rendered } of files) take(rendered);
    budget.add(files);
    replaced.push(...output.add(name, files, comparedKinds));
  }
  for (const rendered of rendering.refused) check.add(rendered);
  output.addLists(name);
  for (const rendered of delivery.generatedApplications()) take(rendered);
  const failures = [...rendering.failures, ...differences(delivery, source)];

  const bootstrap = delivery.bootstrap();
  for (const rendered of bootstrap) take(rendered);
  budget.addBootstrap(bootstrap);
  output.addBootstrap(name, bootstrap);
  const applied = bootstrapReport(
    fleet,
    before.manifests,
    bootstrap.map(({ manifest }) => manifest),
  );
  const needs = needLines(fleet, units, [
    ...expansion.needs,
    ...applied.needs,
    ...rendering.images.needs(),
    ...chartNeeds(units, expansion.settings.images),
  ]);
  output.addNeeds(fleet, needs);
  output.addFiles(name, expansion.files);
  begin('rules');
  const complete = ![...expansion.findings, ...failures].some(({ severity }) => severity === 'error');
  if (!complete) check.miss();
  const findings = [
    ...before.findings,
    ...expansion.findings,
    ...failures,
    ...patches.findings,
    ...rendering.images.findings,
    ...(complete ? patches.unmatched() : []),
    ...waveFindings(delivery, source),
    ...check.finish(),
    ...(ownership?.findings() ?? []),
  ];
  const scoring = scoringPlan(expansion.context);
  const behind = scoring === undefined ? [] : agentsBehind(scoring, replaced);
  const [checked, suppressed] = [check.manifests, check.suppressed()];
  return {
    name,
    known,
    findings,
    expansion,
    needs,
    bootstrap: applied,
    behind,
    checked,
    suppressed,
    budget: budget.entries(),
  };
}

function differences(delivery: Delivery, source: EnvironmentSource): Finding[] {
  return delivery
    .differences()
    .map((fault) =>
      findingAt(fault, { position: source.position(fault.patch ?? [...fault.settings, 'delivery']), path: fault.path }),
    );
}

/** Cycles and blocked waves are what rules find in the manifests themselves; here remains what only delivery sees. */
function waveFindings({ faults }: Delivery, source: EnvironmentSource): Finding[] {
  return faults
    .filter(({ fault }) => fault.code === 'wave-after-unknown')
    .map(({ origin, fault }) => {
      const { settings, patch, position } = causeOf(origin, ['metadata', 'annotations', markers.after]);
      return findingAt(
        { ...fault, message: naming(fault.message, patch) },
        { position: position ?? source.position(settings), path: formatRef(fault.object), cluster: origin.cluster },
      );
    });
}
