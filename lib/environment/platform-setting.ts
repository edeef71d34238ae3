import type { FindingKind } from '../model/finding';

export const platformSetting: FindingKind = {
  code: 'platform-setting',
  why: 'A setting of one platform does nothing on a cluster of another, and whoever wrote it counts on it.',
  fix: 'Remove the setting, or correct the platform of the cluster.',
};
