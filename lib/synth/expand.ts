import { dirname } from 'node:path';
import type { Component, Context, OutputFile, SettingsFault } from '../components/component';
import { components } from '../components/catalogue';
import { fleetOf } from '../environment/environment';
import { winningPlace } from '../environment/differences/winning-place';
import { placed } from '../environment/placement';
import type { EnvironmentSource } from '../environment/environment-source';
import { splitObjectName } from '../environment/values/name-syntax';
import { namespaceFaults, namespacesUnitOf, ownedNamespacesUnitOf } from '../deliver/namespaces';
import { replicaSetsUnit, unitOfReplicaSets } from '../deliver/replica-sets-unit';
import { BuiltIns } from '../graph/built-in';
import { groupKind } from '../kinds/group-kind';
import { kindNamed } from '../kinds/kind-named';
import type { KindKey } from '../kinds/kind-table';
import { groupKindKey } from '../model/group-kind';
import { Directory } from '../model/directory';
import { compare, findingAt, type Finding } from '../model/finding';
import { clusterNamed, type Fleet } from '../model/fleet';
import { formatPath } from '../model/origin';
import type { Ref } from '../model/ref';
import { stages, type Need, type Unit } from '../model/unit';
import { platformOf } from '../platforms/catalogue';
import { attachments, writtenFolders } from './attachments';
import { externalButRendered } from './external-rendered';
import { planner } from './planner';
import { mistakenSeals } from './sealed-unneeded';
import { mergeSmokeUnits } from './smoke-units';
import { FieldTracer } from './traced-fields';
import type { OwnParts, Settings } from './load';
import { toComponent } from './own-components';
import { takenUnits } from './unit-taken';
import { builtIn } from '../scoring/catalogue';
import type { Scorer } from '../scoring/scorer';

/** An environment before anything of it is built. */
export interface Expansion {
  readonly fleet: Fleet;
  readonly settings: Settings;
  readonly source: EnvironmentSource;
  readonly context: Context;
  /** Finds the settings of single fields. */
  readonly tracer: FieldTracer;
  readonly directory: Directory;
  /** What of it the manifests must show by themselves, so that the rules miss it where they do not. */
  readonly rendered: ReadonlySet<Ref>;
  /** Sorted by cluster, then in the order in which they sync; last of all smoke tests, then the replica sets. */
  readonly units: readonly Unit[];
  /** What lies under `files/` besides the list of needs; each is made when its turn comes, for there is one per cluster. */
  readonly files: Iterable<OutputFile>;
  /** What must exist and is not rendered. */
  readonly needs: readonly Need[];
  /** The rules of its plug-ins. */
  readonly rules: OwnParts['rules'];
  readonly findings: readonly Finding[];
}

/**
 * Step 2: from settings to units and Refs; nothing is read but the files that the settings name. Units are made only
 * where no component has an error.
 */
export function expand(
  settings: Settings,
  source: EnvironmentSource,
  scorers: readonly Scorer[] = builtIn,
  own: Partial<OwnParts> = {},
): Expansion {
  const known = [...components, ...(own.components ?? []).map(toComponent)] as readonly Component<unknown, unknown>[];
  const fleet = fleetOf(settings);
  const context: Context = {
    fleet,
    secrets: settings.secrets,
    scorers,
    attachment: attachments(dirname(source.file)),
    folder: writtenFolders(dirname(source.file)),
    planOf: planner(settings, known, () => context),
  };
  const enabled = known.flatMap((component) => {
    const plan = context.planOf(component.name);
    return plan === undefined ? [] : [{ component, plan }];
  });
  const tracer = new FieldTracer(source.data);
  const existing = externalNeeds(settings, fleet);
  const provided = enabled.flatMap(({ component, plan }) =>
    component.provides(plan, context).map((ref) => ({ by: component.name, ref })),
  );
  const builtIns = new BuiltIns(fleet);
  const directory = new Directory(
    [...existing.flatMap(({ ref }) => [ref, ...namespaceOf(ref)]), ...provided.map(({ ref }) => ref)],
    (ref) => builtIns.has(ref),
  );
  const rendered = new Set(
    provided.flatMap(({ by, ref }) =>
      by === 'manifests' || (by !== 'charts' && shown.has(groupKindKey(ref))) ? ref : [],
    ),
  );
  const problems = enabled.flatMap(({ component, plan }) =>
    component.problems(plan, context, directory).map((problem) => toFinding(component.name, problem, source, fleet)),
  );
  const sound = problems.some(({ severity }) => severity === 'error') ? [] : enabled;
  const units = sound.flatMap(({ component, plan }) => component.units(plan, context, directory));
  const taken = takenUnits(units, source);
  const wanted = mergeSmokeUnits(taken.length > 0 ? units.filter(({ own }) => !own) : units);
  const sorted = withDeliveryUnits(wanted, fleet).sort(bySync);
  const needs = [...existing, ...sorted.flatMap((unit) => unit.needs)];
  return {
    fleet,
    settings,
    source,
    context,
    tracer,
    directory,
    rendered,
    units: sorted,
    files: {
      *[Symbol.iterator]() {
        for (const { component, plan } of sound) yield* component.files?.(plan, context, directory) ?? [];
      },
    },
    needs,
    rules: own.rules ?? [],
    findings: [
      ...problems,
      ...externalButRendered(settings.external, fleet, provided, source),
      ...conflicts(wanted, fleet, source, tracer),
      ...taken,
      ...mistakenSeals(settings.secrets, needs, source),
    ],
  };
}

/** Kinds that a component always renders where it provides them, itself or what a controller makes them of. */
const shown: ReadonlySet<string> = new Set<KindKey>([
  '/PersistentVolumeClaim',
  '/Service',
  'apps/Deployment',
  'storage.k8s.io/StorageClass',
]);

function externalNeeds(settings: Settings, fleet: Fleet): Need[] {
  return settings.external.flatMap(({ on, kind, name, why }) =>
    placed(on, fleet).map((cluster) => ({
      ref: { cluster: cluster.name, ...kindNamed(kind), ...splitObjectName(name) },
      why,
    })),
  );
}

/** What exists lies in a namespace that exists. */
function namespaceOf({ cluster, namespace }: Ref): Ref[] {
  return namespace === undefined ? [] : [{ cluster, ...groupKind('/Namespace'), name: namespace }];
}

function toFinding(component: string, fault: SettingsFault, source: EnvironmentSource, fleet: Fleet): Finding {
  const { settings, cluster } = fault;
  const whole = [component, ...settings];
  const path = cluster === undefined ? whole : winningPlace(source.data, whole, cluster, fleet);
  const position = fault.position ?? source.position(path);
  return findingAt(fault, { position, path: formatPath(path), ...(cluster !== undefined && { cluster }) });
}

/** The units of each cluster, in their order. */
export function byCluster(units: readonly Unit[]): Map<string, Unit[]> {
  const groups = new Map<string, Unit[]>();
  for (const unit of units) {
    const group = groups.get(unit.cluster);
    if (group === undefined) groups.set(unit.cluster, [unit]);
    else group.push(unit);
  }
  return groups;
}

/** With what delivery adds: the namespaces of each cluster, and on the hub the replica sets, which lie in one too. */
function withDeliveryUnits(wanted: readonly Unit[], fleet: Fleet): Unit[] {
  const namespaces = (units: readonly Unit[]) =>
    [...byCluster(units)].flatMap(([name, its]) => {
      const { role } = clusterNamed(name, fleet) ?? fleet.hub;
      return [namespacesUnitOf(name, its), ownedNamespacesUnitOf({ name, role }, its)].filter(
        (unit) => unit !== undefined,
      );
    });
  const sets = unitOfReplicaSets(fleet, [...wanted, ...namespaces(wanted)]);
  const all = sets === undefined ? wanted : [...wanted, sets];
  return [...namespaces(all), ...all];
}

function conflicts(units: readonly Unit[], fleet: Fleet, source: EnvironmentSource, tracer: FieldTracer): Finding[] {
  return [...byCluster(units)].flatMap(([cluster, its]) =>
    namespaceFaults(its, platformOf(clusterNamed(cluster, fleet) ?? fleet.hub)).map((fault) => {
      const path = tracer.setting('namespace', fault.namespace, fault.unit.settings);
      return findingAt(fault, { position: source.position(path), path: formatPath(path), cluster });
    }),
  );
}

/** What stands on all the other units comes after them. */
function lateness({ name, stage }: Unit): number {
  return name === replicaSetsUnit ? 2 : Number(stage === 'smoke');
}

function bySync(a: Unit, b: Unit): number {
  return (
    lateness(a) - lateness(b) ||
    compare(a.cluster, b.cluster) ||
    stages.indexOf(a.stage) - stages.indexOf(b.stage) ||
    compare(a.name, b.name)
  );
}
