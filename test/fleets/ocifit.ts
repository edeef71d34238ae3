import * as fc from 'fast-check';
import { describedTypes } from './eks';
import { some, type Draft, type Site } from './site';

const hostname = 'kubernetes.io/hostname';
const instanceType = 'node.kubernetes.io/instance-type';

const images = { amd64: 'registry.example.com/hpcg:amd64-1', arm64: 'registry.example.com/hpcg:arm64-1' };

const models = some({
  random: some({ description: fc.constant('Any node.') }).map((rest) => ({ direction: 'random', images, ...rest })),
  fom: some({ file: fc.constant('fom.joblib') }).map((rest) => ({ direction: 'maximize', images, ...rest })),
  'dollars.per_run': fc.constant({ name: 'cost', type: 'ridge', direction: 'minimize', images }),
}).filter((chosen) => Object.keys(chosen).length > 0);

const match = fc.constantFrom(
  ...['In', 'NotIn', 'InRegexp'].map((op) => ({ key: 'cpu', op, values: ['a', 'b.*'] })),
  ...['Exists', 'DoesNotExist'].map((op) => ({ key: 'gpu', op })),
  ...['Gt', 'Lt', 'Gte', 'Lte'].map((op) => ({ key: 'cores', op, values: ['8'] })),
);

const features = fc.array(
  fc
    .tuple(
      fc.record({ image: fc.constant(images.amd64), match: fc.array(match, { minLength: 1, maxLength: 3 }) }),
      some({ weight: fc.nat({ max: 100 }), description: fc.constant('By what the node has.') }),
    )
    .map(([rule, rest]) => ({ ...rule, ...rest })),
  { maxLength: 3 },
);

const artifact = fc
  .record({
    reference: fc.constantFrom('ghcr.io/acme/compatibility:1', 'registry.example.com/a/b-c:v1.0'),
    rest: some({ models, features, publish: fc.constant({ credentials: 'registry-login' }) }),
  })
  .map(({ reference, rest }) => ({ reference, ...rest }));

const run = some({
  iterations: fc.integer({ min: 1, max: 3 }),
  innerIterations: fc.integer({ min: 1, max: 3 }),
  tasks: fc.constantFrom(4, 'nproc', 'cores', 'none'),
  nodes: fc.integer({ min: 1, max: 2 }),
  exclusive: fc.boolean(),
  saveLogs: fc.boolean(),
  problem: some({ size: fc.constantFrom([16, 16, 16], [104, 32, 64]), seconds: fc.constantFrom(1, 1800) }),
});

/** Experiments by the model that each of them tries, named as the known ones. */
const knownExperiments = {
  random: 'random',
  fom: 'fom',
  'gflops-per-second-waxpby': 'gflops_per_second_waxpby',
  'gflops-per-second-spmv': 'gflops_per_second_spmv',
  'memory-bandwidth-across-kernels-total': 'memory_bandwidth_across_kernels_total',
  'memory-bandwidth-across-kernels-write': 'memory_bandwidth_across_kernels_write',
};

const claim = fc.constantFrom(
  { size: '5Gi' },
  { size: '1Gi', access: 'ReadWriteMany', class: 'files' },
  { size: '1Gi', access: 'ReadWriteOnce' },
);

/** The block `ocifit` on a cluster that has nodes to choose from; nothing where there is none. */
export function anyOcifit(
  all: readonly Site[],
  eks: Readonly<Record<string, unknown>>,
): fc.Arbitrary<Draft | undefined> {
  const able = all.filter(({ platform, nodes }) => platform !== 'kind' || nodes > 1);
  if (able.length === 0) return fc.constant(undefined);
  return fc
    .record({
      site: fc.constantFrom(...able),
      identity: fc.constantFrom(undefined, instanceType, hostname),
      described: fc.constantFrom(true, true, false),
      artifact: fc.option(artifact, { nil: undefined }),
      runs: fc.array(run, { minLength: 8, maxLength: 8 }),
      experiments: fc.option(fc.record({ storage: fc.option(claim, { nil: undefined }), chosen: fc.nat() }), {
        nil: undefined,
      }),
      images: some({
        webhook: fc.constant('registry.example.com/ocifit:1.0'),
        modelServer: fc.constant('registry.example.com/model-server:1.0'),
        oras: fc.constant(`ghcr.io/oras-project/oras@sha256:${'0'.repeat(64)}`),
      }),
    })
    .map(({ site, identity: drawn, described, artifact: own, runs, experiments, images: others }): Draft => {
      const groups = (eks[site.name] as { groups?: { type: string; max?: number }[] } | undefined)?.groups ?? [];
      const identity = site.platform === 'kind' ? drawn && hostname : drawn;
      // Experiments may ask for two nodes where no more is known, and where one choice gives so many.
      const pairs = site.platform === 'kind' ? site.nodes > 2 : groups.every(({ max = 1 }) => max > 1);
      const isDescribed = described && describedTypes.every((type) => groups.some((group) => group.type === type));
      const label = identity ?? (site.platform === 'eks' ? instanceType : hostname);
      const tags = own === undefined ? ['random', 'fom'] : Object.keys(own.models ?? byTag);
      const usable = tags.filter((tag) => label === instanceType || tag === 'random');
      const chosen = experiments === undefined ? [] : usable.filter((_, at) => at !== experiments.chosen % 3);
      return {
        block: {
          on: site.name,
          ...(identity && { nodeIdentity: identity }),
          ...(isDescribed && { nodeFeatures: 'files/node-features.json' }),
          ...(own && { artifact: own }),
          ...(experiments && {
            experiments: {
              ...(experiments.storage && { storage: experiments.storage }),
              runs: Object.fromEntries(
                chosen.map((tag, at) => {
                  const name = byTag[tag];
                  return [
                    name ?? `run-${at}`,
                    { ...(name === undefined && { model: tag }), ...runs[at], ...(!pairs && { nodes: 1 }) },
                  ];
                }),
              ),
            },
          }),
          ...(Object.keys(others).length > 0 && { images: others }),
        },
        charts: {
          'cert-manager': [site],
          ...(label === instanceType && { 'node-feature-discovery': [site] }),
          ...(chosen.length > 0 && { 'flux-operator': [site] }),
        },
        ...(label === instanceType &&
          site.platform === 'openshift' && {
            external: [{ on: site.name, kind: 'APIGroup', name: 'nfd.k8s-sigs.io', why: 'the NFD operator brings it' }],
          }),
      };
    });
}

const byTag: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(knownExperiments).map(([name, tag]) => [tag, name]),
);
