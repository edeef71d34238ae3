import { type Located } from '../../graph/located';
import { formatRef } from '../../model/ref';
import { findingKind } from '../../model/finding-kind';
import { collisions, fieldOf } from '../engine/fault';
import { objectRule } from '../engine/object-rule';

interface Fact extends Omit<Located, 'manifest'> {
  readonly nodePort: number;
  readonly protocol: string;
  readonly at: number;
}

const finding = findingKind({
  code: 'nodeport-taken-twice',
  why: 'A NodePort belongs to one Service of the whole cluster, and the API server rejects the second. If two clusters share an address, only one of them is reachable through the port.',
  fix: 'Give one of the two another port between 30000 and 32767.',
  messages: {
    taken: 'got {got}, which {first} takes on the same cluster; choose another',
    shared: 'got {got}, which {first} takes on {cluster} at the same address; choose another',
  },
});

export const nodeportTakenTwice = objectRule({
  ...finding,
  kinds: ['v1/Service'],
  summary: 'No NodePort is used twice on a cluster, or on clusters that share an address.',
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
        const { cluster } = first.ref;
        const data = { got: fact.nodePort, first: formatRef(first.ref) };
        const where = fieldOf(fact, ['spec', 'ports', fact.at, 'nodePort']);
        yield cluster === fact.ref.cluster
          ? finding.fault('taken', data, where)
          : finding.fault('shared', { ...data, cluster }, where);
      }
  },
});
