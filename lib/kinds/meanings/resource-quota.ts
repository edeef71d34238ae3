import { judged, type Meaning } from '../changed';

/** A quota keeps its scopes; a lower limit is felt by the next pod only. */
export const resourceQuota: Meaning = {
  kinds: ['/ResourceQuota'],
  source: 'pkg/apis/core/validation/validation.go:8239',
  judge: (changed) =>
    judged(changed, [
      {
        at: 'spec.scopes',
        class: 'refused',
        why: 'the scopes of a quota cannot change',
        fix: 'Give the new object another name, move what refers to the old one, and remove that in the next commit.',
      },
    ]),
  bad: {
    old: {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'small', namespace: 'demo' },
      spec: { hard: { pods: '10' }, scopes: ['NotTerminating'] },
    },
    new: {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'small', namespace: 'demo' },
      spec: { hard: { pods: '10' }, scopes: ['Terminating'] },
    },
    says: ['refused /spec/scopes'],
  },
  good: {
    old: {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'small', namespace: 'demo' },
      spec: { hard: { pods: '10' }, scopes: ['NotTerminating'] },
    },
    new: {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'small', namespace: 'demo' },
      spec: { hard: { pods: '20' }, scopes: ['NotTerminating'] },
    },
  },
};
