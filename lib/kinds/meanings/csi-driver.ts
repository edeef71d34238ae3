import { judged, type Meaning } from '../changed';

/** How a driver attaches volumes is fixed. */
export const csiDriver: Meaning = {
  kinds: ['storage.k8s.io/CSIDriver'],
  source: 'pkg/apis/storage/validation/validation.go:398',
  judge: (changed) =>
    judged(changed, [
      {
        at: 'spec.attachRequired',
        class: 'refused',
        why: 'how a driver attaches volumes cannot change',
        fix: 'Remove the object in one commit and add it again in the next, or have it replaced: argocd.argoproj.io/sync-options: Replace=true,Force=true.',
      },
      {
        at: 'spec.volumeLifecycleModes',
        class: 'refused',
        why: 'the modes of a driver cannot change',
        fix: 'Remove the object in one commit and add it again in the next, or have it replaced: argocd.argoproj.io/sync-options: Replace=true,Force=true.',
      },
    ]),
  bad: {
    old: {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'CSIDriver',
      metadata: { name: 'ebs.csi.aws.com' },
      spec: { attachRequired: true },
    },
    new: {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'CSIDriver',
      metadata: { name: 'ebs.csi.aws.com' },
      spec: { attachRequired: false },
    },
    says: ['refused /spec/attachRequired'],
  },
  good: {
    old: {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'CSIDriver',
      metadata: { name: 'ebs.csi.aws.com' },
      spec: { attachRequired: true },
    },
    new: {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'CSIDriver',
      metadata: { name: 'ebs.csi.aws.com' },
      spec: { attachRequired: true, podInfoOnMount: true },
    },
  },
};
