import type { FindingKind } from '../../../model/finding';

export const replicasVolume: FindingKind = {
  code: 'replicas-volume',
  why: 'A ReadWriteOnce volume is mounted on one node; pods elsewhere wait for it for ever, and two MinIO servers would spoil each other’s data.',
  fix: 'Use one replica, or storage that several nodes read: a ReadWriteMany claim, or S3.',
};
