import * as fc from 'fast-check';
import { anyWay } from './exposure';
import { anyModels } from './serving-models';
import { anyServing, namespace, type Mode, type Serving } from './serving-modes';
import { onJust, some, type Draft, type External, type Site } from './site';

interface Storage {
  readonly block: object;
  readonly generated: boolean;
  readonly external: readonly External[];
}

function anyStorage({ on, modes }: Serving, backend: unknown): fc.Arbitrary<Storage> {
  const bucket = fc.constantFrom('models', 'acme.models-1');
  const out = (nodePort: number, host: string) =>
    fc.option(anyWay({ on, namespace, nodePort, host, told: false }), { nil: undefined });
  const minio = fc
    .record({
      size: fc.constantFrom('5Gi', '500Mi'),
      rest: some({
        class: fc.constant('fast'),
        image: fc.constant('registry.example.com/minio:1'),
        replicas: fc.constant(1),
      }),
      credentials: fc.constantFrom(undefined, 'generated', 'backend'),
      api: out(30_900, 's3.example.com'),
      console: out(30_901, 'console.example.com'),
      bucket,
    })
    .map(({ size, rest, credentials, api, console, bucket: name }): Storage => {
      const expose = { ...(api && { api: api.expose }), ...(console && { console: console.expose }) };
      return {
        block: {
          minio: {
            size,
            ...rest,
            ...(credentials && { credentials }),
            ...(Object.keys(expose).length > 0 && { expose }),
          },
          bucket: name,
        },
        generated: credentials === 'generated' || (credentials === undefined && backend === 'external-secrets'),
        external: [...(api?.external ?? []), ...(console?.external ?? [])],
      };
    });
  const withRole = on.every(({ platform }) => platform === 'eks') && !modes.includes('ModelMesh');
  const s3 = fc
    .record({
      endpoint: some({ endpoint: fc.constant('http://s3.example.com:9000') }),
      access: fc.constantFrom(
        {},
        { secret: 'models-s3' },
        ...(withRole ? [{ role: 'arn:aws:iam::123456789012:role/models' }] : []),
      ),
      bucket,
    })
    .map(({ endpoint, access, bucket: name }): Storage => ({
      block: { s3: { region: 'eu-central-1', ...endpoint, ...access }, bucket: name },
      generated: false,
      external: [],
    }));
  return fc.oneof(minio, s3);
}

/** The block `serving` on any clusters, in modes that each of them has. */
export function anyModelServing(all: readonly Site[], backend: unknown): fc.Arbitrary<Draft> {
  return anyServing(all).chain((serving) =>
    fc
      .record({
        on: onJust(serving.on, all),
        storage: anyStorage(serving, backend),
        served: anyModels(serving),
        rest: some({ displayName: fc.constant('Models'), description: fc.constant('Of the fleet: all of them.') }),
      })
      .map(({ on, storage, served: { models, runtimes, external }, rest }): Draft => {
        const without = serving.on.filter(({ platform }) => platform !== 'openshift');
        const each = (entry: Omit<External, 'on'>): External[] =>
          serving.on.map((site) => ({ on: site.name, ...entry }));
        return {
          block: { on, namespace, ...serving.settings, storage: storage.block, runtimes, models, ...rest },
          charts: { kserve: without, ...(storage.generated && { 'external-secrets': serving.on }) },
          external: [
            ...storage.external,
            ...external.flatMap(each),
            ...serving.on.flatMap(({ name, platform }, at) =>
              platform === 'openshift' ? [] : broughtFor(name, serving.modes[at]),
            ),
          ],
        };
      }),
  );
}

/** What a cluster must have for a mode that KServe's chart does not bring. */
function broughtFor(on: string, mode: Mode | undefined): External[] {
  if (mode === 'Knative') return [{ on, kind: 'APIGroup', name: 'serving.knative.dev', why: 'Knative Serving' }];
  if (mode === 'ModelMesh')
    return [{ on, kind: 'Deployment', name: 'modelmesh-serving/modelmesh-controller', why: 'ModelMesh' }];
  return [];
}
