import type { CompatibilityArtifactProps } from '../../constructs/ocifit/compatibility-artifact';
import { instanceTypeLabel } from '../../constructs/ocifit/names';
import type { OcifitWebhookProps } from '../../constructs/ocifit/ocifit-webhook';
import { placementOf, type PodSettings } from '../../constructs/pod-settings';
import type { Plan } from './plan';
import type { ArtifactSettings } from './settings';

/** The block's webhook; it never sees Argo CD, which must start without it. */
export function webhookProps(plan: Plan, argocdNamespace: string): OcifitWebhookProps {
  const { cluster, nodeIdentity, nodeFeatures, groups, sticky, settings } = plan;
  const { webhook: own = {} } = settings;
  const { webhook, modelServer } = settings.images;
  const skipped = nodeIdentity === instanceTypeLabel ? groups.filter(({ role }) => role === 'sticky') : [];
  return {
    platform: cluster.platform,
    nodeIdentity,
    ...(nodeFeatures !== undefined && { nodeFeatures }),
    skipInstanceTypes: skipped.map(({ type }) => type),
    ...(own.resources && { resources: own.resources }),
    ...(own.replicas !== undefined && { replicas: own.replicas }),
    ...placementOf({ ...own, nodeSelector: nodeSelectorOf(sticky, own) }),
    leaveOut: [argocdNamespace],
    images: { webhook, modelServer },
  };
}

/** The nodes that are not candidates, narrowed by the selector of the block. */
function nodeSelectorOf(sticky: Plan['sticky'], { nodeSelector }: PodSettings): PodSettings['nodeSelector'] {
  return sticky || nodeSelector ? { ...sticky, ...nodeSelector } : undefined;
}

/** The block's artifact, with the Job that pushes it. */
export function artifactProps(
  { cluster, sticky, settings }: Plan,
  { reference, models, features }: ArtifactSettings,
  credentials: string,
): CompatibilityArtifactProps {
  return {
    reference,
    ...(models && { models }),
    features,
    credentials,
    platform: cluster.platform,
    ...(sticky && { nodeSelector: sticky }),
    image: settings.images.oras,
  };
}
