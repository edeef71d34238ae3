import { isObject } from '../../model/json';
import { find, parsePattern } from '../../graph/field-pattern';
import { kindKey, type Located } from '../../graph/located';
import { groupKind } from '../../kinds/group-kind';
import { groupOf, type Manifest } from '../../model/manifest';
import { refKey } from '../../model/ref';
import type { Path } from '../../model/origin';
import { findingKind } from '../../model/finding-kind';
import { fieldOf } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';
import type { RuleFleet } from '../engine/rule-fleet';

type Own = Omit<Located, 'manifest'>;

/** One key that is copied out of a Secret of the same cluster. */
interface Copy extends Own {
  readonly at: Path;
  readonly store: string;
  readonly key: unknown;
  readonly property: unknown;
}

type Fact = { readonly copy: Copy } | { readonly store: string; readonly namespace: string } | Fault;

const data = parsePattern('spec.data[*]');
const dataFrom = parsePattern('spec.dataFrom[*]');
const kubernetes = parsePattern('spec.provider.kubernetes');
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

export const secretNeverMade: Rule<Fact> = {
  ...finding,
  kinds: [
    'external-secrets.io/ExternalSecret',
    'external-secrets.io/SecretStore',
    'external-secrets.io/ClusterSecretStore',
  ],
  ofAbsence: true,
  summary: 'External Secrets can make every Secret that it is asked for.',
  turnOff: 'When the store or the other Secret is completed by someone else after the sync.',

  *collect(_, { objects }) {
    for (const { manifest, ...own } of objects) {
      if (own.uninstantiated || groupOf(manifest.apiVersion) !== 'external-secrets.io') continue;
      if (kindKey(manifest) === 'external-secrets.io/ExternalSecret') yield* readSecret(own, manifest);
      else if (manifest.kind.endsWith('SecretStore')) yield* readStore(own, manifest);
    }
  },

  *judge(facts, fleet) {
    const namespaces = new Map(facts.flatMap((fact) => ('namespace' in fact ? [[fact.store, fact.namespace]] : [])));
    for (const fact of facts) {
      if ('message' in fact) yield fact;
      if ('copy' in fact) yield* missing(fact.copy, namespaces.get(fact.copy.store), fleet);
    }
  },
};

function* readSecret(own: Own, manifest: Manifest): Iterable<Fact> {
  const { secretStoreRef } = isObject(manifest.spec) ? manifest.spec : {};
  const { name, kind = 'SecretStore' } = isObject(secretStoreRef) ? secretStoreRef : {};
  const { cluster, namespace } = own.ref;
  const wanted = [...find(data, manifest, []), ...find(dataFrom, manifest, [])];
  if (wanted.length === 0) yield finding.fault('nothing', {}, fieldOf(own, ['spec', 'data']));
  for (const { value, path } of wanted) {
    const { sourceRef, extract, find: search, remoteRef } = isObject(value) ? value : {};
    const { storeRef, generatorRef } = isObject(sourceRef) ? sourceRef : {};
    if (path[1] === 'dataFrom' && [extract, search, generatorRef].every((source) => source === undefined))
      yield finding.fault('noSource', {}, fieldOf(own, path));
    if (isObject(generatorRef) && groupOf(String(generatorRef.apiVersion)) !== generators)
      yield finding.fault(
        'generator',
        { got: generatorRef.apiVersion, expected: `${generators}/v1alpha1` },
        fieldOf(own, [...path, 'sourceRef', 'generatorRef', 'apiVersion']),
      );
    if (generatorRef !== undefined || storeRef !== undefined) continue;
    if (typeof name !== 'string')
      yield finding.fault('noStore', { path: formatAt(path) }, fieldOf(own, ['spec', 'secretStoreRef']));
    else if (isObject(remoteRef) && kind === 'SecretStore' && namespace !== undefined)
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
}

function* readStore(own: Own, manifest: Manifest): Iterable<Fact> {
  const { provider } = isObject(manifest.spec) ? manifest.spec : {};
  const providers = Object.keys(isObject(provider) ? provider : {});
  if (providers.length !== 1) yield finding.fault('provider', { got: providers }, fieldOf(own, ['spec', 'provider']));
  for (const { value, path } of find(kubernetes, manifest, [])) {
    const { server, remoteNamespace, authRef } = isObject(value) ? value : {};
    const { caBundle, caProvider, url } = isObject(server) ? server : {};
    // Another API server has Secrets that nobody here knows.
    if (url === undefined || (typeof url === 'string' && /^https:\/\/kubernetes\.default(\.|$)/.test(url)))
      yield {
        store: refKey(own.ref),
        namespace: typeof remoteNamespace === 'string' ? remoteNamespace : defaultNamespace,
      };
    const isTrusted = caBundle !== undefined || (isObject(caProvider) && caProvider.key !== undefined);
    if (!isTrusted && authRef === undefined) yield finding.fault('noCa', {}, fieldOf(own, [...path, 'server']));
  }
}

function* missing(copy: Copy, namespace: string | undefined, fleet: RuleFleet): Iterable<Fault> {
  if (namespace === undefined || typeof copy.key !== 'string') return;
  const found = fleet.find({ cluster: copy.ref.cluster, ...groupKind('/Secret'), namespace, name: copy.key });
  const whole = `Secret ${namespace}/${copy.key}`;
  const keys = found.length === 0 ? undefined : fleet.offers.keys(found);
  if (found.length === 0) yield finding.fault('secret', { got: whole }, fieldOf(copy, copy.at));
  else if (typeof copy.property === 'string' && keys && !keys.includes(copy.property))
    yield finding.fault('key', { got: copy.property, secret: whole, expected: keys }, fieldOf(copy, copy.at));
}

function formatAt(path: Path): string {
  return `${path.slice(0, 2).join('.')}[${String(path[2])}]`;
}
