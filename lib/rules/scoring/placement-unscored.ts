import { findingKind } from '../../model/finding-kind';
import { fieldOf } from '../engine/fault';
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

const finding = findingKind({
  code: 'placement-unscored',
  why: 'The placement controller rejects a coordinate whose type and name disagree, and an unknown mode; a strategy without scores chooses clusters at random.',
  fix: 'Write `type: AddOn` with `addOn`, or `type: BuiltIn` with `builtIn`, and the mode Additive or Exact.',
  messages: {
    noAddOn: 'got type AddOn without addOn; name the score',
    addOn: 'got type BuiltIn with addOn; write type: AddOn',
    prioritizer: 'got {got}; the built-in prioritizers are {expected}',
    mode: 'got {got}; expected {words}',
    noScore: 'got no score; a strategy chooses clusters by a score',
  },
});

export const placementUnscored = objectRule({
  ...finding,
  kinds: ['cluster.open-cluster-management.io/v1beta1/Placement'],
  summary: 'Every prioritizer of a Placement is known to the placement controller, and a strategy uses a score.',
  turnOff: 'When a strategy is meant to choose clusters without any score.',

  *collect(located): Iterable<Fault> {
    const { metadata, spec } = located.manifest;
    const { mode, configurations = [] } = spec.prioritizerPolicy ?? {};
    const place = ['spec', 'prioritizerPolicy'];
    if (mode !== undefined && !modes.includes(mode))
      yield finding.fault(
        'mode',
        { got: mode, expected: modes, words: modes.join(' or ') },
        fieldOf(located, [...place, 'mode']),
      );
    for (const [at, { scoreCoordinate }] of configurations.entries()) {
      const id = wrongIn(scoreCoordinate);
      const data = { got: scoreCoordinate.builtIn, expected: prioritizers };
      if (id) yield finding.fault(id, data, fieldOf(located, [...place, 'configurations', at, 'scoreCoordinate']));
    }
    const isScored = configurations.some(({ scoreCoordinate }) => scoreCoordinate.addOn !== undefined);
    if (metadata.labels?.[goal] !== undefined && !isScored) yield finding.fault('noScore', {}, fieldOf(located, place));
  },

  judge: (faults) => faults,
});

/** The message for a coordinate; without a type it is built in. */
function wrongIn({ type = 'BuiltIn', addOn, builtIn }: Coordinate): 'noAddOn' | 'addOn' | 'prioritizer' | undefined {
  if (type === 'AddOn') return addOn ? undefined : 'noAddOn';
  if (addOn) return 'addOn';
  if (builtIn !== undefined && prioritizers.includes(builtIn)) return undefined;
  return 'prioritizer';
}
