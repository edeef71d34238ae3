import { platforms } from '../environment/platforms';
import { Delivery, type Delivered } from '../deliver/delivery';
import { replicaSetDiffers } from '../deliver/replica-set-differs';
import type { EnvironmentFile } from '../environment/environment-file';
import type { EnvironmentSource } from '../environment/environment-source';
import type { Finding } from '../model/finding';
import { markers } from '../model/marker';
import { causeOf, naming } from '../model/origin';
import { formatRef } from '../model/ref';
import type { Unit } from '../model/unit';
import type { Suppressed } from '../rules/engine/run';
import type { Scorer } from '../scoring/scorer';
import { Budget, type BudgetEntry } from './budget';
import { buildUnit } from './build';
import { Check } from './check';
import { expand, type Expansion } from './expand';
import { load } from './load';
import { needLines, type NeedLine } from './needs';
import { Patches } from './patch';
import { unobserved, type Observer, type Phase, type Step } from './observer';
import type { Output } from './output';
import type { FieldTracer } from './traced-fields';

/** What a run found and made of one environment. */
export interface EnvironmentReport {
  readonly name: string;
  readonly findings: readonly Finding[];
  /** The scorers that it may name: the built-in ones and those of its plug-ins. */
  readonly scorers: readonly Scorer[];
  /** Absent where the file itself was refused. */
  readonly expansion?: Expansion;
  readonly needs: readonly NeedLine[];
  /** Manifests held against schemas and rules. */
  readonly checked: number;
  /** Rules that the environment turns down, and how often each would have spoken. */
  readonly suppressed: readonly Suppressed[];
  /** What is rendered against the limits of others. */
  readonly budget: readonly BudgetEntry[];
}

/**
 * One environment from its file to its output: load, expand, build, deliver, check, and publish what was made.
 *
 * Units go through one at a time and are dropped, so memory holds one unit and small facts, whatever the fleet's size.
 * Nothing is published here for good: the output is committed by the caller once every environment is clean.
 */
export function synthesize(file: EnvironmentFile, output: Output, observer: Observer = unobserved): EnvironmentReport {
  const { name } = file;
  const begin = (step: Step, size?: Phase['size']) => {
    observer.step(step);
    observer.phase?.({ step, environment: name, ...(size && { size }) });
  };
  begin('load');
  const loaded = load(file);
  const { scorers } = loaded.known;
  if (loaded.settings === undefined)
    return { name, scorers, findings: loaded.findings, needs: [], checked: 0, suppressed: [], budget: [] };
  begin('expand');
  const expansion = expand(loaded.settings, loaded.source, scorers);
  const { fleet, units, source, settings } = expansion;
  const delivery = new Delivery(fleet, platforms[fleet.hub.platform].argocd, units);
  const patches = new Patches(settings.patches, fleet, source);
  const check = new Check(expansion, observer);
  const budget = new Budget();
  const publish = (files: readonly Delivered[]) => {
    for (const { rendered } of files) check.add(rendered);
    budget.add(files);
    output.add(name, files);
  };

  const failures: Finding[] = [];
  begin('build', { clusters: fleet.clusters.length, units: units.length });
  for (const unit of units) {
    observer.step('build');
    const { rendered, problem } = build(unit, expansion.tracer);
    if (problem) {
      const { settings: at, ...rest } = problem;
      failures.push({ severity: 'error', position: source.position(at), ...rest, cluster: unit.cluster });
      continue;
    }
    const patched = patches.apply(unit.component, rendered);
    observer.step('deliver');
    publish(delivery.deliver(unit, patched));
    observer.unit?.(unit);
  }
  begin('deliver');
  publish(delivery.clusterApplications());
  for (const rendered of delivery.generatedApplications()) check.add(rendered);
  failures.push(...differences(delivery, source));

  const bootstrap = delivery.bootstrap();
  for (const rendered of bootstrap) check.add(rendered);
  budget.addBootstrap(bootstrap);
  output.addBootstrap(name, bootstrap);
  const needs = needLines(fleet, units, expansion.needs);
  output.addNeeds(fleet, needs);
  output.addFiles(name, expansion.files);
  begin('rules');
  const complete = ![...expansion.findings, ...failures].some(({ severity }) => severity === 'error');
  if (!complete) check.miss();
  const findings = [
    ...expansion.findings,
    ...failures,
    ...patches.findings,
    ...(complete ? patches.unmatched() : []),
    ...waveFindings(delivery, source),
    ...check.finish(),
  ];
  const [checked, suppressed] = [check.manifests, check.suppressed()];
  return { name, scorers, findings, expansion, needs, checked, suppressed, budget: budget.entries() };
}

function differences(delivery: Delivery, source: EnvironmentSource): Finding[] {
  return delivery.differences().map(({ settings, patch, path, message }) => ({
    code: replicaSetDiffers.code,
    severity: 'error',
    position: source.position(patch ?? [...settings, 'delivery']),
    path,
    message,
  }));
}

/** Cycles and blocked waves are what rules find in the manifests themselves; here remains what only delivery sees. */
function waveFindings({ problems }: Delivery, source: EnvironmentSource): Finding[] {
  return problems
    .filter(({ problem }) => problem.code === 'wave-after-unknown')
    .map(({ origin, problem: { code, object, message } }) => {
      const { settings, patch } = causeOf(origin, ['metadata', 'annotations', markers.after]);
      return {
        code,
        severity: 'error',
        position: source.position(settings),
        path: formatRef(object),
        message: naming(message, patch),
        cluster: origin.cluster,
      };
    });
}

function build(unit: Unit, tracer: FieldTracer): ReturnType<typeof buildUnit> {
  return unit.content.type === 'chart' ? { rendered: [] } : buildUnit(unit, unit.content, tracer);
}
