import type { Edge } from '../graph/edge';
import { edgesOf } from '../graph/edges';
import { refOf } from '../graph/located';
import type { RunningObject } from './running-object';

/** The references of an object, where it runs. */
export function edgesFrom({ manifest, cluster, unit }: RunningObject): readonly Edge[] {
  const origin = { cluster, unit, settings: [] };
  return edgesOf({ manifest, ref: refOf(manifest, cluster), path: [], uninstantiated: false, origin });
}

/** The object at the end of an edge, as `keyOf` names it. */
export function targetOf({ to: { cluster, group, kind, namespace, name } }: Edge): string {
  return `${cluster} ${group}/${kind} ${namespace ?? ''} ${name}`;
}
