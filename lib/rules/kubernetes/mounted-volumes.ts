import { groupKind } from '../../kinds/group-kind';
import type { Ref } from '../../model/ref';
import type { Pod } from '../engine/pod';
import type { RuleFleet } from '../engine/rule-fleet';

/** A volume of a pod that holds the keys of a ConfigMap or Secret, which must exist. */
export interface Volume {
  readonly from: Ref;
  /** File names that the volume gives to keys; undefined where each key is a file of its own name. */
  readonly files: readonly string[] | undefined;
}

/** These volumes of a pod, by name. */
export function volumesOf(pod: Pod | undefined, { cluster, namespace = '' }: Ref): ReadonlyMap<string, Volume> {
  const { volumes = [] } = pod?.spec ?? {};
  return new Map(
    volumes.flatMap(({ name: volume, configMap, secret }): [string, Volume][] => {
      const kind = groupKind(configMap ? '/ConfigMap' : '/Secret');
      const name = configMap ? configMap.name : secret?.secretName;
      const source = configMap ?? secret;
      if (!source || name === undefined || source.optional === true) return [];
      return [[volume, { from: { cluster, ...kind, namespace, name }, files: source.items?.map(({ path }) => path) }]];
    }),
  );
}

/** The files of a volume; undefined where its object is missing, or where its keys are unknown. */
export function filesOf({ from, files }: Volume, fleet: RuleFleet): readonly string[] | undefined {
  const found = fleet.find(from);
  return found.length === 0 ? undefined : (files ?? fleet.offers.keys(found));
}
