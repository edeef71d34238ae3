import fc from 'fast-check';
import { z } from 'zod';
import { partialOf } from '../../../lib/environment/differences/partial-schema';
import { noNames } from '../../../lib/environment/names';
import { fieldsOf, isObject, objectsOf } from '../../../lib/model/json';
import type { Manifest } from '../../../lib/model/manifest';
import { composedSchema } from '../../../lib/synth/load';
import { builtUnit, expansionOf, findingsOf } from '../../components/environments';

const fleet = `environment: test
gitops: { repoURL: https://github.com/acme/fleet.git, revision: refs/heads/main, path: dist }
clusters:
  hub01: { platform: kind, role: hub, address: 172.18.0.2 }
  dev01: { platform: kind, labels: { stage: dev } }
  dev02: { platform: kind, labels: { stage: dev } }
  prod01: { platform: kind, labels: { stage: prod } }
external:
  - { on: managed, kind: Service, name: metrics/prometheus, why: ours }
`;
const energetiscope = (more: string) => `${fleet}energetiscope:
  on: managed
  prometheus: { url: http://prometheus.metrics.svc:9090 }
  image: ghcr.io/acme/es:1
${more}`;

const image = (manifests: readonly { readonly manifest: Manifest }[]) =>
  [...JSON.stringify(manifests).matchAll(/"image":"([^"]+)"/g)].map(([, name]) => name);

/** The images of the unit on each managed cluster. */
function imagesOf(text: string, unit: string): Record<string, string[]> {
  const expansion = expansionOf(text);
  const clusters = [...new Set(expansion.units.filter(({ name }) => name === unit).map(({ cluster }) => cluster))];
  return Object.fromEntries(
    clusters.map((cluster) => {
      const units = expansion.units.filter((each) => each.cluster === cluster);
      return [cluster, [...new Set(image(builtUnit({ ...expansion, units }, unit)))].map(String)];
    }),
  );
}

describe('for', () => {
  test('gives some clusters another value, and all others that of the block', () => {
    const text = energetiscope(`  for:
    - { on: { labels: { stage: dev } }, set: { image: ghcr.io/acme/es:2 } }
    - { on: prod01, set: { predictor: { replicas: 2 } } }
`);
    expect(findingsOf(text)).toEqual([]);
    expect(imagesOf(text, 'energetiscope')).toEqual({
      dev01: ['ghcr.io/acme/es:2'],
      dev02: ['ghcr.io/acme/es:2'],
      prod01: ['ghcr.io/acme/es:1'],
    });
  });

  test('fills in what a part of the block needs that only some clusters have', () => {
    const text = energetiscope('  for: [{ on: dev01, set: { collector: { store: true } } }]\n');
    const { units } = expansionOf(text);
    const [on, off] = ['dev01', 'dev02'].map((cluster) =>
      JSON.stringify(
        builtUnit({ ...expansionOf(text), units: units.filter((each) => each.cluster === cluster) }, 'energetiscope'),
      ),
    );
    expect(on).toContain('"name":"energetiscope-collector"');
    expect(off).not.toContain('"name":"energetiscope-collector"');
  });

  test('is there for charts, scorers, serving and the delivery of dynamic scoring', () => {
    const text = `${fleet}  - { on: managed, kind: APIGroup, name: serving.kserve.io, why: KServe is there }
charts:
  kube-prometheus-stack: { on: managed, for: [{ on: dev01, set: { remoteWrite: "http://dev:8428/api/v1/write" } }] }
rules: { mutable-image-tag: { severity: off, reason: built here } }
dynamic-scoring:
  on: managed
  delivery: work
  for: [{ on: prod01, set: { delivery: argo } }]
  scorers:
    sample: { on: all, expose: cluster, image: ghcr.io/acme/headroom:1, for: [{ on: dev02, set: { image: ghcr.io/acme/headroom:2 } }] }
serving:
  on: [dev01, prod01]
  namespace: models
  mode: RawDeployment
  storage: { s3: { region: eu-central-1 }, bucket: models }
  runtimes: [triton]
  models: { fraud: { runtime: triton, format: onnx/1, source: { path: fraud } } }
  for: [{ on: dev01, set: { models: { fraud: { replicas: 3 } } } }]
`;
    const expansion = expansionOf(text);
    const { units } = expansion;
    expect(expansion.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    const chart = (cluster: string) =>
      JSON.stringify(units.find((unit) => unit.cluster === cluster && unit.name === 'kube-prometheus-stack')?.content);
    expect([chart('dev01').includes('dev:8428'), chart('dev02').includes('dev:8428')]).toEqual([true, false]);
    const scorers = units.filter(({ name, cluster }) => name === 'dynamic-scoring' && cluster !== 'hub01');
    expect(scorers.map(({ cluster, delivery }) => `${cluster} ${delivery}`)).toEqual([
      'dev01 work',
      'dev02 work',
      'prod01 argo',
    ]);
    const of = (cluster: string, unit: string) =>
      JSON.stringify(builtUnit({ ...expansion, units: units.filter((each) => each.cluster === cluster) }, unit));
    expect(of('dev02', 'dynamic-scoring')).toContain('ghcr.io/acme/headroom:2');
    expect(of('dev01', 'dynamic-scoring')).toContain('ghcr.io/acme/headroom:1');
    expect(
      [of('dev01', 'serving'), of('prod01', 'serving')].map((each) => /"minReplicas":(\d)/.exec(each)?.[1]),
    ).toEqual(['3', '1']);
  });

  test('is there for what runs on one cluster', () => {
    const text = `${fleet}charts: { cert-manager: { on: managed } }
rules: { mutable-image-tag: { severity: off, reason: built here } }
dynamic-scoring:
  on: managed
  scorers: { static: { on: all, expose: cluster } }
scoring-api: { on: dev01, replicas: 2, for: [{ on: { labels: { stage: dev } }, set: { replicas: 1 } }] }
ocifit:
  on: prod01
  nodeIdentity: kubernetes.io/hostname
  for: [{ on: { labels: { stage: prod } }, set: { images: { oras: ghcr.io/acme/oras:1 }, webhook: { replicas: 4 } } }]
`.replace('prod01: { platform: kind,', 'prod01: { platform: kind, nodes: 2,');
    expect(findingsOf(text)).toEqual([]);
    expect(JSON.stringify(builtUnit(expansionOf(text), 'scoring-api'))).toContain('"replicas":1,');
    expect(JSON.stringify(builtUnit(expansionOf(text), 'ocifit'))).toContain('"replicas":4,');
    expect(
      findingsOf(text.replace('on: { labels: { stage: prod } }, set: { images', 'on: dev01, set: { images')),
    ).toEqual([
      expect.stringMatching(/ difference-outside ocifit\.for\[0\]\.on: got "dev01", but .*; it runs on prod01$/),
    ]);
  });

  test('is there wherever a block says on, but for the entries of lists', () => {
    const schema = z.toJSONSchema(composedSchema(noNames), { io: 'input', unrepresentable: 'any' });
    const without: string[] = [];
    const walk = (value: unknown, path: string[]) => {
      if (!isObject(value)) return;
      const { properties = {}, additionalProperties, anyOf = [] } = value;
      const keys = Object.keys(fieldsOf(properties));
      if (keys.includes('on') && keys.length > 1 && !keys.includes('for')) without.push(path.join('.'));
      for (const [key, inner] of Object.entries(fieldsOf(properties))) walk(inner, [...path, key]);
      walk(additionalProperties, [...path, '*']);
      for (const each of objectsOf(anyOf)) walk(each, path);
    };
    walk(schema, []);
    expect(without).toEqual([]);
  });

  test('every cluster gets the settings of its entries, whatever these are', () => {
    const clusters = ['dev01', 'dev02', 'prod01'];
    const entries = fc
      .shuffledSubarray(clusters, { minLength: 1 })
      .chain((chosen) =>
        fc.tuple(...chosen.map((on) => fc.record({ on: fc.constant(on), tag: fc.integer({ min: 2, max: 9 }) }))),
      );
    fc.assert(
      fc.property(entries, (all) => {
        const lines = all.map(({ on, tag }) => `    - { on: ${on}, set: { image: "ghcr.io/acme/es:${tag}" } }\n`);
        const images = imagesOf(energetiscope(`  for:\n${lines.join('')}`), 'energetiscope');
        for (const cluster of clusters) {
          const tag = all.find(({ on }) => on === cluster)?.tag ?? 1;
          expect(images[cluster]).toEqual([`ghcr.io/acme/es:${tag}`]);
        }
      }),
      { numRuns: 8 },
    );
  });
});

describe('what is rejected in for', () => {
  const refused: [what: string, lines: string, findings: string[]][] = [
    [
      'a value of another type',
      '  for: [{ on: dev01, set: { predictor: { replicas: two } } }]',
      ['energetiscope.for[0].set.predictor.replicas: got "two"; expected a number'],
    ],
    [
      'an unknown key',
      '  for: [{ on: dev01, set: { imgae: ghcr.io/acme/es:2 } }]',
      ['energetiscope.for[0].set.imgae: got an unknown key; did you mean "image"?'],
    ],
    [
      'labels that no cluster has',
      '  for: [{ on: { labels: { stage: test } }, set: { image: ghcr.io/acme/es:2 } }]',
      ['energetiscope.for[0].on.labels: got {"stage":"test"}; no cluster has these labels; name one that does, or remove the block'],
    ],
    [
      'a ring that owns no cluster of the block',
      '  for: [{ on: hub, set: { image: ghcr.io/acme/es:2 } }]',
      ['energetiscope.for[0].on: got "hub", but the block runs on none of these clusters; it runs on dev01, dev02, prod01'],
    ],
    [
      'one setting twice for one cluster',
      '  for: [{ on: dev01, set: { image: ghcr.io/acme/es:2 } }, { on: managed, set: { image: ghcr.io/acme/es:3 } }]',
      ['energetiscope.for[1].set.image: got "ghcr.io/acme/es:3", while for[0] gives "ghcr.io/acme/es:2" to the same cluster dev01; keep it in one of the two'],
    ],
    [
      'a part of what another entry gives',
      '  for: [{ on: managed, set: { predictor: { replicas: 2 } } }, { on: managed, set: { predictor: { replicas: 3 } } }]',
      ['energetiscope.for[1].set.predictor.replicas: got 3, while for[0] gives 2 to the same 3 clusters; keep it in one of the two'],
    ],
    [
      'where the block runs',
      '  for: [{ on: dev01, set: { on: dev02 } }]',
      ['energetiscope.for[0].set.on: got on in a set; it cannot differ by cluster: it says which clusters there are; move it into the block'],
    ],
    [
      'what only the whole shows to be wrong',
      '  training: { step: 60s }\n  for: [{ on: dev01, set: { training: { window: 30s } } }]',
      ['energetiscope.for[0].set.training.window: got "30s"; a window holds at least one step, which is 60s'],
    ],
    [
      'what the block itself has wrong, once',
      '  training: { window: 30s }\n  for: [{ on: dev01, set: { image: ghcr.io/acme/es:2 } }]',
      ['energetiscope.training.window: got "30s"; a window holds at least one step, which is 60s'],
    ],
    ['no entry', '  for: []', ['energetiscope.for: got []; add an entry, or leave the key out']],
  ]; // prettier-ignore

  test.each(refused)('%s', (_, lines, findings) => {
    expect(findingsOf(energetiscope(`${lines}\n`)).map((line) => line.replace(/^\S+ \S+ /, ''))).toEqual(findings);
  });

  test('a wrong setting is reported at its entry', () => {
    const text = energetiscope('  for: [{ on: dev01, set: { predictor: { expose: { route: edge } } } }]\n');
    expect(findingsOf(text)).toEqual([
      expect.stringMatching(
        /^environments\/test\.yaml:14:\d+ predictor-exposure energetiscope\.for\[0\]\.set\.predictor\.expose: /,
      ),
    ]);
  });

  test.each([
    ['engines: {}', 'engines', 'all agents get the same engines'],
    ['expose: { nodePort: 30008 }', 'expose', 'all agents get the same address'],
  ])('of a scorer: %s', (set, key, reason) => {
    const text = `${fleet}dynamic-scoring:
  on: managed
  scorers:
    sample: { on: all, expose: cluster, for: [{ on: dev01, set: { ${set} } }] }
`;
    expect(findingsOf(text).map((line) => line.replace(/^\S+ /, ''))).toEqual([
      `difference-fixed dynamic-scoring.scorers.sample.for[0].set.${key}: got ${key} in a set; it cannot differ by cluster: ${reason}; move it into the block`,
    ]);
  });

  test('of a scorer that runs elsewhere', () => {
    const text = `${fleet}dynamic-scoring:
  on: managed
  scorers:
    sample: { external: "http://10.0.0.9:8000", for: [{ on: dev01, set: { image: ghcr.io/acme/s:2 } }] }
`;
    expect(findingsOf(text)).toContainEqual(
      'environments/test.yaml:13:54 scorer-placement dynamic-scoring.scorers.sample.for: got for beside external; it belongs to a scorer that is rendered: leave it out',
    );
  });
});

describe('a partial schema', () => {
  const schema = z.strictObject({
    count: z.number().default(1).meta({ description: 'How many.' }),
    inner: z.strictObject({ a: z.string(), b: z.string().default('b') }).prefault({ a: 'a' }),
    byName: z.record(z.string(), z.strictObject({ size: z.number(), color: z.string() })),
    expose: z.strictObject({ nodePort: z.number() }).optional(),
  });
  const partial = partialOf(schema);

  test('takes any part, adds nothing, and keeps types and choices', () => {
    for (const good of [{}, { inner: { b: 'x' } }, { byName: { x: { size: 1 } } }, { expose: { nodePort: 1 } }])
      expect(partial.parse(good)).toEqual(good);
    for (const wrong of [{ count: 'x' }, { inner: { c: 1 } }, { byName: { x: { size: '1' } } }, { expose: {} }])
      expect(partial.safeParse(wrong).success).toBe(false);
  });

  test('has the description of each key', () => {
    expect(z.toJSONSchema(partial)).toMatchObject({ properties: { count: { description: 'How many.' } } });
    expect(z.toJSONSchema(partial)).not.toHaveProperty('required');
  });
});
