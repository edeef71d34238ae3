import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { environment, project, scorewright, tree } from '../commands/program';

/** A plug-in with one component; `build` is the body of its units' `build`. */
const plugin = (build: string, rest = '', name = 'shop') => `
const { ApiObject } = require('cdk8s');
let count = 0;
module.exports.shop = {
  name: '${name}',
  description: 'A shop.',
  settings: {
    on: { type: 'on', description: 'Where it is.' },
    greeting: { type: 'text', description: 'What it says.', default: 'hello', pattern: '^[a-z]+$' },
    size: { type: 'integer', description: 'How large it is.', optional: true, min: 1, max: 9 },
  },
  units: ({ on, greeting }, { placed }) =>
    placed(on).map(({ name: cluster }) => ({
      cluster,
      namespaces: ['shop'],
      build: (scope) => { ${build} },
    })),
  ${rest}
};
`;

const configMap = (data: string, namespace = 'shop') =>
  `new ApiObject(scope, 'settings', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: '${namespace}' }, data: { greeting: ${data} } });`;

const blocks = 'plugins: [./shop.js]\nshop: { on: worker01 }\n';

/** An environment of nothing else but these blocks, which stand on the same lines as in the whole one. */
const bare = (own: string) => environment('kind', own).replace(/^charts(.*\n)+? {4}sample.*\n/m, '#\n'.repeat(7));

/** A folder with this plug-in. */
function folder(text: string, settings: string): string {
  const dir = project({ 'environments/kind.yaml': settings, 'environments/shop.js': text });
  symlinkSync(join(__dirname, '../../node_modules'), join(dir, 'node_modules'));
  return dir;
}

/** The errors of a run with this plug-in. */
async function synth(text: string, settings = bare(blocks)) {
  // Elsewhere, for the schema of editors takes longer than all the rest.
  const { stderr } = await scorewright(folder(text, settings), 'synth', '--out', 'out');
  return { lines: stderr.split('\n').filter((line) => line !== '' && line !== 'nothing was written') };
}

test('a component of a plug-in is a block: checked, built, delivered, and known to editors', async () => {
  const dir = folder(plugin(configMap('greeting')), bare(blocks));
  expect((await scorewright(dir, 'synth')).stderr).toBe('');
  const files = tree(dir);
  expect(parse(files['dist/kind/worker01/shop/ConfigMap.shop.settings.yaml']!)).toMatchObject({
    data: { greeting: 'hello' },
  });
  expect(files['dist/kind/worker01/namespaces/Namespace.shop.yaml']).toBeDefined();
  expect(files['dist/kind/hub01/applications-worker01/Application.argocd.kind.worker01.shop.yaml']).toBeDefined();
  const schema = JSON.parse(files['environments/schema.json']!) as { properties: Record<string, unknown> };
  expect(schema.properties.shop).toMatchObject({
    description: 'A shop.',
    properties: { greeting: { description: 'What it says.', default: 'hello' }, size: { minimum: 1, maximum: 9 } },
    required: ['on'],
  });
});

test('its settings are checked against its fields', async () => {
  const own = 'plugins: [./shop.js]\nshop: { on: worker9, greeting: HELLO, size: 12, sise: 1 }\n';
  const { lines } = await synth(plugin(configMap('greeting')), bare(own));
  expect(lines.map((line) => line.slice(0, line.indexOf(';')))).toEqual([
    'environments/kind.yaml:14:13 cluster-unknown shop.on: got "worker9"',
    'environments/kind.yaml:14:32 value-range shop.greeting: got "HELLO"',
    'environments/kind.yaml:14:45 value-range shop.size: got 12',
    'environments/kind.yaml:14:49 unknown-key shop.sise: got an unknown key',
  ]);
});

test('its settings differ by cluster, also in the blocks inside it, and it knows nothing of that', async () => {
  const text = plugin(configMap('`${greeting} ${shelves?.at(0)?.label ?? ""}`'))
    .replace('({ on, greeting }', '({ on, greeting, shelves, ...others }')
    .replace('cluster,', "cluster: Object.keys(others).includes('for') ? '' : cluster,")
    .replace(
      'size: {',
      `shelves: { type: 'list', description: 'Its shelves.', optional: true, each: { type: 'group', description: 'One.', fields: {
        on: { type: 'on', description: 'Where it is.' }, label: { type: 'text', description: 'Its label.' } } } },
    size: {`,
    );
  const own = (set: string) => `plugins: [./shop.js]
shop:
  on: all
  for: [{ on: worker01, set: { ${set} } }]
  shelves: [{ on: all, label: top, for: [{ on: hub01, set: { label: low } }] }]
`;
  const dir = folder(text, bare(own('greeting: bye')));
  expect((await scorewright(dir, 'synth', '--out', 'out')).stderr).toBe('');
  const greeting = (cluster: string) =>
    parse(tree(dir)[`out/kind/${cluster}/shop/ConfigMap.shop.settings.yaml`]!) as unknown;
  expect([greeting('hub01'), greeting('worker01')]).toMatchObject([
    { data: { greeting: 'hello low' } },
    { data: { greeting: 'bye top' } },
  ]);
  expect((await synth(text, bare(own('greeting: BYE, size: 12')))).lines.map((line) => line.split(';')[0])).toEqual([
    'environments/kind.yaml:16:42 value-range shop.for[0].set.greeting: got "BYE"',
    'environments/kind.yaml:16:53 value-range shop.for[0].set.size: got 12',
  ]);
});

describe('everything that a component may not do is one finding', () => {
  test.each([
    ['throw', plugin("throw new Error('no more\\nshops');"), 'build-failed shop: in shop: no more'],
    [
      'throw before it builds',
      plugin('', "units() { throw new Error('closed'); }"),
      'plugin-fails shop: got component shop of "./shop.js", which threw in units: closed',
    ],
    [
      'throw where it says what it provides',
      plugin('', "provides() { throw new Error('closed'); }"),
      'plugin-fails shop: got component shop of "./shop.js", which threw in provides: closed',
    ],
    [
      'give what is not a unit',
      plugin('', "units: () => [{ cluster: 'worker01' }]"),
      'plugin-fails shop: got component shop of "./shop.js", which threw in units: unit 0: build: write a function',
    ],
    [
      'name a cluster that is not there',
      plugin('', "units: () => [{ cluster: 'x', build() {} }]"),
      'plugin-fails shop: got component shop of "./shop.js", which threw in units: unit 0: cluster: the environment has no cluster x',
    ],
    [
      'wait',
      plugin('', 'async units() { throw new Error(); }'),
      'plugin-fails shop: got component shop of "./shop.js", which threw in units: it returns a promise, and nothing waits for it; read what it needs while it is loaded',
    ],
    [
      'reach for the network',
      plugin("fetch('http://127.0.0.1:1');" + configMap('greeting')),
      'build-failed shop: in shop/settings: it reaches for the network',
    ],
    [
      'open a connection',
      plugin("require('node:http').get('http://127.0.0.1:1').on('error', () => {});" + configMap('greeting')),
      'build-failed shop: in shop/settings: it reaches for the network',
    ],
    [
      'start a program',
      plugin("require('node:child_process').execSync('true');"),
      'build-failed shop: in shop: it starts another program',
    ],
    ['end the process', plugin('process.exit(3);'), 'build-failed shop: in shop: it calls process.exit'],
    [
      'count',
      plugin(configMap('String(count++)')),
      'component-unsteady shop: got "0", and in a second build "1", in ConfigMap shop/settings data.greeting; use no random value, no clock and no counter',
    ],
    [
      'name by a counter',
      plugin(configMap("''").replace("name: 'settings'", 'name: `settings-${count++}`')),
      'component-unsteady shop: got "ConfigMap shop/settings-0", and in a second build "ConfigMap shop/settings-1", in ConfigMap shop/settings-0; use no random value, no clock and no counter',
    ],
  ])('%s', async (_, text, said) => {
    expect((await synth(text)).lines).toEqual([
      `environments/kind.yaml:14:7 ${said} (on worker01)`.replace(/^(.*plugin-fails.*) \(on worker01\)$/, '$1'),
    ]);
  });

  test.each([
    ['a random value', 'String(Math.random())'],
    ['a random identity', "require('node:crypto').randomUUID()"],
    ['the clock', 'new Date().toISOString()'],
    ['the day', 'new Date().toISOString().slice(0, 10)'],
    ['the year', 'String(new Date(Date.now()).getFullYear())'],
    ['the hour', 'String(new Date().getUTCHours())'],
  ])('%s', async (_, value) => {
    const { lines } = await synth(plugin(configMap(value)));
    expect(lines).toEqual([
      expect.stringMatching(
        /^environments\/kind.yaml:14:7 component-unsteady shop: got ".*", and in a second build ".*", in ConfigMap shop\/settings data.greeting; /,
      ),
    ]);
  });

  test('name an object by anything but text, or two objects alike', async () => {
    const object = (name: string, id = 'settings') =>
      configMap('greeting').replace("name: 'settings'", `name: ${name}`).replace("'settings', {", `'${id}', {`);
    expect((await synth(plugin(object('5')))).lines).toEqual([
      'environments/kind.yaml:14:7 build-failed shop: in shop: got 5 in a ConfigMap; metadata.name is text (on worker01)',
    ]);
    expect((await synth(plugin(object("'a'") + object("'a'", 'other')))).lines).toEqual([
      'environments/kind.yaml:14:7 build-failed shop: in shop: got ConfigMap shop/a twice; rename one of them (on worker01)',
    ]);
  });

  test('enter the namespace of Argo CD', async () => {
    const { lines } = await synth(
      plugin(configMap('greeting', 'argocd')).replace("['shop']", '[]'),
      bare(blocks.replace('worker01', 'hub01')),
    );
    expect(lines).toEqual([
      'environments/kind.yaml:14:7 argocd-namespace ConfigMap argocd/settings: got ConfigMap argocd/settings, which is in the namespace of Argo CD; move it to another, or apply it by hand (on hub01)',
    ]);
  });

  test.each(['charts', 'gitops', 'manifests', 'rules'])('take the name %s of a block', async (name) => {
    const { lines } = await synth(plugin('', '', name), bare('plugins: [./shop.js]\n'));
    expect(lines).toEqual([
      `environments/kind.yaml:13:11 component-taken plugins[0]: got "./shop.js"; component "${name}" has the name of a built-in block; choose another`,
    ]);
  });

  test('take the name of a unit', async () => {
    const { lines } = await synth(
      plugin('', '', 'kube-prometheus-stack'),
      environment('kind', blocks.replace('shop:', 'kube-prometheus-stack:')),
    );
    expect(lines).toEqual([
      'environments/kind.yaml:14:1 unit-taken kube-prometheus-stack: got "kube-prometheus-stack", which is the name of a unit of charts.kube-prometheus-stack; choose another (on worker01)',
    ]);
  });
});

test('references between built-in components and those of plug-ins are checked', async () => {
  const energy = `energetiscope:
  on: worker01
  prometheus: kube-prometheus-stack
  storage: { size: 10Gi, access: ReadWriteOnce }
  collector: { kinds: [Deployment] }
  training: { once: true, window: 6h, target: total_energy_j, neighbors: 5 }
  predictor: { expose: { nodePort: 30321 } }
  prescoring: { schedule: '*/15 * * * *', deployments: [shop/web] }
external: [{ on: worker01, kind: Service, name: kepler/kepler, why: others run it }]
`;
  expect((await synth(web(8000), environment('kind', blocks + energy))).lines).toEqual([]);
  const mistyped = environment('kind', blocks + energy.replace('shop/web', 'shop/webb'));
  expect((await synth(web(8000), mistyped)).lines).toEqual([
    expect.stringContaining(
      'environments/kind.yaml:22:57 prescoring-unknown energetiscope.prescoring.deployments[0]: ',
    ),
  ]);
  expect((await synth(web(8001), environment('kind', blocks))).lines).toEqual([
    'environments/kind.yaml:14:7 url-dangling Deployment shop/web spec.template.spec.containers[0].env[0].value: got a URL with port 8001 of Service dynamic-scoring/sample-scorer-nodeport; its ports are 8000 (http) (on worker01)',
  ]);
});

/** A component that runs a Deployment which asks a scorer of ours, and says that it does. */
function web(port: number): string {
  const pod = {
    automountServiceAccountToken: false,
    securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [
      {
        name: 'web',
        image: 'registry.example.com/web:1.0.0',
        env: [{ name: 'SCORER', value: `http://sample-scorer-nodeport.dynamic-scoring.svc:${port}` }],
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
      },
    ],
  };
  const spec = {
    selector: { matchLabels: { app: 'web' } },
    template: { metadata: { labels: { app: 'web' } }, spec: pod },
  };
  const object = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'shop' }, spec };
  return plugin(
    `new ApiObject(scope, 'web', ${JSON.stringify(object)});`,
    "provides: ({ on }, { placed }) => placed(on).map(({ name: cluster }) => ({ cluster, group: 'apps', kind: 'Deployment', namespace: 'shop', name: 'web' })),",
  );
}

describe('a rule of a plug-in', () => {
  const rule = (check: string) =>
    `module.exports.team = { code: 'acme/team', why: 'Somebody must answer for it.', fix: 'Add the label.', kinds: ['apps/Deployment'], check: (object, { cluster }) => ${check} };`;
  const team = rule(
    "object.metadata.labels?.team ? [] : [{ path: ['metadata', 'labels'], message: 'got no team; add the label' }]",
  );
  const own = 'plugins: [./shop.js]\n';

  test('sees every object of its kinds, and its findings have the same places as those of built-in rules', async () => {
    expect((await synth(team, environment('kind', own))).lines).toEqual([
      'environments/kind.yaml:12:13 acme/team Deployment dynamic-scoring/sample-scorer spec.workload.manifests[0].metadata.labels: got no team; add the label (on worker01)',
    ]);
  });

  test('can be suppressed by the environment, and is known to editors', async () => {
    const turned = environment('kind', own).replace(
      'rules: {',
      'rules: { acme/team: { severity: off, reason: later },',
    );
    const dir = project({ 'environments/kind.yaml': turned, 'environments/shop.js': team });
    expect((await scorewright(dir, 'synth')).stderr).toBe('');
    expect(tree(dir)['environments/schema.json']).toContain('"acme/team"');
  });

  test('that throws is one finding', async () => {
    expect((await synth(rule('object.spec.nothing.there'), environment('kind', own))).lines).toEqual([
      expect.stringMatching(
        /^environments\/kind.yaml:13:11 plugin-fails plugins\[0\]: got rule acme\/team of ".\/shop.js", which threw: Cannot read prop/,
      ),
    ]);
    expect((await synth(rule('[{}]'), environment('kind', own))).lines).toHaveLength(1);
  });

  test('has an owner in its code, so that no built-in rule has the same', async () => {
    expect((await synth(rule('[]').replace('acme/team', 'team'), bare(own))).lines).toEqual([
      'environments/kind.yaml:13:11 plugin-export plugins[0]: got "./shop.js"; export team is not a rule: code: a code holds an owner and a name, such as acme/team-label',
    ]);
  });
});
