import { find, isObject, parsePattern } from '../../graph/field-pattern';
import { kindKey, type Located } from '../../graph/located';
import type { Manifest } from '../../model/manifest';
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

/** A generated credential is made once, read by one ExternalSecret, and can be written into a URL. */
export const generatedCredential: Rule<Fact> = {
  code: 'generated-credential',
  kinds: ['generators.external-secrets.io/Password', 'external-secrets.io/ExternalSecret'],
  severity: 'error',
  why: 'A generator gives each of its readers another value, and a new one at each refresh: what was set up with the first is then locked out.',
  fix: 'Set refreshPolicy CreatedOnce, target.immutable true and target.creationPolicy Orphan; let every other form of the credential copy from that Secret; set symbols 0.',

  *collect(_, { objects }) {
    for (const located of objects) {
      const { manifest, ref, path, uninstantiated, origin } = located;
      const key = kindKey(manifest);
      if (key === 'generators.external-secrets.io/Password') yield* symbols(located);
      if (key !== 'external-secrets.io/ExternalSecret' || uninstantiated) continue;
      const found = find(sources, manifest, []);
      for (const { value, path: at } of found)
        if (isObject(value) && typeof value.kind === 'string' && typeof value.name === 'string') {
          const generator = { ...ref, kind: value.kind, name: value.name };
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

  bad: {
    units: {
      'worker01/demo': [
        reader('one', { refreshPolicy: 'CreatedOnce', target: { immutable: true, creationPolicy: 'Orphan' } }),
        reader('two', { refreshInterval: '1h' }),
        generator({ length: 32 }),
      ],
    },
    findings: [
      'ExternalSecret demo/two spec.refreshPolicy: got nothing; CreatedOnce keeps the generated value as it is',
      'ExternalSecret demo/two spec.target.immutable: got nothing; true keeps the generated value as it is',
      'ExternalSecret demo/two spec.target.creationPolicy: got nothing; Orphan keeps the generated value as it is',
      'Password demo/root spec.symbols: got nothing; set 0, for the default symbols contain quotes, $ and \\',
      'ExternalSecret demo/two spec.dataFrom[0].sourceRef.generatorRef.name: got Password demo/root, which ExternalSecret demo/one reads too and which gives each another value; copy from its Secret',
    ],
  },
  good: {
    'worker01/demo': [
      reader('one', { refreshPolicy: 'CreatedOnce', target: { immutable: true, creationPolicy: 'Orphan' } }),
      generator({ length: 32, symbols: 0 }),
    ],
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

function reader(name: string, spec: object): Manifest {
  const dataFrom = [{ sourceRef: { generatorRef: { kind: 'Password', name: 'root' } } }];
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name, namespace: 'demo' },
    spec: { dataFrom, ...spec },
  };
}

function generator(spec: object): Manifest {
  const metadata = { name: 'root', namespace: 'demo' };
  return { apiVersion: 'generators.external-secrets.io/v1alpha1', kind: 'Password', metadata, spec };
}
