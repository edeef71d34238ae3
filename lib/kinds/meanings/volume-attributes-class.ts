import { judged, type Meaning } from '../changed';

/** A class of volume attributes is fixed. */
export const volumeAttributesClass: Meaning = {
  kinds: ['storage.k8s.io/VolumeAttributesClass'],
  source: 'pkg/apis/storage/validation/validation.go:607',
  judge: (changed) =>
    judged(changed, [
      {
        at: 'driverName',
        class: 'refused',
        why: 'a VolumeAttributesClass cannot change',
        fix: 'Give the new object another name, move what refers to the old one, and remove that in the next commit.',
      },
      {
        at: 'parameters',
        class: 'refused',
        why: 'a VolumeAttributesClass cannot change',
        fix: 'Give the new object another name, move what refers to the old one, and remove that in the next commit.',
      },
    ]),
  bad: {
    old: {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'VolumeAttributesClass',
      metadata: { name: 'fast' },
      driverName: 'ebs.csi.aws.com',
      parameters: { iops: '3000' },
    },
    new: {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'VolumeAttributesClass',
      metadata: { name: 'fast' },
      driverName: 'ebs.csi.aws.com',
      parameters: { iops: '4000' },
    },
    says: ['refused /parameters/iops'],
  },
  good: {
    old: {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'VolumeAttributesClass',
      metadata: { name: 'fast' },
      driverName: 'ebs.csi.aws.com',
      parameters: { iops: '3000' },
    },
    new: {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'VolumeAttributesClass',
      metadata: { name: 'fast', labels: { a: 'b' } },
      driverName: 'ebs.csi.aws.com',
      parameters: { iops: '3000' },
    },
  },
};
