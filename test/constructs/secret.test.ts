import { StoredSecret, type SecretRequest } from '../../lib/constructs/secret';
import { secretGaps, secretNeeds, secretUnits, type SecretContext } from '../../lib/constructs/secret-backend';
import { secrets } from '../../lib/environment/secrets';
import { groupKind } from '../../lib/kinds/group-kind';
import { outsideApi } from '../../lib/model/group-kind';
import { Directory } from '../../lib/model/directory';
import { formatRef, type Ref } from '../../lib/model/ref';
import { hub, worker } from './clusters';
import { renderedOne } from './rendered';

const names = { clusters: new Map([hub, worker].map((cluster) => [cluster.name, cluster])) };
const gitops = { repoURL: 'https://git.example/fleet.git', revision: 'main', path: 'dist' };

function context(settings: unknown): SecretContext {
  return {
    fleet: { environment: 'test', gitops, hub, clusters: [hub, worker] },
    secrets: secrets(names).parse(settings),
  };
}

const existing = context({ backend: 'existing' });
const named = context({ backend: 'external-secrets', store: { name: 'vault' } });
const aws = { region: 'us-east-1', role: 'arn:aws:iam::123456789012:role/fleet' };
const rendered = context({ backend: 'external-secrets', store: { aws }, path: 'team/fleet' });

const request: SecretRequest = {
  name: 'api-auth-secret',
  namespace: 'dynamic-scoring',
  keys: ['token'],
  clusters: ['hub01', 'worker01'],
  why: 'agents send it to scorers',
};

function stored(of: SecretRequest, { secrets: chosen }: SecretContext) {
  if (chosen.backend !== 'external-secrets') throw new Error('this backend renders nothing');
  return renderedOne((scope) => new StoredSecret(scope, 's', { request: of, secrets: chosen, environment: 'test' }));
}

const secretRef = (cluster: string, key?: string): Ref => ({
  ...{ cluster, ...groupKind('/Secret'), namespace: 'dynamic-scoring', name: 'api-auth-secret' },
  ...(key !== undefined && { key }),
});
const operator = (cluster: string): Ref => ({ cluster, ...outsideApi('APIGroup'), name: 'external-secrets.io' });
const nothing = new Directory([]);

test('a stored Secret reads each key from the entry of its namespace and name', () => {
  expect(stored(request, named)).toMatchObject({
    kind: 'ExternalSecret',
    metadata: { name: 'api-auth-secret', namespace: 'dynamic-scoring' },
    spec: {
      refreshInterval: '1h0m0s',
      secretStoreRef: { kind: 'ClusterSecretStore', name: 'vault' },
      target: { name: 'api-auth-secret', creationPolicy: 'Owner', deletionPolicy: 'Retain' },
      data: [{ secretKey: 'token', remoteRef: { key: 'test/dynamic-scoring/api-auth-secret', property: 'token' } }],
    },
  });
});

test('a stored Secret of a type, with annotations that the store knows, is made by a template', () => {
  const link = { ...request, type: 'kubernetes.io/tls', labels: { kind: 'token' }, annotations: { 'to-host': 'host' } };
  expect(stored(link, rendered)).toMatchObject({
    spec: {
      secretStoreRef: { name: 'fleet' },
      target: {
        template: {
          type: 'kubernetes.io/tls',
          metadata: { labels: { kind: 'token' }, annotations: { 'to-host': '{{ index . "host" }}' } },
          data: { token: '{{ index . "token" }}' },
        },
      },
      data: [
        { secretKey: 'token', remoteRef: { key: 'team/fleet/dynamic-scoring/api-auth-secret', property: 'token' } },
        { secretKey: 'host', remoteRef: { key: 'team/fleet/dynamic-scoring/api-auth-secret', property: 'host' } },
      ],
    },
  });
});

test('only External Secrets gets a unit, one for each cluster of the request', () => {
  const owner = { component: 'scores', settings: ['scores'], delivery: 'argo' } as const;
  expect(secretUnits([request], existing, owner)).toEqual([]);
  expect(secretUnits([request], named, owner).map(({ name, cluster, stage }) => [name, cluster, stage])).toEqual([
    ['scores-secrets', 'hub01', 'secrets'],
    ['scores-secrets', 'worker01', 'secrets'],
  ]);
});

test('the unit of the hub goes by Argo CD even where the others go by ManifestWorks', () => {
  const owner = { component: 'scores', settings: ['scores'], delivery: 'work' } as const;
  expect(secretUnits([request], named, owner).map(({ cluster, delivery }) => [cluster, delivery])).toEqual([
    ['hub01', 'argo'],
    ['worker01', 'work'],
  ]);
});

function needs(of: SecretContext, directory = nothing): string[] {
  return secretNeeds([request], of, directory).map(({ ref }) => `${ref.cluster} ${formatRef(ref)}`);
}

test('people make the keys themselves, or the entries of the store', () => {
  expect(needs(existing)).toEqual([
    'hub01 Secret dynamic-scoring/api-auth-secret#token',
    'worker01 Secret dynamic-scoring/api-auth-secret#token',
  ]);
  expect(needs(rendered)).toEqual([
    'hub01 Secret store entry team/fleet/dynamic-scoring/api-auth-secret#token',
    'worker01 Secret store entry team/fleet/dynamic-scoring/api-auth-secret#token',
  ]);
  expect(needs(named)).toContain('hub01 ClusterSecretStore vault');
});

test('a Secret that the environment declares is no need, and missing where it is not declared', () => {
  const onOne = new Directory([secretRef('worker01')]);
  expect(needs(existing, onOne)).toEqual([]);
  expect(secretGaps(request, existing, onOne)).toEqual([
    {
      cluster: 'hub01',
      missing: 'secret',
      secret: 'dynamic-scoring/api-auth-secret',
      key: 'token',
      others: ['worker01'],
    },
  ]);
  expect(secretGaps(request, existing, new Directory([secretRef('worker01'), secretRef('hub01')]))).toEqual([]);
  expect(secretGaps(request, existing, nothing)).toEqual([]);
});

test('a Secret that is declared with other keys is missing', () => {
  const others = new Directory([secretRef('worker01', 'password'), secretRef('hub01', 'token')]);
  expect(secretGaps(request, existing, others).map(({ cluster }) => cluster)).toEqual(['worker01']);
});

test('External Secrets must run on each cluster of the request', () => {
  expect(secretGaps(request, named, new Directory([operator('hub01')]))).toEqual([
    {
      cluster: 'worker01',
      missing: 'operator',
      secret: 'dynamic-scoring/api-auth-secret',
    },
  ]);
});
