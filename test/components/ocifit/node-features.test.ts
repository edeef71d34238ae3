import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { featuresFile, featuresOfNodes } from '../../../lib/components/ocifit/node-features/from-nodes';
import { modelKeys } from '../../../lib/components/ocifit/node-features/keys';
import { at } from '../../constructs/rendered';
import { builtUnit, expansionOf, findingsOf } from '../environments';
import { onEks } from './environment';
import { scratch } from './running';

const place = scratch();
afterAll(place.remove);

type Labels = Record<string, string>;

const familyLabel = 'feature.node.kubernetes.io/cpu-model.family';

function labels(type: string, architecture = 'amd64', more: Labels = {}): Labels {
  const known = Object.fromEntries(modelKeys.map((key) => [key, 'x']));
  return { ...known, 'node.kubernetes.io/instance-type': type, 'kubernetes.io/arch': architecture, ...more };
}

function nodeList(...nodes: Labels[]): string {
  return JSON.stringify({ items: nodes.map((each, index) => ({ metadata: { name: `node-${index}`, labels: each } })) });
}

describe('from nodes', () => {
  test('one entry for each type, sorted, with only what the models read', () => {
    const { features, leftOut } = featuresOfNodes(
      nodeList(
        labels('m7g.16xlarge', 'arm64', { 'kubernetes.io/hostname': 'ip-1', secret: 'y' }),
        labels('c7a.12xlarge'),
        labels('m7g.16xlarge'),
      ),
    );
    expect(features.map((entry) => [entry['node.kubernetes.io/instance-type'], entry['kubernetes.io/arch']])).toEqual([
      ['c7a.12xlarge', 'amd64'],
      ['m7g.16xlarge', 'arm64'],
    ]);
    expect(Object.keys(features[1]!)).toEqual([...modelKeys].sort());
    expect(leftOut).toEqual([]);
  });

  test('a node that cannot be a candidate is left out and named', () => {
    const { [modelKeys[1]!]: _gone, ...half } = labels('c7a.12xlarge');
    const { 'node.kubernetes.io/instance-type': _type, ...untyped } = labels('');
    expect(
      featuresOfNodes(
        nodeList(untyped, labels('t3.xlarge', 'amd64', { 'scorewright.dev/node-group': 'sticky' }), half),
      ),
    ).toEqual({
      features: [],
      leftOut: [
        'node-0 has no label node.kubernetes.io/instance-type',
        'node-1 is of the sticky group',
        `node-2 (c7a.12xlarge) lacks ${modelKeys[1]!}`,
      ],
    });
  });

  test('models of one’s own may read more', () => {
    const { features } = featuresOfNodes(nodeList(labels('c7a.12xlarge', 'amd64', { gpu: 'no' })), ['gpu']);
    expect(features[0]).toMatchObject({ gpu: 'no' });
  });

  test('the order of the nodes changes nothing where each type occurs once', () => {
    const types = fc.uniqueArray(fc.stringMatching(/^[a-z]\d[a-z]\.\d{1,2}xlarge$/), { maxLength: 8 });
    fc.assert(
      fc.property(types, (names) => {
        const file = (list: string[]) =>
          featuresFile(featuresOfNodes(nodeList(...list.map((type) => labels(type)))).features);
        expect(file([...names].reverse())).toBe(file(names));
      }),
    );
  });

  test.each(['', '[]', '{"kind":"NodeList"}', 'no json'])('%j is no list of nodes', (text) => {
    expect(() => featuresOfNodes(text)).toThrow(
      'got no list of nodes; pipe in the output of kubectl get nodes -o json',
    );
  });

  test('a list of something else has no node with a type', () => {
    const items = [null, {}, { metadata: null }, { metadata: { name: 'node-3', labels: null } }];
    expect(featuresOfNodes(JSON.stringify({ items }))).toEqual({
      features: [],
      leftOut: ['?', '?', '?', 'node-3'].map((name) => `${name} has no label node.kubernetes.io/instance-type`),
    });
  });

  test('the command prints what an environment takes, and says what it left out', () => {
    const main = join(__dirname, '../../../main.ts');
    const input = nodeList(labels('c7a.12xlarge'), {}, labels('m7g.16xlarge', 'arm64'));
    const printed = spawnSync(process.execPath, ['--import', 'tsx', main, 'node-features'], {
      input,
      encoding: 'utf8',
    });
    expect(printed).toMatchObject({
      status: 0,
      stderr: 'left out: node-1 has no label node.kubernetes.io/instance-type\n',
    });
    expect(found(printed.stdout)).toEqual([]);
  });
});

let count = 0;

/** Writes the features beside an environment file of two node groups, and gives the file of that environment. */
function beside(text: string | Buffer): string {
  const folder = join(place.folder, `environment-${count++}`);
  mkdirSync(join(folder, 'files'), { recursive: true });
  writeFileSync(join(folder, 'files/features.json'), text);
  return join(folder, 'test.yaml');
}

const block = onEks('  nodeFeatures: files/features.json\n');

function found(text: string | Buffer): string[] {
  const file = beside(text);
  return findingsOf(block, file).map((line) => line.replaceAll(join(file, '..'), 'environments'));
}

describe('the file of an environment', () => {
  const good = [labels('c7a.12xlarge'), labels('m7g.16xlarge', 'arm64')];

  test('becomes a ConfigMap that the webhook reads as a folder', () => {
    const rendered = builtUnit(expansionOf(block, beside(JSON.stringify(good, undefined, 2))), 'ocifit');
    const find = (kind: string, name: string) =>
      rendered.find(({ manifest }) => manifest.kind === kind && manifest.metadata.name === name)?.manifest;
    expect(JSON.parse(String(at(find('ConfigMap', 'node-features'), 'data', 'node-features.json')))).toEqual(good);
    const webhook = at(find('Deployment', 'ocifit-k8s-deployment'), 'spec', 'template', 'spec', 'containers', 1);
    expect(webhook).toMatchObject({
      env: expect.arrayContaining([{ name: 'FEATURES_CACHE_DIR', value: '/etc/features-cache' }]) as unknown,
      volumeMounts: expect.arrayContaining([expect.objectContaining({ mountPath: '/etc/features-cache' })]) as unknown,
    });
  });

  test.each([
    [
      'not a list',
      '{}',
      'environments/files/features.json:1:1 node-features-entry ocifit.nodeFeatures: got no list; write a list of maps from label to text',
    ],
    [
      'no map',
      '["c7a"]',
      'environments/files/features.json:1:2 node-features-entry ocifit.nodeFeatures: [0]: got "c7a"; write a map from label to text',
    ],
    [
      'a number',
      '[{"node.kubernetes.io/instance-type": "c7a.12xlarge", "kubernetes.io/arch": "amd64",\n  "family": 25}]',
      'environments/files/features.json:2:13 node-features-entry ocifit.nodeFeatures: [0].family: got 25; every feature is text, in quotes',
    ],
    [
      'no architecture',
      '[\n{"node.kubernetes.io/instance-type": "c7a.12xlarge"}]',
      'environments/files/features.json:2:1 node-features-entry ocifit.nodeFeatures: [0]: got no kubernetes.io/arch; without it the node cannot be chosen',
    ],
    [
      'a type without a group',
      '[{"kubernetes.io/arch": "amd64", "node.kubernetes.io/instance-type": "c7a.16xlarge"}]',
      'environments/files/features.json:1:70 node-features-entry ocifit.nodeFeatures: [0]["node.kubernetes.io/instance-type"]: got "c7a.16xlarge", which no node group has; did you mean "c7a.12xlarge"?',
    ],
    [
      'the wrong architecture',
      '[{"kubernetes.io/arch": "amd64", "node.kubernetes.io/instance-type": "m7g.16xlarge"}]',
      'environments/files/features.json:1:25 node-features-entry ocifit.nodeFeatures: [0]["kubernetes.io/arch"]: got "amd64"; m7g.16xlarge is arm64',
    ],
    [
      'a host name',
      JSON.stringify([{ ...labels('c7a.12xlarge'), 'kubernetes.io/hostname': 'ip-1' }]),
      '[0]["kubernetes.io/hostname"]: got the name of a node that is gone; remove it, or the random choice selects by it',
    ],
    [
      'a type twice',
      JSON.stringify([labels('c7a.12xlarge'), labels('c7a.12xlarge')]),
      'got "c7a.12xlarge" a second time; the webhook reads only the first',
    ],
    [
      'text of another encoding',
      Buffer.from('[{"a": "\u00fc"}]', 'latin1'),
      'environments/files/features.json:1:9 node-features-missing ocifit.nodeFeatures: got bytes that are not UTF-8; save the file as UTF-8',
    ],
    [
      'a feature that another entry has',
      `[${JSON.stringify(labels('c7a.12xlarge'))},\n${JSON.stringify({ ...labels('m7g.16xlarge', 'arm64'), [familyLabel]: undefined })}]`,
      `environments/files/features.json:2:1 node-features-entry ocifit.nodeFeatures: [1]: got no ${familyLabel}, which other entries have; a model that reads it rejects every pod`,
    ],
    ['no JSON', '[{]', 'node-features-missing ocifit.nodeFeatures: not YAML 1.2:'],
    [
      'too much',
      JSON.stringify([labels('c7a.12xlarge', 'amd64', { filler: 'x'.repeat(1024 * 1024) })]),
      'environments/test.yaml:20:17 node-features-size ocifit.nodeFeatures: got 1025 KiB; a ConfigMap holds 1024 KiB',
    ],
  ])('%s', (_name, text, message) => {
    const findings = found(text);
    expect(findings.length).toBeGreaterThan(0);
    expect(findings[0]).toContain(message);
  });

  test('a group that starts from no node, and that it does not tell of, is warned of', () => {
    const file = beside(JSON.stringify([labels('c7a.12xlarge')]));
    expect(found(JSON.stringify([labels('c7a.12xlarge')]))).toEqual([
      'environments/test.yaml:20:17 warning node-features-absent ocifit.nodeFeatures: got no entry for m7g.16xlarge, which starts without nodes: the webhook never chooses an unknown type; add one, or min: 1 to the group',
    ]);
    expect(findingsOf(block.replace('m7g.16xlarge }', 'm7g.16xlarge, min: 1 }'), file)).toEqual([]);
  });

  test('is missed where it is not there, and never sought outside the folder', () => {
    expect(findingsOf(block, join(place.folder, 'nowhere/test.yaml'))).toEqual([
      expect.stringContaining(
        ':20:17 node-features-missing ocifit.nodeFeatures: got "files/features.json", which cannot be read; it lies beside the environment files',
      ) as string,
    ]);
    expect(findingsOf(onEks('  nodeFeatures: ../features.json\n'))[0]).toContain(
      'file-path ocifit.nodeFeatures: got "../features.json"; write a path below the folder of environment files',
    );
  });

  test('the committed example holds only what the models read, of types that AWS has', () => {
    const text = readFileSync(join(__dirname, '../../../environments/files/node-features.json'), 'utf8');
    const entries = JSON.parse(text) as Labels[];
    expect(entries.length).toBeGreaterThan(20);
    for (const entry of entries) expect(Object.keys(entry).sort()).toEqual([...modelKeys].sort());
    expect(featuresFile(entries)).toBe(text);
    const twice = findingsOf(block, beside(text)).filter((line) => !line.includes('which no node group has'));
    expect(twice).toEqual([]);
  });
});
