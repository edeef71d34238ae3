import type { z } from 'zod';
import { imageReference } from '../../environment/values/image-syntax';
import { parseImage } from '../../model/image-reference';
import type { Chart } from '../../model/unit';
import { kinds, type ChartDefinition } from './chart-definition';

interface FluxOperatorSettings {
  /** @default - upstream's latest, which moves: no release, and so no tag, is as new as the commit */
  readonly image?: string | undefined;
}

const image: z.ZodType<FluxOperatorSettings['image']> = imageReference
  .refine(
    (text) => {
      const { tag, digest } = parseImage(text);
      return digest !== undefined || (tag !== undefined && tag !== 'latest');
    },
    { error: 'write an image that stays the same: with a digest, or a tag of your own' },
  )
  .optional()
  .meta({
    description: "The operator's image, with a digest; without it upstream's `latest`, which moves.",
    examples: [`ghcr.io/flux-framework/flux-operator@sha256:${'0'.repeat(64)}`],
  });

const source = {
  type: 'git',
  repoURL: 'https://github.com/flux-framework/flux-operator.git',
  // The commit that imports/ has its CRD from.
  commit: '0d75cef855dee5351d68e32ec139a70e892b5268',
} as const;

/** The image that upstream's manifests name. */
const upstreamImage = 'ghcr.io/flux-framework/flux-operator';

/** Upstream's one file is what its Kustomization gives, and only that can be given another image. */
function pinned(own: string): Chart['source'] {
  return { ...source, path: 'config/default', images: [`${upstreamImage}=${own}`] };
}

const chart: Chart = {
  type: 'chart',
  source: { ...source, path: 'examples/dist', include: 'flux-operator.yaml' },
  namespace: 'operator-system',
  alsoIn: [],
  after: [],
  providesGroups: ['flux-framework.org'],
  creates: [
    ...kinds(true, {
      '': ['Namespace'],
      'apiextensions.k8s.io': ['CustomResourceDefinition'],
      'rbac.authorization.k8s.io': ['ClusterRole', 'ClusterRoleBinding'],
    }),
    ...kinds(false, {
      '': ['ConfigMap', 'Service', 'ServiceAccount'],
      apps: ['Deployment'],
      'rbac.authorization.k8s.io': ['Role', 'RoleBinding'],
    }),
  ],
  ignoreDifferences: [],
};

/** flux-framework's operator of MiniClusters; not fluxcd's. Upstream's one file brings its own namespace. */
export const fluxOperator: ChartDefinition<FluxOperatorSettings> = {
  name: 'flux-operator',
  description: "flux-framework's operator: an HPC cluster inside the cluster for each MiniCluster.",
  options: { image },
  configure: ({ image: own }) => (own === undefined ? chart : { ...chart, source: pinned(own) }),
  chart,
  namespaces: [],
  provides: () => [],
};
