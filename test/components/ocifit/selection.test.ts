import { modelsOf } from '../../../lib/constructs/ocifit/artifact/model-rule';
import { selectForMiniCluster, selectForPod, type Selection } from '../../../lib/constructs/ocifit/selection';

const artifact = {
  reference: 'ghcr.io/acme/ocifit:1',
  models: modelsOf({ fom: { direction: 'maximize', images: { amd64: 'ghcr.io/acme/hpcg:a' } } }),
  features: [],
} as const;
const fom: Selection = { artifact, tag: 'fom', candidates: ['amd64'] };
const placeholder = { name: 'app', image: 'placeholder:latest' };

test('a pod template keeps what it has and gets label, artifact and model', () => {
  const template = { metadata: { labels: { app: 'x' }, annotations: { a: 'b' } }, spec: { containers: [placeholder] } };
  expect(selectForPod(template, fom)).toEqual({
    metadata: {
      labels: { app: 'x', 'oci.image.compatibilities.selection/enabled': 'true' },
      annotations: {
        a: 'b',
        'oci.image.compatibilities.selection/image-ref': 'ghcr.io/acme/ocifit:1',
        'oci.image.compatibilities.selection/model': 'fom',
      },
    },
    spec: { containers: [placeholder] },
  });
});

test('a MiniCluster is marked itself: marks of it do not reach its pods', () => {
  const marked = selectForMiniCluster({ spec: { size: 1, containers: [placeholder], pod: {} } }, fom);
  expect(marked.metadata.labels).toEqual({ 'oci.image.compatibilities.selection/enabled': 'true' });
  expect(marked.spec).toEqual({ size: 1, containers: [placeholder], pod: {} });
});

describe('refused, for pods and MiniClusters alike', () => {
  const both = (
    containers: { image?: string }[],
    nodeSelector: Record<string, string> | undefined,
    selection: Selection,
  ) => [
    () => selectForPod({ spec: { containers, ...(nodeSelector && { nodeSelector }) } }, selection),
    () => selectForMiniCluster({ spec: { containers, pod: nodeSelector ? { nodeSelector } : {} } }, selection),
  ];
  test.each([
    ['an unknown tag', [placeholder], undefined, { ...fom, tag: 'form' }, 'got model "form"; did you mean "fom"?'],
    [
      'an architecture without an image',
      [placeholder],
      undefined,
      { ...fom, candidates: ['amd64', 'arm64'] },
      'got model "fom" without an image for arm64, which some candidates are; add it to images',
    ],
    [
      'no placeholder',
      [{ image: 'nginx:1' }],
      undefined,
      fom,
      'got image nginx:1; one container needs placeholder:latest, which the webhook replaces',
    ],
    [
      'a nodeSelector',
      [placeholder],
      { a: 'b' },
      fom,
      'got a nodeSelector; remove it, for what the webhook adds to one selects no node',
    ],
  ] as const)('%s', (_name, containers, nodeSelector, selection, message) => {
    for (const select of both([...containers], nodeSelector, selection)) expect(select).toThrow(message);
  });
});
