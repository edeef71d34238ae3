import { Environment } from '@marcbachmann/cel-js';
import type { Hub } from '../hub';
import { registerLists } from './list-functions';
import { registerQuantity } from './quantity-functions';
import { registerSemver } from './semver-functions';
import { registerStrings } from './string-functions';

/** Functions of the scheduler's expressions that are not simulated. */
export const notSimulatedFunctions = ['url', 'isURL', 'ip', 'isIP', 'cidr', 'isCIDR', 'named', 'quote', 'format'];

const base = new Environment({ enableOptionalTypes: true, homogeneousAggregateLiterals: false }).registerVariable(
  'managedCluster',
  'map<string, dyn>',
);
for (const register of [registerStrings, registerLists, registerQuantity, registerSemver]) register(base);
base.registerFunction('string.parseJSON(): dyn', (text: string): unknown => JSON.parse(text));

const environments = new WeakMap<Hub, Environment>();

/** What the scheduler's expressions know: the cluster, its scores, and Kubernetes' libraries. */
export function environmentOf(hub: Hub): Environment {
  const known = environments.get(hub);
  if (known) return known;
  const environment = base
    .clone()
    .registerFunction('dyn.scores(string): list<dyn>', (cluster: Cluster, name: string) => {
      const score = hub.scoreOf(cluster.metadata.name, name);
      if (score === undefined) throw new Error(`there is no AddOnPlacementScore ${name}`);
      // Whether they have expired is not asked here, unlike by prioritizers.
      return (score.status?.scores ?? []).map(({ name: item, value }) => ({ name: item, value: BigInt(value) }));
    });
  environments.set(hub, environment);
  return environment;
}

interface Cluster {
  readonly metadata: { readonly name: string };
}
