import type { Construct } from 'constructs';
import type { Component, Context, SettingsFault } from '../components/component';
import { allSettingsOn } from '../environment/differences/variants';
import { placed } from '../environment/placement';
import type { Directory } from '../model/directory';
import type { Fleet } from '../model/fleet';
import { groupBy, isObject } from '../model/json';
import type { Ref } from '../model/ref';
import { constructs, defineUnit, type NamespaceNeed, type Unit } from '../model/unit';
import { confined, reasonOf, type Confinement } from '../plugins/confined';
import { componentUnsteady, pluginFails } from '../plugins/findings';
import type { Brought } from '../plugins/load-plugins';
import { ownUnitSchema, type OwnComponent, type OwnContext, type OwnUnit } from '../plugins/own-component';
import { settingsSchema } from '../plugins/setting-fields';

/** More than a year, and not a whole number of days, hours, minutes or seconds: every part of a date differs. */
const otherTime = ((400 * 24 + 1) * 60 + 1) * 60_000 + 1_001;

/** A component of a plug-in in the form of built-in ones. An error that it throws is a finding at its block. */
export function toComponent(brought: Brought<OwnComponent>): Component<unknown, OwnPlan> {
  const { what } = brought;
  return {
    name: what.name,
    settings: (names) => settingsSchema(what.settings, names).meta({ description: what.description }),
    plan: (settings, context) => new OwnPlan(brought, settings, context),
    provides: (plan) => plan.provided,
    problems: (plan, _, directory) => plan.problems(directory),
    units: (plan, _, directory) => plan.units(directory),
  };
}

/** The plan of a plug-in component; each of its functions is called once its result is needed. */
class OwnPlan {
  readonly provided: readonly Ref[];
  private readonly faults: SettingsFault[] = [];
  private made: readonly Unit[] | undefined;
  private readonly variants: readonly Variant[];

  constructor(
    private readonly brought: Brought<OwnComponent>,
    settings: unknown,
    private readonly context: Context,
  ) {
    this.variants = variantsOf(settings, context.fleet);
    this.provided = this.attempt('provides', () => this.ownRefs()) ?? [];
  }

  problems(directory: Directory): readonly SettingsFault[] {
    this.units(directory);
    return this.faults;
  }

  units(directory: Directory): readonly Unit[] {
    return (this.made ??= this.makeUnits(directory));
  }

  private makeUnits(directory: Directory): readonly Unit[] {
    const own = (confinement?: Confinement) => this.attempt('units', () => this.ownUnits(directory), confinement);
    const [first, second] = [own(), own({ clock: otherTime })];
    if (first === undefined || second === undefined) return [];
    const texts = [first, second].map((units) => JSON.stringify(units));
    if (texts[0] !== texts[1]) {
      const [got, again] = [first, second].map((units) => units.map(({ cluster, name }) => `${cluster}/${name ?? ''}`));
      this.faults.push(componentUnsteady.fault('units', { got, again }, { settings: [] }));
      return [];
    }
    return first.map((unit, index) => this.toUnit(unit, second[index] ?? unit));
  }

  private ownRefs(): readonly Ref[] {
    const { what } = this.brought;
    return this.variants.flatMap(({ settings, clusters }) =>
      listOf(what.provides?.(settings, this.place()) ?? [])
        .map(checkedRef)
        .filter(({ cluster }) => clusters.has(cluster)),
    );
  }

  private ownUnits(directory: Directory): readonly OwnUnit[] {
    const { what } = this.brought;
    const context = { ...this.place(), has: (ref: Ref) => directory.has(ref) };
    return this.variants.flatMap(({ settings, clusters }) => {
      const units = listOf(what.units(settings, context));
      for (const [index, unit] of units.entries()) this.check(unit, index);
      return units.filter(({ cluster }) => clusters.has(cluster));
    });
  }

  private check(unit: OwnUnit, index: number): void {
    const { error } = ownUnitSchema.safeParse(unit);
    const [issue] = error?.issues ?? [];
    if (issue) throw new Error(`unit ${index}: ${[issue.path.join('.'), issue.message].filter(Boolean).join(': ')}`);
    if (!this.context.fleet.clusters.some(({ name }) => name === unit.cluster))
      throw new Error(`unit ${index}: cluster: the environment has no cluster ${unit.cluster}`);
  }

  private toUnit(unit: OwnUnit, again: OwnUnit): Unit {
    const { name: component } = this.brought.what;
    const { name = component, cluster, delivery = 'argo', stage = 'workloads', needs = [], ignoreDifferences } = unit;
    const rest = ignoreDifferences ? { ignoreDifferences } : {};
    return defineUnit({
      ...{ component, name, cluster, delivery, stage, needs },
      namespaces: (unit.namespaces ?? []).map(toNeed),
      own: true,
      content: constructs((scope) => {
        confined(() => {
          builtBy(unit, scope);
        });
      }, rest),
      again: constructs((scope) => {
        confined(
          () => {
            builtBy(again, scope);
          },
          { clock: otherTime },
        );
      }),
    });
  }

  private attempt<T>(where: string, action: () => T, confinement?: Confinement): T | undefined {
    try {
      return confined(action, confinement);
    } catch (error) {
      const { plugin, what } = this.brought;
      const data = { got: plugin, name: what.name, where, reason: reasonOf(error) };
      if (this.faults.length === 0) this.faults.push(pluginFails.fault('component', data, { settings: [] }));
      return undefined;
    }
  }

  private place(): Omit<OwnContext, 'has'> {
    const { fleet } = this.context;
    return { fleet, placed: (on) => placed(on, fleet) };
  }
}

/** Settings, and the clusters on which they hold. */
interface Variant {
  readonly settings: unknown;
  readonly clusters: ReadonlySet<string>;
}

/** A plug-in knows nothing of `for`: it is asked once for all clusters with the same settings, and the rest of its answer is left. */
function variantsOf(settings: unknown, { clusters }: Fleet): readonly Variant[] {
  const all = clusters.map(({ name }) => ({ name, its: allSettingsOn(settings, { name }) }));
  return [...groupBy(all, ({ its }) => JSON.stringify(its)).values()].map((alike) => ({
    settings: alike[0].its,
    clusters: new Set(alike.map(({ name }) => name)),
  }));
}

function builtBy(unit: OwnUnit, scope: Construct): void {
  // A plug-in in JavaScript may return anything.
  const build: (scope: Construct) => unknown = unit.build;
  settled(build(scope));
}

function toNeed(need: string | NamespaceNeed): NamespaceNeed {
  return typeof need === 'string' ? { name: need, podSecurity: 'restricted' } : need;
}

function listOf<Item>(items: Iterable<Item>): readonly Item[] {
  return [...settled(items)];
}

/** @throws for a promise: nothing waits for it */
function settled<T>(value: T): T {
  if (isObject(value) && typeof value.then === 'function') {
    (value as unknown as Promise<unknown>).then(undefined, () => undefined);
    throw new Error('it returns a promise, and nothing waits for it; read what it needs while it is loaded');
  }
  return value;
}

function checkedRef(ref: Ref): Ref {
  const { cluster, group, kind, name } = ref;
  if ([cluster, group, kind, name].every((part) => typeof part === 'string')) return ref;
  throw new Error('a Ref has cluster, group, kind and name');
}
