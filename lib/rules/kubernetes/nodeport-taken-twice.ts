import { find, isObject, parsePattern } from '../../graph/field-pattern';
import { kindKey, type Located } from '../../graph/located';
import { formatRef } from '../../model/ref';
import { collisions, faultOf } from '../engine/fault';
import type { Rule } from '../engine/rule';

interface Fact extends Omit<Located, 'manifest'> {
  readonly nodePort: number;
  readonly protocol: string;
  readonly at: number;
}

const ports = parsePattern('spec.ports[*]');

/** No NodePort is asked for twice on a cluster, nor on clusters that are reached by one address. */
export const nodeportTakenTwice: Rule<Fact> = {
  code: 'nodeport-taken-twice',
  kinds: ['/Service'],
  severity: 'error',
  why: 'A NodePort belongs to one Service of the whole cluster; the API server refuses the second. Of two clusters at one address only one can be reached by it.',
  fix: 'Choose another port between 30000 and 32767 for one of the two.',

  *collect(_, { objects }) {
    for (const { manifest, ref, path, uninstantiated, origin } of objects) {
      if (kindKey(manifest) !== '/Service' || uninstantiated) continue;
      for (const [at, { value }] of find(ports, manifest, []).entries())
        if (isObject(value) && typeof value.nodePort === 'number') {
          const protocol = typeof value.protocol === 'string' ? value.protocol : 'TCP';
          yield { nodePort: value.nodePort, protocol, at, ref, path, uninstantiated, origin };
        }
    }
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

  bad: {
    units: {
      'worker01/demo': [
        {
          apiVersion: 'v1',
          kind: 'Service',
          metadata: { name: 'one', namespace: 'demo' },
          spec: { type: 'NodePort', ports: [{ port: 80, nodePort: 30007 }] },
        },
        {
          apiVersion: 'v1',
          kind: 'Service',
          metadata: { name: 'two', namespace: 'other' },
          spec: { type: 'NodePort', ports: [{ port: 80, nodePort: 30007 }] },
        },
      ],
    },
    findings: [
      'Service other/two spec.ports[0].nodePort: got 30007, which Service demo/one takes on the same cluster; choose another',
    ],
  },
  good: {
    'worker01/demo': [
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'one', namespace: 'demo' },
        spec: {
          type: 'NodePort',
          ports: [
            { port: 80, nodePort: 30007 },
            { port: 80, nodePort: 30007, protocol: 'UDP' },
          ],
        },
      },
    ],
    'worker02/demo': [
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'one', namespace: 'demo' },
        spec: { type: 'NodePort', ports: [{ port: 80, nodePort: 30007 }] },
      },
    ],
  },
};
