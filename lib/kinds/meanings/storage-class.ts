import { judged, type Meaning } from '../changed';

/** How a class makes volumes is fixed; what it lets people do with them is not. */
export const storageClass: Meaning = {
  kinds: ['storage.k8s.io/StorageClass'],
  source: 'pkg/apis/storage/validation/validation.go:63',
  judge: (changed) =>
    judged(changed, [
      {
        at: 'parameters',
        class: 'refused',
        why: 'how a class makes its volumes cannot change',
        fix: 'Give the new object another name, move what refers to the old one, and remove that in the next commit.',
      },
      {
        at: 'provisioner',
        class: 'refused',
        why: 'how a class makes its volumes cannot change',
        fix: 'Give the new object another name, move what refers to the old one, and remove that in the next commit.',
      },
      {
        at: 'reclaimPolicy',
        class: 'refused',
        why: 'how a class makes its volumes cannot change',
        fix: 'Give the new object another name, move what refers to the old one, and remove that in the next commit.',
      },
      {
        at: 'volumeBindingMode',
        class: 'refused',
        why: 'how a class makes its volumes cannot change',
        fix: 'Give the new object another name, move what refers to the old one, and remove that in the next commit.',
      },
    ]),
  bad: {
    old: {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name: 'fast' },
      provisioner: 'ebs.csi.aws.com',
      parameters: { type: 'gp3' },
    },
    new: {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name: 'fast' },
      provisioner: 'ebs.csi.aws.com',
      parameters: { type: 'io2' },
    },
    says: ['refused /parameters/type'],
  },
  good: {
    old: {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name: 'fast' },
      provisioner: 'ebs.csi.aws.com',
      parameters: { type: 'gp3' },
    },
    new: {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name: 'fast' },
      provisioner: 'ebs.csi.aws.com',
      parameters: { type: 'gp3' },
      allowVolumeExpansion: true,
    },
  },
};
