import { findingKind } from '../../../model/finding-kind';

export const replicasVolume = findingKind({
  code: 'replicas-volume',
  why: 'A ReadWriteOnce volume is mounted on one node; pods elsewhere wait for it forever, and two MinIO servers would spoil each other’s data.',
  fix: 'Use one replica, or storage that several nodes read: a ReadWriteMany claim, or S3.',
  messages: {
    claim:
      'got {got:json}; the claim of its uri is ReadWriteOnce, which allows one replica; write 1, or say access: ReadWriteMany or ReadOnlyMany where it is so',
    minio:
      'got {got:json}; MinIO stands on one ReadWriteOnce volume, which allows one replica; write 1, or use storage.s3 for a service that has more',
  },
});
