import type { EnvironmentSource } from '../environment/environment-source';
import { bootstrapUnit, rootUnit } from '../deliver/names';
import { namespacesUnit, ownedNamespacesUnit } from '../deliver/namespaces';
import { replicaSetsUnit } from '../deliver/replica-sets-unit';
import { findingAt, type Finding } from '../model/finding';
import { findingKind } from '../model/finding-kind';
import { formatPath } from '../model/origin';
import { unitKey, type Unit } from '../model/unit';
import { smokeUnit } from './smoke-units';

export const unitTaken = findingKind({
  code: 'unit-taken',
  why: 'A unit is a folder and an Application of its name, so the name must be unique on its cluster.',
  fix: 'Give the folder or component another name.',
  messages: {
    taken: 'got {got:json}, which is the name of a unit of {owner}; choose another',
  },
});

const ofDelivery: ReadonlySet<string> = new Set([
  bootstrapUnit,
  namespacesUnit,
  ownedNamespacesUnit,
  replicaSetsUnit,
  rootUnit,
  smokeUnit,
]);

/** A finding for each of the user's own units whose name is taken on its cluster. */
export function takenUnits(units: readonly Unit[], source: EnvironmentSource): Finding[] {
  const owners = new Map<string, Unit>();
  for (const unit of units) if (!unit.own) owners.set(unitKey(unit), unit);
  return units.flatMap((unit) => {
    if (!unit.own) return [];
    const other = owners.get(unitKey(unit));
    owners.set(unitKey(unit), unit);
    const owner = other ? formatPath(other.settings) : isOfDelivery(unit.name) ? 'delivery' : undefined;
    if (owner === undefined) return [];
    return [
      findingAt(unitTaken.fault('taken', { got: unit.name, owner }), {
        position: source.keyPosition(unit.settings),
        path: formatPath(unit.settings),
        cluster: unit.cluster,
      }),
    ];
  });
}

function isOfDelivery(name: string): boolean {
  return ofDelivery.has(name) || name.startsWith(`${rootUnit}-`);
}
