import { find, isObject, parsePattern } from '../../graph/field-pattern';
import { kindKey } from '../../graph/located';
import type { Manifest } from '../../model/manifest';
import { faultOf, list, shown } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

type Fields = Readonly<Record<string, unknown>>;

const policy = parsePattern('spec.prioritizerPolicy');
const configurations = parsePattern('spec.prioritizerPolicy.configurations[*].scoreCoordinate');
const modes = ['Additive', 'Exact'];
const prioritizers = ['Balance', 'Steady', 'ResourceAllocatableCPU', 'ResourceAllocatableMemory'];
/** Stands on the Placements of strategies. */
const goal = 'scorewright.dev/goal';

/** Every prioritizer of a Placement is one that the placement controller knows, and a strategy uses a score. */
export const placementUnscored: Rule<Fault> = {
  code: 'placement-unscored',
  kinds: ['cluster.open-cluster-management.io/Placement'],
  severity: 'error',
  why: 'A coordinate that says one type and names another, or an unknown mode, makes the placement controller refuse the policy; one without scores chooses clusters by chance.',
  fix: 'Write `type: AddOn` with `addOn`, or `type: BuiltIn` with `builtIn`, and the mode Additive or Exact.',

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

  bad: {
    units: {
      'hub01/demo': [
        placement('a', { mode: 'exact', configurations: [coordinate({ type: 'BuiltIn', builtIn: 'Stady' })] }),
        placement('b', { configurations: [coordinate({ addOn: { resourceName: 'cpu', scoreName: 'cpu' } })] }),
        placement('c', { configurations: [coordinate({ type: 'AddOn' })] }),
      ],
    },
    findings: [
      'Placement demo/a spec.prioritizerPolicy.mode: got exact; Additive or Exact is right',
      'Placement demo/a spec.prioritizerPolicy.configurations[0].scoreCoordinate: got Stady; the built-in prioritizers are Balance, Steady, ResourceAllocatableCPU, ResourceAllocatableMemory',
      'Placement demo/a spec.prioritizerPolicy: got no score; a strategy chooses clusters by one',
      'Placement demo/b spec.prioritizerPolicy.configurations[0].scoreCoordinate: got type BuiltIn with addOn; say type: AddOn',
      'Placement demo/c spec.prioritizerPolicy.configurations[0].scoreCoordinate: got type AddOn without addOn; name the score',
      'Placement demo/c spec.prioritizerPolicy: got no score; a strategy chooses clusters by one',
    ],
  },
  good: {
    'hub01/demo': [
      placement('a', {
        mode: 'Exact',
        configurations: [
          coordinate({ type: 'AddOn', addOn: { resourceName: 'cpu', scoreName: 'cpu' } }),
          coordinate({ builtIn: 'Steady' }),
        ],
      }),
    ],
  },
};

/** Without a type it is built in. */
function faultOfCoordinate({ type = 'BuiltIn', addOn, builtIn }: Fields): string | undefined {
  if (type === 'AddOn') return isObject(addOn) ? undefined : 'got type AddOn without addOn; name the score';
  if (isObject(addOn)) return 'got type BuiltIn with addOn; say type: AddOn';
  if (prioritizers.includes(String(builtIn))) return undefined;
  return `got ${shown(builtIn)}; the built-in prioritizers are ${list(prioritizers)}`;
}

function coordinate(scoreCoordinate: object): object {
  return { scoreCoordinate, weight: 1 };
}

function placement(name: string, prioritizerPolicy: object): Manifest {
  return {
    apiVersion: 'cluster.open-cluster-management.io/v1beta1',
    kind: 'Placement',
    metadata: { name, namespace: 'demo', labels: { [goal]: 'energy' } },
    spec: { prioritizerPolicy },
  };
}
