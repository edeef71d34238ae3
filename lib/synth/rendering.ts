import type { ArgocdSetup } from '../deliver/bootstrap';
import { Delivery, type Delivered } from '../deliver/delivery';
import type { StandingRights } from '../deliver/standing-rights';
import { findingAt, type Finding } from '../model/finding';
import { formatPath } from '../model/origin';
import type { Rendered, Unit } from '../model/unit';
import { platformOf } from '../platforms/catalogue';
import { inArgocdNamespace } from './argocd-namespace';
import { buildUnit } from './build';
import type { Expansion } from './expand';
import { unobserved, type Observer, type Phase, type Step } from './observer';
import { Patches } from './patch';
import { unsteady } from './unsteady';

/** Steps 3 and 4 over one environment: its units built, patched and delivered one at a time. */
export class Rendering {
  readonly delivery: Delivery;
  readonly patches: Patches;
  /** Units that could not be built. */
  readonly failures: Finding[] = [];
  private readonly argocd: ArgocdSetup;

  constructor(
    private readonly expansion: Expansion,
    private readonly observer: Observer = unobserved,
    /** The rights that the hub may still need. */
    standing?: StandingRights,
  ) {
    const { fleet, units, settings, source } = expansion;
    this.argocd = platformOf(fleet.hub).argocd;
    this.delivery = new Delivery(fleet, this.argocd, units, standing);
    this.patches = new Patches(settings.patches, fleet, source);
  }

  /** The files of each unit in turn, and last the Applications of the clusters. */
  *files(): Iterable<readonly Delivered[]> {
    const { fleet, units } = this.expansion;
    this.begin('build', { clusters: fleet.clusters.length, units: units.length });
    for (const unit of units) {
      const rendered = this.built(unit);
      if (rendered === undefined) continue;
      this.observer.step('deliver');
      yield this.delivery.deliver(unit, rendered);
      this.observer.unit?.(unit);
    }
    this.begin('deliver');
    yield this.delivery.clusterApplications();
  }

  /** Every object of the environment, in whatever file or in none. */
  *objects(): Iterable<Rendered> {
    for (const files of this.files()) for (const { rendered } of files) yield rendered;
    yield* this.delivery.generatedApplications();
    yield* this.delivery.bootstrap();
  }

  private built(unit: Unit): readonly Rendered[] | undefined {
    this.observer.step('build');
    const { tracer, source, fleet } = this.expansion;
    const { rendered, problem } =
      unit.content.type === 'chart' ? { rendered: [] } : buildUnit(unit, unit.content, tracer);
    if (problem) {
      const { settings: at, ...rest } = problem;
      this.failures.push({ severity: 'error', position: source.position(at), ...rest, cluster: unit.cluster });
      return undefined;
    }
    const wavers = unit.again && unsteady(rendered, buildUnit(unit, unit.again, tracer).rendered);
    if (wavers) {
      const place = {
        position: source.position(unit.settings),
        path: formatPath(unit.settings),
        cluster: unit.cluster,
      };
      this.failures.push(findingAt(wavers, place));
    }
    if (unit.own && unit.cluster === fleet.hub.name)
      this.failures.push(...inArgocdNamespace(rendered, this.argocd.namespace, source));
    return this.patches.apply(unit.component, rendered);
  }

  private begin(step: Step, size?: Phase['size']): void {
    this.observer.step(step);
    this.observer.phase?.({ step, environment: this.expansion.fleet.environment, ...(size && { size }) });
  }
}
