import { type Located } from '../../graph/located';
import { formatRef } from '../../model/ref';
import { collisions, faultOf } from '../engine/fault';
import { objectRule } from '../engine/object-rule';

interface Fact extends Omit<Located, 'manifest'> {
  readonly nodePort: number;
  readonly protocol: string;
  readonly at: number;
}

export const nodeportTakenTwice = objectRule({
  code: 'nodeport-taken-twice',
  kinds: ['v1/Service'],
  severity: 'error',
  summary: 'No NodePort is used twice on a cluster, or on clusters that share an address.',
  why: 'A NodePort belongs to one Service of the whole cluster, and the API server refuses the second. If two clusters share an address, only one of them is reachable through the port.',
  fix: 'Give one of the two another port between 30000 and 32767.',
  turnOff: 'When the clusters share an address but nothing outside uses the port.',

  *collect({ manifest, ...own }): Iterable<Fact> {
    if (own.uninstantiated) return;
    for (const [at, { nodePort, protocol = 'TCP' }] of (manifest.spec?.ports ?? []).entries())
      if (nodePort !== undefined) yield { ...own, nodePort, protocol, at };
  },

  *judge(facts, { input: { fleet } }) {
    const addresses = new Map(fleet.clusters.map(({ name, address }) => [name, address ?? name]));
    const keyOf = ({ ref, nodePort, protocol }: Fact): string =>
      `${addresses.get(ref.cluster) ?? ref.cluster} ${nodePort}/${protocol}`;
    for (const [first, ...others] of collisions(facts, keyOf))
      for (const fact of others) {
        const where =
          first.ref.cluster === fact.ref.cluster
            ? 'on the same cluster'
            : `on ${first.ref.cluster}, which has the same address`;
        const message = `got ${fact.nodePort}, which ${formatRef(first.ref)} takes ${where}; choose another`;
        yield faultOf(fact, ['spec', 'ports', fact.at, 'nodePort'], message);
      }
  },
});
