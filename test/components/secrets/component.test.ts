import { components } from '../../../lib/components/catalogue';
import { readNames } from '../../../lib/environment/names';
import { sealedValue } from '../../sealed-value';
import { builtObject, builtUnits, expanded, findingsOf, needsOf } from '../synthesized';

const head = `environment: test
gitops: { repoURL: https://git.example/fleet.git, revision: main, path: dist }
clusters:
  hub01: { platform: eks, role: hub }
  worker01: { platform: eks }
`;
const role = 'arn:aws:iam::123456789012:role/fleet-secrets';

test('without the block, people create Secrets themselves', () => {
  expect(expanded(head).settings.secrets).toEqual({ backend: 'existing' });
  expect(expanded(head).units).toEqual([]);
});

test('it alone runs without a block, so no other block needs a schema where the file does not have it', () => {
  const always = components.filter((each) => each.settings(readNames({}), []).safeParse(undefined).success);
  expect(always.map(({ name }) => name)).toEqual(['secrets']);
  expect(components.filter((each) => each.always).map(({ name }) => name)).toEqual(['secrets']);
});

test('AWS Secrets Manager becomes a store with a login on every cluster that has the operator', () => {
  const text = `${head}charts: { external-secrets: { on: worker01 } }
secrets: { backend: external-secrets, store: { aws: { region: us-east-1, role: "${role}" } } }
`;
  const units = builtUnits(text);
  expect([...units.keys()].filter((unit) => unit.endsWith('secret-store'))).toEqual(['worker01/secret-store']);
  expect(builtObject(units, 'worker01/secret-store', 'ClusterSecretStore/fleet').spec).toEqual({
    provider: {
      aws: {
        service: 'SecretsManager',
        region: 'us-east-1',
        auth: { jwt: { serviceAccountRef: { name: 'secret-store', namespace: 'external-secrets' } } },
      },
    },
  });
  expect(builtObject(units, 'worker01/secret-store', 'ServiceAccount/secret-store').metadata).toMatchObject({
    namespace: 'external-secrets',
    annotations: { 'eks.amazonaws.com/role-arn': role },
  });
  expect(needsOf(text)).toEqual([`worker01 IAM role ${role}`]);
});

test('a cluster may read with a role of its own; only the others need that of all', () => {
  const own = 'arn:aws:iam::123456789012:role/worker01-external-secrets';
  const text = `${head}charts: { external-secrets: { on: all } }
secrets: { backend: external-secrets, store: { aws: { region: us-east-1, role: "${role}", roles: { worker01: "${own}" } } } }
`;
  expect(needsOf(text)).toEqual([`hub01 IAM role ${role}`, `worker01 IAM role ${own}`]);
  expect(
    builtObject(builtUnits(text), 'worker01/secret-store', 'ServiceAccount/secret-store').metadata.annotations,
  ).toEqual({ 'eks.amazonaws.com/role-arn': own });
});

test('sealed data becomes a SealedSecret on the cluster that it was sealed for', () => {
  const text = sealedValue('token');
  const units = builtUnits(`${head}charts: { sealed-secrets: { on: worker01 } }
secrets: { backend: sealed-secrets, sealed: { worker01: { demo/token: { key: ${text} } } } }
`);
  expect(builtObject(units, 'worker01/sealed-secrets-data', 'SealedSecret/token')).toMatchObject({
    metadata: { name: 'token', namespace: 'demo' },
    spec: { encryptedData: { key: text } },
  });
});

test.each([
  [
    'secrets: { backend: vault }',
    'test.yaml:6:21 unknown-value secrets.backend: got "vault"; one of: existing, external-secrets, sealed-secrets',
  ],
  [
    'secrets: { store: { name: vault } }',
    'test.yaml:6:10 missing-key secrets.backend: got nothing; this key is required, one of existing, external-secrets, sealed-secrets',
  ],
  [
    'secrets: { backend: external-secrets }',
    'test.yaml:6:10 missing-key secrets.store: got nothing; this key is required',
  ],
  [
    'secrets: { backend: external-secrets, store: { aws: { region: us-east-1, role: admin } } }',
    'test.yaml:6:80 value-range secrets.store.aws.role: got "admin"; write the ARN of a role, as arn:aws:iam::123456789012:role/fleet-secrets',
  ],
  [
    `secrets: { backend: external-secrets, store: { aws: { region: us-east-1, role: "${role}", roles: { worker01: "${role}" } } } }`,
    'test.yaml:6:147 secret-operator-missing secrets.store.aws.roles.worker01: got a role for worker01, which has no External Secrets; add charts: { external-secrets: { on: worker01 } }, or remove the role',
  ],
  [
    `secrets: { backend: sealed-secrets, sealed: { worker1: { demo/token: { key: ${sealedValue('token')} } } } }`,
    'test.yaml:6:47 cluster-unknown secrets.sealed.worker1: got "worker1"; did you mean "worker01"?',
  ],
  [
    `secrets: { backend: sealed-secrets, sealed: { worker01: { demo/token: { key: ${sealedValue('token')} } } } }`,
    'test.yaml:6:57 secret-operator-missing secrets.sealed.worker01: got no Sealed Secrets on worker01 to open these; add charts: { sealed-secrets: { on: worker01 } }',
  ],
  // The finding repeats no text that may be the secret itself.
  ...['hunter2', sealedValue('cut').slice(0, -40), Buffer.from('x'.repeat(200)).toString('base64')].map(
    (text): [string, string] => [
      `secrets: { backend: sealed-secrets, sealed: { worker01: { demo/token: { key: ${text} } } } }`,
      'test.yaml:6:78 sealed-value-syntax secrets.sealed.worker01["demo/token"].key: got text that kubeseal did not make; write what kubeseal --raw prints, and never the value itself',
    ],
  ),
])('%s is rejected', (line, finding) => {
  expect(findingsOf(`${head}${line}\n`)).toEqual([finding]);
});
