import { find, isObject, parsePattern } from '../../graph/field-pattern';
import { kindKey } from '../../graph/located';
import type { Manifest } from '../../model/manifest';
import { faultAt, shown } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

const groups = ['managedNodeGroups[*]', 'nodeGroups[*]'].map(parsePattern);

/** Family and size with one dot between, as AWS names its types: `c7a.12xlarge`, `u-6tb1.metal`. */
const instanceType = /^[a-z][a-z0-9-]*\.[a-z0-9-]+$/;

/** The node groups of an EKS cluster are of types that exist, with an image that is still made. */
export const nodeGroupUnfit: Rule<Fault> = {
  code: 'node-group-unfit',
  severity: 'error',
  why: 'AWS knows no type of another form, and makes no images of Amazon Linux 2 any more: the group never starts a node.',
  fix: 'Write family and size with one dot between them, as `c6a.16xlarge`; leave `amiFamily` out, or write `AmazonLinux2023`.',

  *collect(_, { objects }) {
    for (const located of objects) {
      if (kindKey(located.manifest) !== 'eksctl.io/ClusterConfig') continue;
      for (const { value, path } of groups.flatMap((group) => find(group, located.manifest, located.path))) {
        if (!isObject(value)) continue;
        const { instanceType: type, amiFamily } = value;
        if (type !== undefined && !(typeof type === 'string' && instanceType.test(type)))
          yield faultAt(
            located,
            [...path, 'instanceType'],
            `got ${shown(type)}; write family and size with one dot between`,
          );
        if (amiFamily === 'AmazonLinux2')
          yield faultAt(
            located,
            [...path, 'amiFamily'],
            'got AmazonLinux2, which ended in 2025; leave it out, or write AmazonLinux2023',
          );
      }
    }
  },

  judge: (faults) => faults,

  bad: {
    units: {
      'worker01/demo': [
        cluster({ instanceType: 'c6a.16.xlarge' }, { instanceType: 'r6i.8xlarge', amiFamily: 'AmazonLinux2' }),
      ],
    },
    findings: [
      'ClusterConfig demo managedNodeGroups[0].instanceType: got c6a.16.xlarge; write family and size with one dot between',
      'ClusterConfig demo managedNodeGroups[1].amiFamily: got AmazonLinux2, which ended in 2025; leave it out, or write AmazonLinux2023',
    ],
  },
  good: {
    'worker01/demo': [
      cluster({ instanceType: 'c6a.16xlarge' }, { instanceType: 'u-6tb1.metal', amiFamily: 'AmazonLinux2023' }),
    ],
  },
};

function cluster(...managedNodeGroups: readonly object[]): Manifest {
  return { apiVersion: 'eksctl.io/v1alpha5', kind: 'ClusterConfig', metadata: { name: 'demo' }, managedNodeGroups };
}
