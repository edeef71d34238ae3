import fc from 'fast-check';
import { featureDocument, modelDocument } from '../../../lib/constructs/ocifit/artifact/artifact';
import { artifactReferenceText } from '../../../lib/constructs/ocifit/artifact/artifact-reference';
import { modelsOf } from '../../../lib/constructs/ocifit/artifact/model-rule';
import { imageReference } from '../../../lib/environment/values/image-syntax';
import { expansionOf, findingsOf } from '../environments';
import { onEks, onKind, ownArtifact } from './environment';

const reference = 'ghcr.io/acme/ocifit:hpcg-1';

test('a model rule becomes what the webhook reads', () => {
  const models = modelsOf({
    random: { direction: 'random', images: { amd64: 'ghcr.io/acme/hpcg:a', arm64: undefined } },
    fast: {
      name: 'duration',
      direction: 'minimize',
      images: { amd64: 'ghcr.io/acme/hpcg:a' },
      description: 'Fastest.',
    },
  });
  const { text, mediaType } = modelDocument({ reference, models, features: [] });
  expect(mediaType).toBe('application/vnd.oci.image.model-compatibilities.v1+json');
  expect(JSON.parse(text)).toEqual({
    version: 'v1alpha1',
    compatibilities: [
      {
        tag: 'random',
        description: 'Chooses a node at random.',
        rules: [
          {
            matchModel: { model: { name: 'random', direction: 'random', platforms: { amd64: 'ghcr.io/acme/hpcg:a' } } },
          },
        ],
      },
      {
        tag: 'fast',
        description: 'Fastest.',
        rules: [
          {
            matchModel: {
              model: {
                type: 'lasso',
                filename: 'lasso_model_duration.joblib',
                name: 'duration',
                direction: 'minimize',
                platforms: { amd64: 'ghcr.io/acme/hpcg:a' },
              },
            },
          },
        ],
      },
    ],
  });
});

test('a feature rule names its image by its tag', () => {
  const features = [
    {
      image: 'ghcr.io/acme/app:amd',
      weight: 2,
      match: [
        { key: 'feature.node.kubernetes.io/cpu-model.vendor_id', op: 'In', values: ['AMD'] },
        { key: 'feature.node.kubernetes.io/rdma.available', op: 'Exists', values: [] },
      ],
    },
  ] as const;
  const { text, mediaType } = featureDocument({ reference, models: [], features });
  expect(mediaType).toBe('application/vnd.oci.image.compatibilities.v1+json');
  expect(JSON.parse(text)).toEqual({
    version: 'v1alpha1',
    compatibilities: [
      {
        tag: 'ghcr.io/acme/app:amd',
        weight: 2,
        rules: [
          {
            matchFeatures: [
              {
                matchExpressions: [
                  { key: 'feature.node.kubernetes.io/cpu-model.vendor_id', op: 'In', value: ['AMD'] },
                  { key: 'feature.node.kubernetes.io/rdma.available', op: 'Exists' },
                ],
              },
            ],
          },
        ],
      },
    ],
  });
});

test('an artifact of one’s own lies under files/ with what to do with it', () => {
  const expansion = expansionOf(
    onEks(`  artifact:
    reference: ${reference}
    features: [{ image: ghcr.io/acme/app:amd, match: [{ key: vendor, op: In, values: [AMD] }] }]
`),
  );
  const files = [...expansion.files];
  const paths = files.map(({ path }) => path);
  expect(paths).toEqual([
    'eksctl/nfd-cluster.yaml',
    'ocifit/nfd-cluster/compatibility-artifact.json',
    'ocifit/nfd-cluster/feature-rules.json',
    'ocifit/nfd-cluster/README.md',
  ]);
  const readme = files.at(-1)!.text;
  expect(readme).toContain(
    `oras push ${reference} compatibility-artifact.json:application/vnd.oci.image.model-compatibilities.v1+json`,
  );
  expect(readme).toMatch(/feature-rules\.json .* not usable with the pinned webhook/);
  const { compatibilities } = JSON.parse(files[1]!.text) as { compatibilities: { tag: string }[] };
  expect(compatibilities.map(({ tag }) => tag)).toEqual([
    'random',
    'fom',
    'gflops_per_second_waxpby',
    'gflops_per_second_spmv',
    'memory_bandwidth_across_kernels_total',
    'memory_bandwidth_across_kernels_write',
  ]);
});

test('the published example needs no file', () => {
  expect([...expansionOf(onKind()).files]).toEqual([]);
});

test('credentials that may push are listed among the needs, and nothing else is', () => {
  const published = ownArtifact.replace(' }', ', publish: { credentials: ocifit-registry } }');
  expect(expansionOf(onEks(published)).needs).toEqual([
    {
      ref: {
        cluster: 'nfd-cluster',
        group: '',
        kind: 'Secret',
        namespace: 'ocifit',
        name: 'ocifit-registry',
        key: '.dockerconfigjson',
      },
      why: 'ocifit: credentials that may push the compatibility artifact',
    },
  ]);
  expect(expansionOf(onEks(ownArtifact)).needs).toEqual([]);
});

describe('refused', () => {
  const at = '19:26 artifact-reference ocifit.artifact.reference';
  test.each([
    ['localhost:5000/ocifit:1', `the webhook cannot read a port; write host/path:tag`],
    ['ghcr.io/acme/ocifit:1@sha256:' + 'a'.repeat(64), 'the webhook cannot read a digest; write host/path:tag'],
    ['ghcr.io/acme/ocifit', 'the webhook stops at a reference without tag; write host/path:tag'],
    ['ghcr.io/Acme/ocifit:1', 'this is not a reference to an artifact; write host/path:tag'],
  ])('%s', (text, message) => {
    const [finding, ...others] = findingsOf(onEks(`  artifact: { reference: "${text}" }\n`));
    expect(others).toEqual([]);
    expect(finding).toContain(`environments/test.yaml:${at.replace('19', '20')}: got `);
    expect(finding).toContain(message);
  });

  test.each([
    [
      '{ fom: { direction: faster, images: { amd64: ghcr.io/acme/hpcg:a } } }',
      'unknown-value ocifit.artifact.models.fom.direction: got "faster"; one of: maximize, minimize, random',
    ],
    [
      '{ fom: { direction: random, images: { amd64: ghcr.io/acme/hpcg:a } } }',
      'model-direction ocifit.artifact.models.fom.direction: got "random"; only the model random is chosen at random; for fom say maximize or minimize',
    ],
    [
      '{ fom: { direction: maximize, images: { amd64: "ghcr.io/acme/HPCG a" } } }',
      'image-syntax ocifit.artifact.models.fom.images.amd64: got "ghcr.io/acme/HPCG a"; write an image as host/path:tag or host/path@sha256:digest, in lower case',
    ],
    [
      '{ fom: { direction: maximize, images: { ppc64le: ghcr.io/acme/hpcg:a } } }',
      'unknown-key ocifit.artifact.models.fom.images.ppc64le',
    ],
    [
      '{}',
      'ocifit.artifact.models: got {}; name at least one model, or leave the key out for those of the six known experiments',
    ],
  ])('models %s', (models, message) => {
    const found = findingsOf(onEks(`  artifact: { reference: ${reference}, models: ${models} }\n`));
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(message);
  });

  test('models of which none has an image for every candidate', () => {
    const models = '{ a: { direction: maximize, images: { amd64: ghcr.io/acme/hpcg:a } } }';
    const artifact = (of: string) => `  artifact: { reference: ${reference}, models: ${of} }\n`;
    expect(findingsOf(onKind(artifact(models)))).toEqual([
      expect.stringContaining(
        'image-for-architecture ocifit.artifact.models.a: got model "a" without an image for arm64, which some candidates are; add it to images',
      ),
    ]);
    const both = models.replace('{ a:', '{ b: { direction: maximize, images: { amd64: a/b:c, arm64: a/b:c } }, a:');
    expect(findingsOf(onKind(artifact(both)))).toEqual([]);
  });

  test('a comparison without its one value', () => {
    const [finding] = findingsOf(
      onEks(
        `  artifact: { reference: ${reference}, features: [{ image: ghcr.io/a/b:c, match: [{ key: x, op: Gt }] }] }\n`,
      ),
    );
    expect(finding).toContain(
      'feature-operator ocifit.artifact.features[0].match[0].values: got nothing; Gt takes exactly one value',
    );
  });
});

test('what is accepted as a reference is cut by the webhook into the repository and the tag', () => {
  const name = fc.stringMatching(/^[a-z0-9]{1,8}$/);
  const tag = fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,12}$/);
  fc.assert(
    fc.property(name, fc.array(name, { minLength: 1, maxLength: 3 }), tag, (host, path, word) => {
      const text = `${host}.io/${path.join('/')}:${word}`;
      expect(artifactReferenceText.safeParse(text).success).toBe(true);
      expect(imageReference.safeParse(text).success).toBe(true);
      expect(text.split(':')).toEqual([`${host}.io/${path.join('/')}`, word]);
    }),
  );
});
