import { stepOf, unitKey, type Unit } from '../model/unit';

/** Waves between two steps: the longest chain of charts that need one another must fit in. */
const stageStep = 10;

/**
 * The sync wave of each unit among those of its cluster: its stage, and inside the charts what must come first. Units
 * of one stage that need nothing of each other share a wave, so that none waits for the other.
 */
export function unitWaves(units: readonly Unit[]): (unit: Unit) => number {
  const byKey = new Map(units.map((unit) => [unitKey(unit), unit]));
  const depth = (unit: Unit, seen: readonly string[]): number => {
    if (unit.content.type !== 'chart') return 0;
    const key = unitKey(unit);
    if (seen.includes(key)) throw new Error(`charts wait in a cycle: ${[...seen, key].join(' -> ')}`);
    const before = unit.content.after.flatMap((name) => byKey.get(unitKey({ cluster: unit.cluster, name })) ?? []);
    return Math.max(0, ...before.map((earlier) => depth(earlier, [...seen, key]) + 1));
  };
  return (unit) => stepOf(unit.stage) * stageStep + depth(unit, []);
}
