import { findingsOf, needsOf } from '../synthesized';

const arn = (name: string) => `arn:aws:iam::012345678901:role/${name}`;

const environment = ({
  store = arn('eks01-external-secrets'),
  roles = '',
  operator = 'eks01',
  bucketRole = arn('eks01-s3'),
  account = 'serving-demo/model-storage',
  prefix = 'test/',
  bucket = 'acme-models',
  region = 'us-east-1',
}) => `environment: test
gitops: { repoURL: https://github.com/acme/fleet.git, revision: refs/heads/main, path: dist }
clusters:
  hub01: { platform: eks, role: hub }
  eks01: { platform: eks }
secrets: { backend: external-secrets, store: { aws: { region: ${region}, role: '${store}'${roles} } } }
charts: { external-secrets: { on: ${operator} }, cert-manager: { on: eks01 }, kserve: { on: eks01 } }
eks:
  eks01:
    account: '012345678901'
    region: us-east-1
    zones: [us-east-1a, us-east-1b]
    kubernetes: '1.35'
    sticky: { type: t3.xlarge }
    secrets: { prefix: ${prefix} }
    s3: { buckets: [acme-models], serviceAccount: ${account} }
serving:
  on: eks01
  namespace: serving-demo
  storage: { s3: { region: us-east-1, role: '${bucketRole}' }, bucket: ${bucket} }
  runtimes: [openvino]
  models: { fraud: { runtime: openvino, format: onnx/1, source: { path: fraud } } }
`;

test('roles that eksctl makes for the accounts that stand for them are nothing that anybody else must make', () => {
  const text = environment({});
  expect(findingsOf(text)).toEqual([]);
  expect(needsOf(text)).toEqual([]);
});

test('a role of somebody else may read what nobody here knows, wherever it is, and a prefix may be shorter or longer than theirs', () => {
  expect(findingsOf(environment({ store: arn('fleet-secrets'), prefix: 'scorewright/' }))).toEqual([]);
  expect(findingsOf(environment({ store: arn('fleet-secrets'), region: 'eu-west-1' }))).toEqual([]);
  for (const prefix of ['te', 'test/demo/']) expect(findingsOf(environment({ prefix }))).toEqual([]);
});

test('a cluster may have the name of what every object has', () => {
  const named = environment({ store: arn('fleet-secrets'), operator: 'all' }).replace('hub01:', 'constructor:');
  expect(findingsOf(named)).toEqual([]);
});

test('a cluster reads with the role that its own eksctl file makes, the others with that of all', () => {
  const text = environment({
    store: arn('fleet-secrets'),
    roles: `, roles: { eks01: '${arn('eks01-external-secrets')}' }`,
    operator: 'all',
  });
  expect(findingsOf(text)).toEqual([]);
  expect(needsOf(text)).toEqual([`hub01 IAM role ${arn('fleet-secrets')}`]);
});

test('roles of somebody else are needs, whoever they trust', () => {
  const text = environment({ store: arn('fleet-secrets'), bucketRole: arn('eks01-s3-models'), operator: 'all' });
  expect(findingsOf(text)).toEqual([]);
  expect(needsOf(text)).toEqual([
    `eks01 IAM role ${arn('fleet-secrets')}`,
    `eks01 IAM role ${arn('eks01-s3-models')}`,
    `hub01 IAM role ${arn('fleet-secrets')}`,
  ]);
});

test.each([
  [
    'for other buckets',
    environment({ bucket: 'acme-data' }),
    `test.yaml:20:98 role-bucket serving.storage.bucket: got "acme-data", and ${arn('eks01-s3')} may use only acme-models; list it in eks.eks01.s3.buckets (on eks01)`,
  ],
  [
    'for another account',
    environment({ account: 'serving-demo/models' }),
    `test.yaml:20:45 role-account serving.storage.s3.role: got "${arn('eks01-s3')}", which eksctl makes for serving-demo/models of eks01, and serving-demo/model-storage of eks01 asks for it (on eks01)`,
  ],
  [
    'for another cluster',
    environment({ operator: 'all' }),
    `test.yaml:6:80 role-account secrets.store.aws.role: got "${arn('eks01-external-secrets')}", which eksctl makes for external-secrets/secret-store of eks01, and external-secrets/secret-store of hub01 asks for it (on hub01)`,
  ],
  [
    'for another cluster, named for one',
    environment({
      store: arn('fleet-secrets'),
      roles: `, roles: { hub01: '${arn('eks01-external-secrets')}' }`,
      operator: 'all',
    }),
    `test.yaml:6:144 role-account secrets.store.aws.roles.hub01: got "${arn('eks01-external-secrets')}", which eksctl makes for external-secrets/secret-store of eks01, and external-secrets/secret-store of hub01 asks for it (on hub01)`,
  ],
  [
    'for the secrets of one cluster, of other names',
    environment({
      store: arn('fleet-secrets'),
      roles: `, roles: { eks01: '${arn('eks01-external-secrets')}' }`,
      prefix: 'scorewright/',
    }),
    'test.yaml:15:24 secret-prefix eks.eks01.secrets.prefix: got "scorewright/", and the store is asked for secrets whose names begin with "test/"; write that (on eks01)',
  ],
  [
    'for another purpose',
    environment({ store: arn('eks01-cluster-autoscaler') }),
    `test.yaml:6:80 role-account secrets.store.aws.role: got "${arn('eks01-cluster-autoscaler')}", which eksctl makes for cluster-autoscaler/cluster-autoscaler of eks01, and external-secrets/secret-store of eks01 asks for it (on eks01)`,
  ],
  [
    'for secrets in another region',
    environment({ region: 'eu-west-1' }),
    `test.yaml:6:63 secret-region secrets.store.aws.region: got "eu-west-1", and ${arn('eks01-external-secrets')} may read only secrets in us-east-1, the region of eks.eks01; write that, or a role of your own (on eks01)`,
  ],
  [
    'for secrets of other names',
    environment({ prefix: 'scorewright/' }),
    'test.yaml:15:24 secret-prefix eks.eks01.secrets.prefix: got "scorewright/", and the store is asked for secrets whose names begin with "test/"; write that (on eks01)',
  ],
])('a role that eksctl makes %s is rejected', (_, text, finding) => {
  expect(findingsOf(text)).toEqual([finding]);
});
