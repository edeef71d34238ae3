import { find, isObject, parsePattern } from '../../graph/field-pattern';
import { kindKey } from '../../graph/located';
import { faultOf, list, shown } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

type Fields = Readonly<Record<string, unknown>>;

const policy = parsePattern('spec.prioritizerPolicy');
const configurations = parsePattern('spec.prioritizerPolicy.configurations[*].scoreCoordinate');
const modes = ['Additive', 'Exact'];
const prioritizers = ['Balance', 'Steady', 'ResourceAllocatableCPU', 'ResourceAllocatableMemory'];
/** Stands on the Placements of strategies. */
const goal = 'scorewright.dev/goal';

export const placementUnscored: Rule<Fault> = {
  code: 'placement-unscored',
  kinds: ['cluster.open-cluster-management.io/Placement'],
  severity: 'error',
  summary: 'Every prioritizer of a Placement is known to the placement controller, and a strategy uses a score.',
  why: 'The placement controller refuses a coordinate whose type and name disagree, and an unknown mode; a strategy without scores chooses clusters at random.',
  fix: 'Write `type: AddOn` with `addOn`, or `type: BuiltIn` with `builtIn`, and the mode Additive or Exact.',
  turnOff: 'When a strategy is meant to choose clusters without any score.',

  *collect(_, { objects }) {
    for (const located of objects) {
      const { manifest } = located;
      if (kindKey(manifest) !== 'cluster.open-cluster-management.io/Placement') continue;
      for (const { value, path } of find(policy, manifest, []))
        if (isObject(value) && value.mode !== undefined && !modes.includes(shown(value.mode)))
          yield faultOf(located, [...path, 'mode'], `got ${shown(value.mode)}; ${modes.join(' or ')} is right`);
      const coordinates = find(configurations, manifest, []);
      for (const { value, path } of coordinates) {
        const fault = isObject(value) ? faultOfCoordinate(value) : undefined;
        if (fault !== undefined) yield faultOf(located, path, fault);
      }
      const isScored = coordinates.some(({ value }) => isObject(value) && isObject(value.addOn));
      if (manifest.metadata.labels?.[goal] !== undefined && !isScored)
        yield faultOf(located, ['spec', 'prioritizerPolicy'], 'got no score; a strategy chooses clusters by one');
    }
  },

  judge: (faults) => faults,
};

/** Without a type it is built in. */
function faultOfCoordinate({ type = 'BuiltIn', addOn, builtIn }: Fields): string | undefined {
  if (type === 'AddOn') return isObject(addOn) ? undefined : 'got type AddOn without addOn; name the score';
  if (isObject(addOn)) return 'got type BuiltIn with addOn; say type: AddOn';
  if (prioritizers.includes(String(builtIn))) return undefined;
  return `got ${shown(builtIn)}; the built-in prioritizers are ${list(prioritizers)}`;
}
