import { type Located } from '../../graph/located';
import { groupOf } from '../../model/manifest';
import type { Path } from '../../model/origin';
import { formatRef, refKey, type Ref } from '../../model/ref';
import { findingKind } from '../../model/finding-kind';
import { collisions, fieldOf } from '../engine/fault';
import { objectRule, type ObjectOf } from '../engine/object-rule';
import type { Fault } from '../engine/rule';

type Own = Omit<Located, 'manifest'>;

interface Reading extends Own {
  readonly generator: Ref;
  readonly at: Path;
}

type Fact = Fault | Reading;

/** What an ExternalSecret must say so that its generated value is made once and stays. */
const lasting = [
  { field: 'refreshPolicy', path: ['refreshPolicy'], right: 'CreatedOnce' },
  { field: 'immutable', path: ['target', 'immutable'], right: true },
  { field: 'creationPolicy', path: ['target', 'creationPolicy'], right: 'Orphan' },
] as const;

const finding = findingKind({
  code: 'generated-credential',
  why: 'A generator gives each reader a different value, and a new one at each refresh, which locks out every program that was set up with the first.',
  fix: 'Set `refreshPolicy: CreatedOnce`, `target.immutable: true` and `target.creationPolicy: Orphan`; copy every other form of the credential from that Secret; set `symbols: 0`.',
  messages: {
    shared: 'got {got}, which {first} also reads; each would get a different value: copy from its Secret',
    fleeting: 'got {got}; only {expected} keeps the generated value',
    symbols: 'got {got}; set 0, because the default symbols contain quotes, $ and \\',
  },
});

export const generatedCredential = objectRule({
  ...finding,
  kinds: ['generators.external-secrets.io/v1alpha1/Password', 'external-secrets.io/v1/ExternalSecret'],
  profile: 'scorewright',
  summary: 'A generated credential is created once, read by one ExternalSecret, and safe to write into a URL.',
  turnOff: 'When every reader may have its own value and takes in a new one at once.',

  *collect(located): Iterable<Fact> {
    const { manifest, ...own } = located;
    if (manifest.kind === 'Password') {
      yield* symbols(own, manifest);
      return;
    }
    if (own.uninstantiated) return;
    const sources = (manifest.spec?.dataFrom ?? []).flatMap(({ sourceRef }, at) =>
      sourceRef?.generatorRef ? [{ ...sourceRef.generatorRef, at }] : [],
    );
    for (const { apiVersion = 'generators.external-secrets.io/v1alpha1', kind, name, at } of sources) {
      const generator = { ...own.ref, group: groupOf(apiVersion), kind, name };
      yield { ...own, generator, at: ['spec', 'dataFrom', at, 'sourceRef', 'generatorRef', 'name'] };
    }
    if (sources.length > 0) yield* fleeting(own, manifest);
  },

  *judge(facts) {
    yield* facts.filter((fact) => 'message' in fact);
    const readings = facts.filter((fact) => 'generator' in fact);
    for (const [first, ...others] of collisions(readings, ({ generator }) => refKey(generator)))
      for (const other of others) {
        const generator = formatRef(other.generator);
        yield finding.fault('shared', { got: generator, first: formatRef(first.ref) }, fieldOf(other, other.at));
      }
  },
});

function* fleeting(own: Own, { spec }: ObjectOf<'external-secrets.io/v1/ExternalSecret'>): Iterable<Fault> {
  const said = {
    refreshPolicy: spec?.refreshPolicy,
    immutable: spec?.target?.immutable,
    creationPolicy: spec?.target?.creationPolicy,
  };
  for (const { path, field, right } of lasting)
    if (said[field] !== right)
      yield finding.fault('fleeting', { got: said[field], expected: right }, fieldOf(own, ['spec', ...path]));
}

function* symbols(own: Own, { spec }: ObjectOf<'generators.external-secrets.io/v1alpha1/Password'>): Iterable<Fault> {
  const { symbols: count, symbolCharacters } = spec ?? {};
  const harmless = symbolCharacters !== undefined && /^[\w.~-]*$/.test(symbolCharacters);
  if (count === 0 || harmless) return;
  yield finding.fault('symbols', { got: count, expected: 0 }, fieldOf(own, ['spec', 'symbols']));
}
