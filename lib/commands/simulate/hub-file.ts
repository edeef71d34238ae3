import { z } from 'zod';
import type { HubState } from '../../placement/hub';
import {
  addOnPlacementScoreSchema,
  managedClusterSchema,
  managedClusterSetBindingSchema,
  managedClusterSetSchema,
  placementDecisionSchema,
} from '../../placement/objects';
import { isObject } from '../../model/json';
import { Misuse } from '../../synth/run';
import { fitting, parseJson, readText } from './input-file';

const howToMake = 'make it with kubectl get addonplacementscores,placementdecisions,managedclusters -A -o json';
const list = z.looseObject({ items: z.array(z.looseObject({ kind: z.string() })) });

/**
 * What stands on a hub, as `kubectl get addonplacementscores,placementdecisions,managedclusters -A -o json` prints it; sets and
 * their bindings are read where they are there, too. What the file lacks is as the environment has it.
 */
export function readHub(file: string, environment: HubState): HubState {
  const option = '--scores';
  const read = parseJson(option, file, readText(option, file));
  if (!isObject(read) || !Array.isArray(read.items))
    throw new Misuse(`${option}: got ${file}, which is not a list as kubectl prints it; ${howToMake}`);
  const { items } = fitting(list, read, option, file);
  const ofKind = <T>(kind: string, schema: z.ZodType<T>): T[] =>
    items.flatMap((item, index) =>
      item.kind === kind ? [fitting(schema, item, option, `${file} items[${index}]`)] : [],
    );
  const clusters = ofKind('ManagedCluster', managedClusterSchema);
  const scores = ofKind('AddOnPlacementScore', addOnPlacementScoreSchema);
  const decisions = ofKind('PlacementDecision', placementDecisionSchema);
  if (clusters.length + scores.length + decisions.length === 0)
    throw new Misuse(`${option}: got ${file} without scores, decisions and clusters; ${howToMake}`);
  const sets = ofKind('ManagedClusterSet', managedClusterSetSchema);
  const bindings = ofKind('ManagedClusterSetBinding', managedClusterSetBindingSchema);
  return {
    clusters: clusters.length > 0 ? clusters : environment.clusters,
    addOnPlacementScores: scores,
    placementDecisions: decisions,
    sets: environment.sets && {
      sets: sets.length > 0 ? sets : environment.sets.sets,
      bindings: bindings.length > 0 ? bindings : environment.sets.bindings,
    },
  };
}
