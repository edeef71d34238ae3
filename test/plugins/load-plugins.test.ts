import fc from 'fast-check';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Source } from '../../lib/environment/source';
import { formatFinding } from '../../lib/model/finding';
import { cleanScoreName } from '../../lib/model/score-name';
import { loadPlugins } from '../../lib/plugins/load-plugins';
import { builtIn } from '../../lib/scoring/catalogue';

const folder = mkdtempSync(join(tmpdir(), 'scorewright-plugins-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
let files = 0;

/** An engine as a plug-in writes it. */
function engine(id: string, scoreName: string): Record<string, unknown> {
  return {
    id,
    name: `${id.replace('/', '-')}-scorer`,
    description: 'Share of idle processors.',
    location: 'External',
    configSyncMode: 'None',
    configPath: '/config',
    source: { type: 'Prometheus', query: 'avg(idle) * 100', range: '10m', step: '1m' },
    scoring: { path: '/scoring', name: scoreName, interval: '1m' },
    results: { type: 'per-series' },
    metadata: {
      algorithm: 'arithmetic mean',
      features: ['idle_percent'],
      outputs: ['idle_percent'],
      unit: 'percent',
      range: { min: 0, max: 100 },
      direction: 'higher-is-better',
    },
  };
}

/** What an environment with these plug-ins knows; each is given by the text of its module. */
function load(...modules: string[]) {
  const names = modules.map((text) => {
    const name = `./plugin-${(files += 1)}.ts`;
    writeFileSync(join(folder, name), text);
    return name;
  });
  return loadNamed(...names);
}

function loadNamed(...names: unknown[]) {
  const source = new Source(join(folder, 'demo.yaml'), `environment: demo\nplugins: ${JSON.stringify(names)}\n`);
  const known = loadPlugins(source);
  return {
    ...known,
    lines: known.findings.map((finding) =>
      formatFinding(finding)
        .replaceAll(`${folder}/`, '')
        .replace(/plugin-\d+/g, 'plugin'),
    ),
    ids: known.scorers.map(({ id }) => id).slice(builtIn.length),
  };
}

const exported = (name: string, value: unknown) => `export const ${name} = ${JSON.stringify(value)};\n`;
const scorer = (id: string, ...engines: unknown[]) => ({ id, engines });
const workload = (name: string, namespace = 'scorers') => ({
  name,
  namespace,
  image: 'registry.example.com/scorer:1',
  port: 8000,
  healthPath: '/healthz',
  env: [],
  writesModelDir: false,
});

test('a file beside the environment brings scorers and lone engines, several from one file', () => {
  const known = load(
    exported('zones', scorer('zones', engine('zones/a', 'zone_a'), engine('zones/b', 'zone_b'))) +
      exported('engines', [engine('idle', 'idle'), engine('load/short', 'short'), engine('load/long', 'long')]),
  );
  expect(known.lines).toEqual([]);
  expect(known.ids).toEqual(['zones', 'idle', 'load']);
  const load2 = known.scorers.find(({ id }) => id === 'load')!;
  expect(load2.engines.map(({ id }) => id)).toEqual(['load/short', 'load/long']);
  expect(load2.workload).toBeUndefined();
  expect(load2.engines[0]?.dimensionFormat).toBe('${scoreName}');
  expect([...known.sources].filter(([, from]) => from === 'built-in').map(([{ id }]) => id)).toEqual(
    builtIn.map(({ id }) => id),
  );
});

test('a package is found as Node finds it from the environment', () => {
  const main = join(folder, 'node_modules/@acme/scorers/index.js');
  mkdirSync(dirname(main), { recursive: true });
  writeFileSync(main, `module.exports = ${JSON.stringify(scorer('acme', engine('acme', 'acme_idle')))};`);
  expect(loadNamed('@acme/scorers')).toMatchObject({ lines: [], ids: ['acme'] });
});

test('neither a file nor a package that is missing goes unseen', () => {
  expect(loadNamed('./gone.ts', '@acme/gone').lines).toEqual([
    'demo.yaml:2:11 plugin-missing plugins[0]: got "./gone.ts"; no such file beside the environment file',
    'demo.yaml:2:23 plugin-missing plugins[1]: got "@acme/gone"; no such package; npm install it',
  ]);
  expect(loadNamed(3, './gone.ts').lines).toEqual([
    'demo.yaml:2:13 plugin-missing plugins[1]: got "./gone.ts"; no such file beside the environment file',
  ]);
});

test('a plug-in that throws is named with what it said', () => {
  expect(load("throw new Error('no licence\\nat home');").lines).toEqual([
    'demo.yaml:2:11 plugin-fails plugins[0]: got "./plugin.ts"; it threw while it was loaded: no licence',
  ]);
  expect(load("throw new Error('');").lines).toEqual([
    'demo.yaml:2:11 plugin-fails plugins[0]: got "./plugin.ts"; it threw while it was loaded: Error',
  ]);
});

test.each([
  ['a text', "throw 'a text';", 'a text'],
  ['a message that is no text', 'throw { message: 5 };', '[object Object]'],
  ['what cannot be made a text', 'throw Object.create(null);', 'something that cannot be shown'],
  ['an exit', 'process.exit(0);', 'it calls process.exit'],
  ['a getter', "export const x = { get engines() { throw new Error('got me'); } };", 'got me'],
])('whatever a plug-in throws is a finding: %s', (_, text, said) => {
  const exitCode = process.exitCode;
  expect(load(text).lines).toEqual([
    `demo.yaml:2:11 plugin-fails plugins[0]: got "./plugin.ts"; it threw while it was loaded: ${said}`,
  ]);
  expect(process.exitCode).toBe(exitCode);
});

test('what is no file, or no file of the environment, is said to be what it is', () => {
  mkdirSync(join(folder, 'scorers'));
  writeFileSync(join(folder, 'scorers/idle.ts'), exported('idle', engine('idle', 'idle')));
  expect(loadNamed('scorers/idle.ts', 'node:fs').lines).toEqual([
    'demo.yaml:2:11 plugin-missing plugins[0]: got "scorers/idle.ts"; no such package; the file beside the environment is "./scorers/idle.ts"',
    'demo.yaml:2:29 plugin-missing plugins[1]: got "node:fs"; this is a module of Node and not a plug-in',
  ]);
});

test.each([
  ['nothing', '', 'exports nothing; export scorers, engines, components or rules'],
  [
    'settings',
    exported('rules', { severity: 'off' }),
    'export rules is neither a scorer (it would have engines) nor an',
  ],
  ['a function', 'export default () => undefined;', 'export default is neither a scorer'],
  [
    'half an engine',
    exported('half', { id: 'half', scoring: {} }),
    'export half is not an engine: name: Invalid input',
  ],
  ['no engines', exported('none', { id: 'none', engines: [] }), 'export none is not a scorer: engines: '],
  [
    'a workload whose Service the API server would reject',
    exported('bad', { ...scorer('9lives', engine('9lives', 'nine')), workload: workload('9lives-scorer') }),
    'export bad is not a scorer: workload.name: the name of a Service begins with a letter and holds lower-case letters, digits and "-", at most 63',
  ],
  [
    'a workload in no namespace',
    exported('bad', { ...scorer('lives', engine('lives', 'nine')), workload: workload('lives', 'a.b') }),
    'export bad is not a scorer: workload.namespace: a namespace holds lower-case letters, digits and "-", at most 63',
  ],
  [
    'a component',
    exported('more', { ...engine('more', 'more'), units: [] }),
    'export more is not an engine: Unrecognized key: "units"',
  ],
])('an export that is not an engine is rejected: %s', (_, text, message) => {
  const known = load(text);
  expect(known.lines).toHaveLength(1);
  expect(known.lines[0]).toContain(`demo.yaml:2:11 plugin-export plugins[0]: got "./plugin.ts"; ${message}`);
  expect(known.ids).toEqual([]);
});

test('ids, names and score names are unique over the tool and every plug-in', () => {
  expect(load(exported('a', scorer('static', engine('static/mine', 'mine')))).lines).toEqual([
    'demo.yaml:2:11 scorer-id-taken plugins[0]: got "./plugin.ts"; scorer id "static" is taken; choose another',
  ]);
  expect(load(exported('a', engine('one', 'x')), exported('b', engine('one', 'y'))).lines[0]).toContain(
    'scorer-id-taken plugins[1]: got "./plugin.ts"; scorer id "one" is taken; choose another',
  );
  expect(load(exported('a', scorer('one', engine('one/a', 'x'), engine('one/a', 'y')))).lines[0]).toContain(
    'engine-id-taken plugins[0]: got "./plugin.ts"; engine one/a, id: got "one/a", which another engine has',
  );
  expect(load(exported('a', engine('one', 'Sample--my-score'))).lines).toEqual([
    'demo.yaml:2:11 score-name-taken plugins[0]: got "./plugin.ts"; engine one, scoring.name: got "Sample--my-score"; ' +
      'it becomes "sample-my-score", as does "sample_my_score" of engine sample; choose another name',
  ]);
});

test('of two engines whose score names clean to one, the second is rejected, whatever the names', () => {
  const word = fc.stringMatching(/^[a-z0-9]{1,6}$/);
  const glue = fc.constantFrom('_', '-', '--', '_-_', ' ', '+');
  const spellings = fc.tuple(word, word, glue, glue, fc.boolean());
  fc.assert(
    fc.property(spellings, ([left, right, one, other, upper]) => {
      const first = `${left}${one}${right}`;
      const second = `${upper ? left.toUpperCase() : left}${other}${right}`;
      expect(cleanScoreName(first)).toBe(cleanScoreName(second));
      const known = load(exported('a', engine('one', first)), exported('b', engine('two', second)));
      expect(known.findings.map(({ code }) => code)).toEqual(['score-name-taken']);
      expect(known.ids).toEqual(['one']);
    }),
    { numRuns: 20 },
  );
});

test('an engine that is wrong by itself is rejected with the field', () => {
  const bad = { ...engine('bad', 'bad'), dimensionFormat: '${Node}' };
  expect(load(exported('bad', bad)).lines[0]).toContain(
    'dimension-placeholder-unknown plugins[0]: got "./plugin.ts"; engine bad, dimensionFormat: ',
  );
});

test('an environment without plug-ins knows what comes with the tool', () => {
  const known = loadPlugins(new Source('demo.yaml', 'environment: demo\nplugins: 7\n'));
  expect(known.scorers).toBe(builtIn);
  expect(known.findings).toEqual([]);
});
