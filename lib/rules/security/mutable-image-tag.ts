import { imagesOf } from '../../graph/images';
import type { Located } from '../../graph/located';
import { podTemplate } from '../../graph/pod-template';
import { parseImage } from '../../model/image-reference';
import { findingKind } from '../../model/finding-kind';
import { fieldAt } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

/** Tags that their owners move by habit. */
const moving = /^(latest|main|master|trunk|edge|nightly|dev|devel|develop|canary|snapshot|stable)(-.+)?$/;

const finding = findingKind({
  code: 'mutable-image-tag',
  severity: 'warning',
  why: 'A moving tag changes what runs without a commit, and two nodes may run different versions.',
  fix: 'Name a release tag or, better, the digest.',
  messages: {
    noTag: 'got {got}, which has no tag and so means latest; name a release tag or a digest',
    moving: 'got {got}, whose tag {tag} moves; name a release tag or a digest',
  },
});

export const mutableImageTag: Rule<Fault> = {
  ...finding,
  profile: 'gitops',
  summary: 'Every image has a tag or digest that does not move.',
  turnOff: 'When the images are built where they run, as on a development cluster.',

  *collect(_, { objects }) {
    for (const located of objects)
      for (const { image, path } of imagesOf(located)) {
        const tag = movingTag(image);
        if (tag === undefined || isPlaceholder(image, located)) continue;
        yield finding.fault(tag === '' ? 'noTag' : 'moving', { got: image, tag }, fieldAt(located, path));
      }
  },

  judge: (faults) => faults,
};

/** The tag of an image if it moves, empty where there is none; undefined where it stays. */
function movingTag(image: string): string | undefined {
  if (image.includes('${')) return undefined;
  const { tag, digest } = parseImage(image);
  if (digest !== undefined) return undefined;
  if (tag === undefined) return '';
  return moving.test(tag) ? tag : undefined;
}

const selection = 'oci.image.compatibilities.selection/enabled';

/** ocifit's webhook puts the image that fits the node in the place of this one. */
function isPlaceholder(image: string, located: Located): boolean {
  if (!image.startsWith('placeholder:')) return false;
  const labels = [located.manifest.metadata.labels, podTemplate(located)?.labels];
  return labels.some((set) => set?.[selection] === 'true');
}
