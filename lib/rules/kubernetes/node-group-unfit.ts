import { isObject } from '../../model/json';
import { find, parsePattern } from '../../graph/field-pattern';
import { kindKey } from '../../graph/located';
import { findingKind } from '../../model/finding-kind';
import { fieldAt } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

const groups = ['managedNodeGroups[*]', 'nodeGroups[*]'].map(parsePattern);

/** Family and size with one dot between, as AWS names its types: `c7a.12xlarge`, `u-6tb1.metal`. */
const instanceType = /^[a-z][a-z0-9-]*\.[a-z0-9-]+$/;

const finding = findingKind({
  code: 'node-group-unfit',
  why: 'AWS rejects instance types of any other form and no longer builds images of Amazon Linux 2, so the group never starts a node.',
  fix: 'Write family and size with one dot between them, such as `c6a.16xlarge`; remove `amiFamily`, or set it to `AmazonLinux2023`.',
  messages: {
    type: 'got {got}; write family and size with one dot between them',
    image: 'got {got}, which ended in 2025; remove it, or set AmazonLinux2023',
  },
});

export const nodeGroupUnfit: Rule<Fault> = {
  ...finding,
  summary: 'Every node group of an EKS cluster has an instance type and an image that exist.',
  turnOff: 'When AWS has introduced a type or image that this version does not know.',

  *collect(_, { objects }) {
    for (const located of objects) {
      if (kindKey(located.manifest) !== 'eksctl.io/ClusterConfig') continue;
      for (const { value, path } of groups.flatMap((group) => find(group, located.manifest, located.path))) {
        if (!isObject(value)) continue;
        const { instanceType: type, amiFamily } = value;
        if (type !== undefined && !(typeof type === 'string' && instanceType.test(type)))
          yield finding.fault('type', { got: type }, fieldAt(located, [...path, 'instanceType']));
        if (amiFamily === 'AmazonLinux2')
          yield finding.fault(
            'image',
            { got: amiFamily, expected: 'AmazonLinux2023' },
            fieldAt(located, [...path, 'amiFamily']),
          );
      }
    }
  },

  judge: (faults) => faults,
};
