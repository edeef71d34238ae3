import { imagesOf } from '../../graph/images';
import type { Located } from '../../graph/located';
import { podTemplate } from '../../graph/pod-template';
import type { Manifest } from '../../model/manifest';
import { faultAt } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

/** Tags that their owners move by habit. */
const moving = /^(latest|main|master|trunk|edge|nightly|dev|devel|develop|canary|snapshot|stable)(-.+)?$/;

/** Every image is named by a digest, or by a tag that is not moved by habit. */
export const mutableImageTag: Rule<Fault> = {
  code: 'mutable-image-tag',
  severity: 'warning',
  why: 'What runs changes with the tag and without a commit, and two nodes may run two versions.',
  fix: 'Name a release tag, better the digest.',

  *collect(_, { objects }) {
    for (const located of objects)
      for (const { image, path } of imagesOf(located)) {
        const tag = movingTag(image);
        if (tag === undefined || isPlaceholder(image, located)) continue;
        const message = `got ${image}, ${tag}; name a release tag or a digest`;
        yield faultAt(located, path, message);
      }
  },

  judge: (faults) => faults,

  bad: {
    units: { 'worker01/demo': [pod('quay.io/demo/web:latest', 'localhost:5000/web')] },
    findings: [
      'Pod demo/web spec.containers[0].image: got quay.io/demo/web:latest, whose tag latest moves; name a release tag or a digest',
      'Pod demo/web spec.containers[1].image: got localhost:5000/web, which has no tag and so means latest; name a release tag or a digest',
    ],
  },
  good: {
    'worker01/demo': [
      pod(
        'quay.io/demo/web:1.4.2',
        `quay.io/demo/web@sha256:${'0'.repeat(64)}`,
        'nvcr.io/nvidia/tritonserver:23.05-py3',
      ),
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: {
          name: 'fitted',
          namespace: 'demo',
          labels: { 'oci.image.compatibilities.selection/enabled': 'true' },
        },
        spec: { containers: [{ name: 'app', image: 'placeholder:latest' }] },
      },
    ],
  },
};

function pod(...images: string[]): Manifest {
  const containers = images.map((image, at) => ({ name: `c${at}`, image }));
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'demo' }, spec: { containers } };
}

function movingTag(image: string): string | undefined {
  if (image.includes('@') || image.includes('${')) return undefined;
  const [, tag] = /:([^/:]+)$/.exec(image) ?? [];
  if (tag === undefined) return 'which has no tag and so means latest';
  return moving.test(tag) ? `whose tag ${tag} moves` : undefined;
}

const selection = 'oci.image.compatibilities.selection/enabled';

/** ocifit's webhook puts the image that fits the node in the place of this one. */
function isPlaceholder(image: string, located: Located): boolean {
  if (!image.startsWith('placeholder:')) return false;
  const labels = [located.manifest.metadata.labels, podTemplate(located)?.labels];
  return labels.some((set) => set?.[selection] === 'true');
}
