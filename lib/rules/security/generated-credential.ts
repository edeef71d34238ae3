import { isObject } from '../../model/json';
import { find, parsePattern } from '../../graph/field-pattern';
import { kindKey, type Located } from '../../graph/located';
import { groupOf } from '../../model/manifest';
import type { Path } from '../../model/origin';
import { formatRef, refKey, type Ref } from '../../model/ref';
import { collisions, faultOf, shown } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

interface Reading extends Omit<Located, 'manifest'> {
  readonly generator: Ref;
  readonly at: Path;
}

type Fact = Fault | Reading;

const sources = parsePattern('spec.dataFrom[*].sourceRef.generatorRef');

/** What must be said of an ExternalSecret so that its generated value is made once and stays. */
const lasting: readonly (readonly [path: readonly [string, ...string[]], value: unknown])[] = [
  [['refreshPolicy'], 'CreatedOnce'],
  [['target', 'immutable'], true],
  [['target', 'creationPolicy'], 'Orphan'],
];

export const generatedCredential: Rule<Fact> = {
  code: 'generated-credential',
  kinds: ['generators.external-secrets.io/Password', 'external-secrets.io/ExternalSecret'],
  severity: 'error',
  profile: 'scorewright',
  summary: 'A generated credential is created once, read by one ExternalSecret, and safe to write into a URL.',
  why: 'A generator gives each reader a different value, and a new one at each refresh, which locks out whatever was set up with the first.',
  fix: 'Set `refreshPolicy: CreatedOnce`, `target.immutable: true` and `target.creationPolicy: Orphan`; copy every other form of the credential from that Secret; set `symbols: 0`.',
  turnOff: 'When every reader may have its own value and takes in a new one at once.',

  *collect(_, { objects }) {
    for (const located of objects) {
      const { manifest, ref, path, uninstantiated, origin } = located;
      const key = kindKey(manifest);
      if (key === 'generators.external-secrets.io/Password') yield* symbols(located);
      if (key !== 'external-secrets.io/ExternalSecret' || uninstantiated) continue;
      const found = find(sources, manifest, []);
      for (const { value, path: at } of found)
        if (isObject(value) && typeof value.kind === 'string' && typeof value.name === 'string') {
          const group = groupOf(
            typeof value.apiVersion === 'string' ? value.apiVersion : 'generators.external-secrets.io/v1alpha1',
          );
          const generator = { ...ref, group, kind: value.kind, name: value.name };
          yield { ref, path, uninstantiated, origin, generator, at: [...at, 'name'] };
        }
      if (found.length > 0) yield* fleeting(located);
    }
  },

  *judge(facts) {
    yield* facts.filter((fact) => 'message' in fact);
    const readings = facts.filter((fact) => 'generator' in fact);
    for (const [first, ...others] of collisions(readings, ({ generator }) => refKey(generator)))
      for (const other of others) {
        const generator = formatRef(other.generator);
        const message = `got ${generator}, which ${formatRef(first.ref)} reads too and which gives each another value; copy from its Secret`;
        yield faultOf(other, other.at, message);
      }
  },
};

function* fleeting(located: Located): Iterable<Fault> {
  for (const [path, right] of lasting) {
    const [found] = find(path, located.manifest.spec, []);
    if (found?.value === right) continue;
    yield faultOf(
      located,
      ['spec', ...path],
      `got ${shown(found?.value)}; ${shown(right)} keeps the generated value as it is`,
    );
  }
}

function* symbols(located: Located): Iterable<Fault> {
  const { symbols: count, symbolCharacters } = isObject(located.manifest.spec) ? located.manifest.spec : {};
  const harmless = typeof symbolCharacters === 'string' && /^[\w.~-]*$/.test(symbolCharacters);
  if (count === 0 || harmless) return;
  yield faultOf(
    located,
    ['spec', 'symbols'],
    `got ${shown(count)}; set 0, for the default symbols contain quotes, $ and \\`,
  );
}
