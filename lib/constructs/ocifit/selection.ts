import { hint } from '../../model/words';
import { findingKind } from '../../model/finding-kind';
import type { Fault } from '../../model/finding';
import type { Architecture } from './architecture';
import { modelOf, type Artifact } from './artifact/artifact';
import { annotations, enabledLabel, placeholderImage } from './names';

export const tagUnknown = findingKind({
  code: 'tag-unknown',
  why: 'The webhook rejects a pod whose model is not a tag of its artifact.',
  fix: 'Use a tag of the artifact, or add the model there.',
  messages: {
    unknownTag: 'got model {tag:json}; {hint}',
  },
});

export const imageForArchitecture = findingKind({
  code: 'image-for-architecture',
  why: 'When a node of that architecture is chosen, the webhook has no image for it and rejects the pod.',
  fix: 'Give the model an image for every architecture among the candidates.',
  messages: {
    missing: 'got model {tag:json} without an image for {without}, which some candidates are; add it to images',
  },
});

/** A model of an artifact, and the architectures of the nodes that it may choose. */
export interface Selection {
  readonly artifact: Artifact;
  /** The model's tag in the artifact. */
  readonly tag: string;
  readonly candidates: readonly Architecture[];
}

/** Why the webhook would refuse every object, or some objects, of such a selection. */
export function selectionFault({ artifact, tag, candidates }: Selection): Fault | undefined {
  const model = modelOf(artifact, tag);
  if (model === undefined) {
    const tags = artifact.models.map((each) => each.tag);
    return tagUnknown.fault('unknownTag', { tag, ...hint(tag, tags, 'tags of the artifact') });
  }
  const without = candidates.filter((architecture) => model.images[architecture] === undefined);
  if (without.length === 0) return undefined;
  return imageForArchitecture.fault('missing', { tag, without: without.join(', ') });
}

/** Labels, annotations and whatever else an object's metadata has. */
export interface Marks {
  readonly [field: string]: unknown;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** What a selection makes of an object. */
export interface Marked {
  readonly metadata: Required<Marks>;
}

/** Containers, by their images. */
export interface Containers {
  readonly containers: readonly { readonly image?: string }[];
}

/** The part of a pod, or of a pod template, that a selection reads. */
export interface SelectablePod {
  readonly metadata?: Marks;
  readonly spec: Containers & { readonly nodeSelector?: Readonly<Record<string, string>> };
}

/** The part of a MiniCluster that a selection reads. */
export interface SelectableMiniCluster {
  readonly metadata?: Marks;
  readonly spec: Containers & { readonly pod?: { readonly nodeSelector?: Readonly<Record<string, string>> } };
}

/**
 * Marks a pod, or the template of a controller, for the webhook: it fills in the image and selects the node.
 *
 * @throws Error where the webhook would refuse the pod or place it nowhere
 */
export function selectForPod<Pod extends SelectablePod>(pod: Pod, selection: Selection): Pod & Marked {
  check(pod.spec, pod.spec.nodeSelector, selection);
  return { ...pod, metadata: marked(pod.metadata, selection) };
}

/**
 * Marks a MiniCluster. Its own marks do not reach its pods, so the webhook acts once; and only for a marked MiniCluster does it
 * choose Flux' view for the architecture.
 *
 * @throws Error where the webhook would refuse the MiniCluster or its pods start nowhere
 */
export function selectForMiniCluster<MiniCluster extends SelectableMiniCluster>(
  miniCluster: MiniCluster,
  selection: Selection,
): MiniCluster & Marked {
  check(miniCluster.spec, miniCluster.spec.pod?.nodeSelector, selection);
  return { ...miniCluster, metadata: marked(miniCluster.metadata, selection) };
}

function check({ containers }: Containers, nodeSelector: object | undefined, selection: Selection): void {
  const fault = selectionFault(selection);
  if (fault !== undefined) throw new Error(fault.message);
  const images = containers.map(({ image = 'none' }) => image);
  if (!images.includes(placeholderImage))
    throw new Error(
      `got image ${images.join(', ')}; one container needs ${placeholderImage}, which the webhook replaces`,
    );
  if (nodeSelector !== undefined)
    throw new Error('got a nodeSelector; remove it, for what the webhook adds to one selects no node');
}

function marked(metadata: Marks | undefined, { artifact, tag }: Selection): Required<Marks> {
  return {
    ...metadata,
    labels: { ...metadata?.labels, ...enabledLabel },
    annotations: { ...metadata?.annotations, [annotations.artifact]: artifact.reference, [annotations.model]: tag },
  };
}
