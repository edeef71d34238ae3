import fc from 'fast-check';
import { parse } from 'yaml';
import type { ClusterConfig } from '../../../lib/components/eks/cluster-config';
import { architectureOf, instanceType } from '../../../lib/components/eks/instance-type';
import { builtUnit, expansionOf, findingsOf } from '../environments';
import { at } from '../../constructs/rendered';
import { restrictedViolations } from '../../constructs/pod-security';
import { eksctlProblems } from './eksctl-schema';

const head = `environment: test
gitops: { repoURL: https://github.com/acme/fleet.git, revision: refs/heads/main, path: dist }
clusters:
  hub01: { platform: kind, role: hub }
  nfd-cluster: { platform: eks }
eks:
  nfd-cluster:
`;
const base = {
  account: '"012345678901"',
  region: 'us-east-1',
  zones: '[us-east-1a, us-east-1b]',
  kubernetes: '"1.35"',
  sticky: '{ type: t3.xlarge }',
};

function environment(changes: Partial<Record<keyof typeof base | 'groups' | 's3', string>> = {}): string {
  const lines = Object.entries({ ...base, ...changes }).map(([key, value]) => `    ${key}: ${value}`);
  return `${head}${lines.join('\n')}\n`;
}

function configOf(text: string): ClusterConfig {
  const [file] = expansionOf(text).files;
  expect(file?.path).toBe('eksctl/nfd-cluster.yaml');
  // eksctl reads YAML 1.1: there a bare date would be no text.
  return parse(file!.text, { version: '1.1' }) as ClusterConfig;
}

const groups = '[{ type: c7a.12xlarge, zones: [us-east-1b] }, { type: hpc7g.16xlarge, max: 2, volume: 40 }]';

describe('the file for eksctl', () => {
  const config = configOf(environment({ groups, s3: '{ buckets: [acme-models], serviceAccount: serving/models }' }));

  test('has only fields that eksctl knows', () => {
    expect(eksctlProblems(config)).toEqual([]);
    expect(eksctlProblems({ ...config, nodegroups: [] })).not.toEqual([]);
  });

  test('names each group by type and architecture, and tags it so that the autoscaler starts it from zero', () => {
    expect(
      config.managedNodeGroups.map(({ name, minSize, desiredCapacity, maxSize, volumeSize, availabilityZones }) => [
        name,
        minSize,
        desiredCapacity,
        maxSize,
        volumeSize,
        availabilityZones,
      ]),
    ).toEqual([
      ['sticky-t3-xlarge-amd64', 1, 1, 1, 30, ['us-east-1a', 'us-east-1b']],
      ['c7a-12xlarge-amd64', 0, 0, 1, 30, ['us-east-1b']],
      ['hpc7g-16xlarge-arm64', 0, 0, 2, 40, ['us-east-1a', 'us-east-1b']],
    ]);
    expect(config.managedNodeGroups[2]!.tags).toEqual({
      'k8s.io/cluster-autoscaler/enabled': 'true',
      'k8s.io/cluster-autoscaler/nfd-cluster': 'owned',
      'k8s.io/cluster-autoscaler/node-template/label/kubernetes.io/arch': 'arm64',
      'k8s.io/cluster-autoscaler/node-template/label/node.kubernetes.io/instance-type': 'hpc7g.16xlarge',
    });
  });

  test('never asks for Amazon Linux 2, and encrypts the volumes', () => {
    for (const group of config.managedNodeGroups)
      expect(group).toMatchObject({ amiFamily: 'AmazonLinux2023', volumeType: 'gp3', volumeEncrypted: true });
  });

  test('gives roles fixed names, and to each only what belongs to the cluster', () => {
    expect(config.iam.serviceAccounts.map(({ roleName, metadata }) => [roleName, metadata])).toEqual([
      ['nfd-cluster-cluster-autoscaler', { namespace: 'cluster-autoscaler', name: 'cluster-autoscaler' }],
      ['nfd-cluster-external-secrets', { namespace: 'external-secrets', name: 'secret-store' }],
      ['nfd-cluster-s3', { namespace: 'serving', name: 'models' }],
    ]);
    const statements = config.iam.serviceAccounts.flatMap(({ attachPolicy }) => attachPolicy.Statement);
    for (const { Action, Resource, Condition } of statements) {
      const reads = Action.every((action) => /:(Describe|Get|List)/.test(action));
      if (Resource.includes('*'))
        expect({ Action, safe: reads || Condition !== undefined }).toMatchObject({ safe: true });
    }
    expect(config.iam.serviceAccounts.map(({ attachPolicy }) => attachPolicy.Version)).toEqual(
      Array(3).fill('2012-10-17'),
    );
  });

  test('brings the EBS driver with its role', () => {
    expect(config.addons).toEqual([{ name: 'aws-ebs-csi-driver', wellKnownPolicies: { ebsCSIController: true } }]);
    expect(config.iam.withOIDC).toBe(true);
  });
});

describe('what is rendered for the cluster', () => {
  const rendered = builtUnit(expansionOf(environment({ groups })), 'eks').map(({ manifest }) => manifest);
  const find = (kind: string) => rendered.find((manifest) => manifest.kind === kind)!;

  test('a default gp3 class', () => {
    expect(find('StorageClass')).toMatchObject({
      metadata: { name: 'gp3', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
      provisioner: 'ebs.csi.aws.com',
      parameters: { type: 'gp3' },
      volumeBindingMode: 'WaitForFirstConsumer',
    });
  });

  test('an autoscaler of the release for the minor, with its role, on the sticky nodes', () => {
    expect(find('ServiceAccount').metadata.annotations).toEqual({
      'eks.amazonaws.com/role-arn': 'arn:aws:iam::012345678901:role/nfd-cluster-cluster-autoscaler',
    });
    const pod = at(find('Deployment'), 'spec', 'template', 'spec');
    expect(restrictedViolations(pod)).toEqual([]);
    expect(pod).toMatchObject({
      serviceAccountName: 'cluster-autoscaler',
      automountServiceAccountToken: true,
      nodeSelector: { 'scorewright.dev/node-group': 'sticky' },
      containers: [{ image: 'registry.k8s.io/autoscaling/cluster-autoscaler:v1.35.0' }],
    });
    expect(at(pod, 'containers', 0, 'command')).toContain(
      '--node-group-auto-discovery=asg:tag=k8s.io/cluster-autoscaler/enabled,k8s.io/cluster-autoscaler/nfd-cluster',
    );
  });
});

describe('refused', () => {
  test.each([
    [
      { groups: '[{ type: c7a.12xlarge, zones: [us-west-2a] }]' },
      '13:44 zone-region eks.nfd-cluster.groups[0].zones[0]: got "us-west-2a"; the region is us-east-1',
    ],
    [
      { groups: '[{ type: c7a.12xlarge, zones: [us-east-1f] }]' },
      'got "us-east-1f"; the cluster has zones us-east-1a, us-east-1b',
    ],
    [
      { zones: '[us-east-1a, eu-west-1b]' },
      'zone-region eks.nfd-cluster.zones[1]: got "eu-west-1b"; the region is us-east-1',
    ],
    [
      { zones: '[us-east-1a, eu-west-1b]', groups },
      'zone-region eks.nfd-cluster.zones[1]: got "eu-west-1b"; the region is us-east-1',
    ],
    [{ zones: '[us-east-1a, us-east-1b, useast]' }, 'value-range eks.nfd-cluster.zones[2]: got "useast"; write a zone'],
    [
      { region: 'us-east-9', groups },
      '9:13 zone-region eks.nfd-cluster.region: got "us-east-9"; the zones are us-east-1a, us-east-1b',
    ],
    [
      { groups: '[{ type: c7a.12xlarge, min: 2, desired: 1, max: 3 }]' },
      '13:53 group-size eks.nfd-cluster.groups[0].desired: got min 2, desired 1, max 3; desired is at least min',
    ],
    [
      { groups: '[{ type: c7a.12xlarge, desired: 2 }]' },
      'group-size eks.nfd-cluster.groups[0].max: got min 0, desired 2, max 1; max is at least desired',
    ],
    [
      { sticky: '{ type: t3.xlarge, min: 0 }' },
      'group-size eks.nfd-cluster.sticky.min: got 0; the sticky group is always on: at least 1',
    ],
    [
      { groups: '[{ type: c6a.16.xlarge }]' },
      '13:22 instance-type-syntax eks.nfd-cluster.groups[0].type: got "c6a.16.xlarge"; write an instance type as AWS does, family and size with one dot between: c7a.12xlarge',
    ],
    [{ groups: '[{ type: mac2.metal }]' }, 'instance-type-syntax'],
    [
      { groups: '[{ type: t4g.4xlarge }]' },
      '13:22 instance-type-syntax eks.nfd-cluster.groups[0].type: got "t4g.4xlarge"; AWS has burstable types up to 2xlarge only: t4g.2xlarge',
    ],
    [{ groups: '[{ type: t3.metal }]' }, 'instance-type-syntax'],
    [
      { groups: '[{ type: t3.xlarge }]' },
      'node-group-twice eks.nfd-cluster.groups[0].type: got "t3.xlarge"; the sticky group has this type; give one of the two another',
    ],
    [
      { groups: '[{ type: c7a.large }, { type: c7a.large }]' },
      'another group has this type; keep one, with a larger max',
    ],
    [
      { kubernetes: '"1.29"' },
      'autoscaler-version-unknown eks.nfd-cluster.kubernetes: got "1.29"; no cluster autoscaler is known for it; known: 1.32, 1.33, 1.34, 1.35, 1.36',
    ],
    [{ account: '12345' }, 'eks.nfd-cluster.account: got 12345; expected text'],
    [{ account: '"12345"' }, 'account-id eks.nfd-cluster.account: got "12345"; an account id has twelve digits'],
  ])('%j', (changes, expected) => {
    const found = findingsOf(environment(changes));
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(expected);
  });

  test('a cluster that is none of EKS', () => {
    expect(findingsOf(environment().replace('platform: eks', 'platform: kind'))).toEqual([
      'environments/test.yaml:7:3 cluster-not-eks eks.nfd-cluster: got cluster nfd-cluster of platform kind; set platform: eks on it, or take it off this block (on nfd-cluster)',
    ]);
  });
});

describe('architectures', () => {
  test.each([
    't4g.2xlarge',
    'm6g.12xlarge',
    'hpc7g.16xlarge',
    'c7gn.large',
    'im4gn.xlarge',
    'x2gd.medium',
    'g5g.xlarge',
    'a1.large',
  ])('%s is Arm', (type) => {
    expect(architectureOf(type)).toBe('arm64');
  });
  test.each([
    't3a.2xlarge',
    'g5.xlarge',
    'g4dn.xlarge',
    'inf2.xlarge',
    'd3.4xlarge',
    'r7iz.8xlarge',
    'c6in.12xlarge',
    'u-6tb1.metal',
    'u7i-12tb.224xlarge',
    'u7inh-32tb.480xlarge',
    'c7i-flex.large',
    'p6-b200.48xlarge',
  ])('%s is not', (type) => {
    expect(instanceType.safeParse(type).success).toBe(true);
    expect(architectureOf(type)).toBe('amd64');
  });

  test('a type with another number of dots never passes', () => {
    const part = fc.stringMatching(/^[a-z0-9]{1,8}$/);
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 5 }).filter(({ length }) => length !== 2),
        (parts) => {
          expect(instanceType.safeParse(parts.join('.')).success).toBe(false);
        },
      ),
    );
  });
});
