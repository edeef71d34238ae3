import type { PlatformName } from '../model/fleet';

/** What differs between the platforms that clusters run on; the only place that says so. */
export interface Platform {
  /** Whether the platform assigns uid and fsGroup itself (OpenShift's restricted-v2 SCC), so that fixed ones fail. */
  readonly assignsUids: boolean;
  /** StorageClass that a PersistentVolumeClaim gets where the environment names none. */
  readonly storageClass: string;
  /** Where Argo CD lives when this platform is the hub, and who owns its configuration. */
  readonly argocd: {
    readonly namespace: string;
    /** `configmap`: a partial `argocd-cm`. `operator`: the `ArgoCD` object that OpenShift GitOps reconciles. */
    readonly configuredBy: 'configmap' | 'operator';
  };
}

const upstreamArgocd = { namespace: 'argocd', configuredBy: 'configmap' } as const;

/** By name, what each platform presets; `--settings` prints those in use. */
export const platforms: Readonly<Record<PlatformName, Platform>> = {
  kind: { assignsUids: false, storageClass: 'standard', argocd: upstreamArgocd },
  eks: { assignsUids: false, storageClass: 'gp3', argocd: upstreamArgocd },
  openshift: {
    assignsUids: true,
    storageClass: 'gp3-csi',
    argocd: { namespace: 'openshift-gitops', configuredBy: 'operator' },
  },
};
