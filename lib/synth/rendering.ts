import type { ArgocdSetup } from '../deliver/bootstrap';
import { Delivery, type Delivered } from '../deliver/delivery';
import type { StandingRights } from '../deliver/standing-rights';
import { findingAt, type Fault, type Finding } from '../model/finding';
import { formatPath } from '../model/origin';
import type { Rendered, Unit } from '../model/unit';
import { platformOf } from '../platforms/catalogue';
import { inArgocdNamespace } from './argocd-namespace';
import { buildUnit, unfileable, type Built } from './build';
import { BuiltOnce } from './built-once';
import { withCommon } from './common-metadata';
import type { Expansion } from './expand';
import { withNamedValues } from './images/chart-images';
import { lockFile, readLock } from './images/images-lock';
import { RenamedImages } from './images/renamed-images';
import { unobserved, type Observer, type Phase, type Step } from './observer';
import { Patches } from './patch';
import { kindWithoutSchemaKind } from '../schema/kind-without-schema';
import { schemaFaults } from '../schema/schema-faults';
import { unsteady } from './unsteady';

const noObjects: Built = { rendered: [] };
const strange = kindWithoutSchemaKind.code;

/** Steps 3 and 4 over one environment: its units built, patched and delivered one at a time. */
export class Rendering {
  readonly delivery: Delivery;
  readonly patches: Patches;
  /** Units that could not be built, and faults in the lock. */
  readonly failures: Finding[] = [];
  /** The user's own objects that their schema rejects: they are not delivered. */
  readonly refused: Rendered[] = [];
  /** Renames images; its needs are complete only after the last unit. */
  readonly images: RenamedImages;
  private readonly argocd: ArgocdSetup;
  private readonly build: (unit: Unit) => Built;

  constructor(
    private readonly expansion: Expansion,
    private readonly observer: Observer = unobserved,
    /** The rights that the hub may still need. */
    standing?: StandingRights,
    /** Builds every unit by itself, also those that are like others. */
    whole = false,
  ) {
    const { fleet, units, settings, source, tracer } = expansion;
    const inFull = (unit: Unit) => (unit.content.type === 'chart' ? noObjects : buildUnit(unit, unit.content, tracer));
    const once = new BuiltOnce(tracer, inFull);
    this.build = whole ? inFull : (unit) => once.of(unit);
    const lock = expansion.context.attachment(lockFile);
    const { digests, findings } = lock === undefined ? { digests: undefined, findings: [] } : readLock(lock);
    this.failures.push(...findings);
    // With a fault in the lock, images that it misses are not reported.
    this.images = new RenamedImages(settings.images, findings.length > 0 ? undefined : digests, source);
    const { instance } = fleet.gitops.argocd ?? {};
    this.argocd = { ...platformOf(fleet.hub).argocd, ...(instance !== undefined && { instance }) };
    this.patches = new Patches(settings.patches, fleet, source);
    this.delivery = new Delivery(fleet, this.argocd, units, standing, (rendered, trial) =>
      this.patches.applyLast(withCommon(rendered, settings), trial),
    );
  }

  /** The files of each unit in turn, and last the Applications of the clusters. */
  *files(): Iterable<readonly Delivered[]> {
    const { fleet, units } = this.expansion;
    this.begin('build', { clusters: fleet.clusters.length, units: units.length });
    for (const unit of units) {
      const rendered = this.built(unit);
      if (rendered === undefined) continue;
      this.observer.step('deliver');
      yield this.delivery.deliver(withNamedValues(unit, this.images.naming), rendered);
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
    const { tracer, source, fleet, settings } = this.expansion;
    const { rendered, problem } = this.build(unit);
    if (problem) {
      const { settings: at, ...rest } = problem;
      this.failures.push({ severity: 'error', position: source.position(at), ...rest, cluster: unit.cluster });
      return undefined;
    }
    const unfit = unfileable(unit.name, rendered);
    if (unfit) {
      this.fail(unit, unfit);
      return undefined;
    }
    const wavers = unit.again && unsteady(rendered, buildUnit(unit, unit.again, tracer).rendered);
    if (wavers) this.fail(unit, wavers);
    if (unit.own && unit.cluster === fleet.hub.name)
      this.failures.push(...inArgocdNamespace(rendered, this.argocd.namespace, source));
    const sound = unit.own ? this.withoutRefused(rendered) : rendered;
    const named = sound.map((item) => this.images.apply(withCommon(item, settings)));
    return this.patches.apply(unit.component, named, sound);
  }

  /** Objects that others wrote may hold anything: one that its schema rejects cannot be delivered. */
  private withoutRefused(rendered: readonly Rendered[]): readonly Rendered[] {
    const refused = rendered.filter(({ manifest }) => schemaFaults(manifest).some(({ code }) => code !== strange));
    this.refused.push(...refused);
    return refused.length === 0 ? rendered : rendered.filter((item) => !refused.includes(item));
  }

  private fail(unit: Unit, fault: Fault): void {
    const { source } = this.expansion;
    const place = { position: source.position(unit.settings), path: formatPath(unit.settings), cluster: unit.cluster };
    this.failures.push(findingAt(fault, place));
  }

  private begin(step: Step, size?: Phase['size']): void {
    this.observer.step(step);
    this.observer.phase?.({ step, environment: this.expansion.fleet.environment, ...(size && { size }) });
  }
}
