import { faultOf, list, shown } from '../engine/fault';
import { objectRule } from '../engine/object-rule';
import type { Fault } from '../engine/rule';

/** What a prioritizer reads. */
interface Coordinate {
  readonly type?: string;
  readonly addOn?: object;
  readonly builtIn?: string;
}
const modes = ['Additive', 'Exact'];
const prioritizers = ['Balance', 'Steady', 'ResourceAllocatableCPU', 'ResourceAllocatableMemory'];
/** Stands on the Placements of strategies. */
const goal = 'scorewright.dev/goal';

export const placementUnscored = objectRule({
  code: 'placement-unscored',
  kinds: ['cluster.open-cluster-management.io/v1beta1/Placement'],
  severity: 'error',
  summary: 'Every prioritizer of a Placement is known to the placement controller, and a strategy uses a score.',
  why: 'The placement controller refuses a coordinate whose type and name disagree, and an unknown mode; a strategy without scores chooses clusters at random.',
  fix: 'Write `type: AddOn` with `addOn`, or `type: BuiltIn` with `builtIn`, and the mode Additive or Exact.',
  turnOff: 'When a strategy is meant to choose clusters without any score.',

  *collect(located): Iterable<Fault> {
    const { metadata, spec } = located.manifest;
    const { mode, configurations = [] } = spec.prioritizerPolicy ?? {};
    const place = ['spec', 'prioritizerPolicy'];
    if (mode !== undefined && !modes.includes(mode))
      yield faultOf(located, [...place, 'mode'], `got ${mode}; expected ${modes.join(' or ')}`);
    for (const [at, { scoreCoordinate }] of configurations.entries()) {
      const fault = faultOfCoordinate(scoreCoordinate);
      if (fault !== undefined) yield faultOf(located, [...place, 'configurations', at, 'scoreCoordinate'], fault);
    }
    const isScored = configurations.some(({ scoreCoordinate }) => scoreCoordinate.addOn !== undefined);
    if (metadata.labels?.[goal] !== undefined && !isScored)
      yield faultOf(located, place, 'got no score; a strategy chooses clusters by a score');
  },

  judge: (faults) => faults,
});

/** Without a type it is built in. */
function faultOfCoordinate({ type = 'BuiltIn', addOn, builtIn }: Coordinate): string | undefined {
  if (type === 'AddOn') return addOn ? undefined : 'got type AddOn without addOn; name the score';
  if (addOn) return 'got type BuiltIn with addOn; write type: AddOn';
  if (builtIn !== undefined && prioritizers.includes(builtIn)) return undefined;
  return `got ${shown(builtIn)}; the built-in prioritizers are ${list(prioritizers)}`;
}
