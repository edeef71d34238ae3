import { findingKind } from '../model/finding-kind';

export const platformSetting = findingKind({
  code: 'platform-setting',
  why: 'A setting of one platform has no effect on a cluster of another.',
  fix: 'Remove the setting, or correct the platform of the cluster.',
  messages: {
    routes:
      'got {got:json}; only OpenShift has Routes, and the platform is {platform}; remove it, or write platform: openshift',
    operator: 'got {got:json}; hub {name} is on {platform}, where nothing of OpenShift GitOps is rendered; remove it',
  },
});
