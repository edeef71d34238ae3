import { groupKind } from '../../kinds/group-kind';
import { refKey } from '../../model/ref';
import { findingKind } from '../../model/finding-kind';
import type { ExternalSecretSpecDataSourceRef } from '../../../imports/objects/external-secrets.io';
import type { Located } from '../../graph/located';
import { groupOf } from '../../model/manifest';
import { formatPath, type Path } from '../../model/origin';
import { objectRule, type ObjectOf } from '../engine/object-rule';
import { fieldOf } from '../engine/fault';
import type { Fault } from '../engine/rule';
import type { RuleFleet } from '../engine/rule-fleet';

type Own = Omit<Located, 'manifest'>;

/** One key that is copied out of a Secret of the same cluster. */
interface Copy extends Own {
  readonly at: Path;
  readonly store: string;
  readonly key: string;
  readonly property: string | undefined;
}

type Fact = { readonly copy: Copy } | { readonly store: string; readonly namespace: string } | Fault;

const generators = 'generators.external-secrets.io';
/** Where a store of provider kubernetes looks by default. */
const defaultNamespace = 'default';

const finding = findingKind({
  code: 'secret-never-made',
  why: 'External Secrets makes no Secret when the store or generator is not named clearly, or when the other Secret lacks the key; whoever needs the Secret waits forever.',
  fix: 'Name the store under `secretStoreRef`, give a store one provider (and one of kubernetes its `remoteNamespace` and CA), and copy a key that exists.',
  messages: {
    nothing: 'got nothing to fetch; list keys in data or dataFrom',
    noSource: 'got no source; set extract, find or sourceRef.generatorRef',
    generator: 'got {got}; expected {expected}',
    noStore: 'got no store for {path}; name one',
    provider: 'got {got}; a store has exactly one',
    noCa: 'got no CA to trust; set a caProvider with its key, or a caBundle',
    secret: 'got {got}, which does not exist; render what makes it',
    key: 'got key {got} of {secret}, whose keys are {expected}',
  },
});

export const secretNeverMade = objectRule({
  ...finding,
  kinds: [
    'external-secrets.io/v1/ExternalSecret',
    'external-secrets.io/v1/SecretStore',
    'external-secrets.io/v1/ClusterSecretStore',
  ],
  ofAbsence: true,
  summary: 'External Secrets can make every Secret that it is asked for.',
  turnOff: 'When the store or the other Secret is completed by someone else after the sync.',

  *collect({ manifest, ...own }): Iterable<Fact> {
    if (own.uninstantiated) return;
    if (manifest.kind === 'ExternalSecret') yield* readSecret(own, manifest);
    else yield* readStore(own, manifest);
  },

  *judge(facts, fleet) {
    const namespaces = new Map(facts.flatMap((fact) => ('namespace' in fact ? [[fact.store, fact.namespace]] : [])));
    for (const fact of facts) {
      if ('message' in fact) yield fact;
      if ('copy' in fact) yield* missing(fact.copy, namespaces.get(fact.copy.store), fleet);
    }
  },
});

function* readSecret(own: Own, { spec = {} }: ObjectOf<'external-secrets.io/v1/ExternalSecret'>): Iterable<Fact> {
  const { secretStoreRef = {}, data = [], dataFrom = [] } = spec;
  const { name, kind = 'SecretStore' } = secretStoreRef;
  const { cluster, namespace } = own.ref;
  if (data.length + dataFrom.length === 0) yield finding.fault('nothing', {}, fieldOf(own, ['spec', 'data']));
  for (const [at, { sourceRef = {}, remoteRef }] of data.entries()) {
    const path = ['spec', 'data', at];
    yield* sourceFaults(own, path, sourceRef, name);
    if (name === undefined || sourceRef.storeRef || sourceRef.generatorRef) continue;
    if (kind === 'SecretStore' && namespace !== undefined)
      yield {
        copy: {
          ...own,
          at: [...path, 'remoteRef'],
          store: refKey({ cluster, ...groupKind('external-secrets.io/SecretStore'), namespace, name }),
          key: remoteRef.key,
          property: remoteRef.property,
        },
      };
  }
  for (const [at, { sourceRef = {}, extract, find }] of dataFrom.entries()) {
    const path = ['spec', 'dataFrom', at];
    if (!extract && !find && !sourceRef.generatorRef) yield finding.fault('noSource', {}, fieldOf(own, path));
    yield* sourceFaults(own, path, sourceRef, name);
  }
}

/** What is wrong with where one value comes from. */
function* sourceFaults(
  own: Own,
  path: Path,
  { storeRef, generatorRef }: ExternalSecretSpecDataSourceRef,
  store: string | undefined,
): Iterable<Fault> {
  if (generatorRef) {
    const got = generatorRef.apiVersion;
    if (groupOf(got ?? '') !== generators)
      yield finding.fault(
        'generator',
        { got, expected: `${generators}/v1alpha1` },
        fieldOf(own, [...path, 'sourceRef', 'generatorRef', 'apiVersion']),
      );
  } else if (!storeRef && store === undefined) {
    yield finding.fault('noStore', { path: formatPath(path) }, fieldOf(own, ['spec', 'secretStoreRef']));
  }
}

type StoreKind = 'external-secrets.io/v1/SecretStore' | 'external-secrets.io/v1/ClusterSecretStore';

function* readStore(own: Own, { spec }: ObjectOf<StoreKind>): Iterable<Fact> {
  const { provider = {} } = spec ?? {};
  const got = Object.keys(provider);
  if (got.length !== 1) yield finding.fault('provider', { got }, fieldOf(own, ['spec', 'provider']));
  const { kubernetes } = provider;
  if (!kubernetes) return;
  const { server = {}, remoteNamespace: namespace = defaultNamespace, authRef } = kubernetes;
  const { caBundle, caProvider, url } = server;
  // The Secrets of another API server are unknown.
  if (url === undefined || /^https:\/\/kubernetes\.default(\.|$)/.test(url))
    yield { store: refKey(own.ref), namespace };
  const isTrusted = caBundle !== undefined || caProvider?.key !== undefined;
  if (!isTrusted && authRef === undefined)
    yield finding.fault('noCa', {}, fieldOf(own, ['spec', 'provider', 'kubernetes', 'server']));
}

function* missing(copy: Copy, namespace: string | undefined, fleet: RuleFleet): Iterable<Fault> {
  if (namespace === undefined) return;
  const found = fleet.find({ cluster: copy.ref.cluster, ...groupKind('/Secret'), namespace, name: copy.key });
  const whole = `Secret ${namespace}/${copy.key}`;
  const keys = found.length === 0 ? undefined : fleet.offers.keys(found);
  if (found.length === 0) yield finding.fault('secret', { got: whole }, fieldOf(copy, copy.at));
  else if (copy.property !== undefined && keys && !keys.includes(copy.property))
    yield finding.fault('key', { got: copy.property, secret: whole, expected: keys }, fieldOf(copy, copy.at));
}
