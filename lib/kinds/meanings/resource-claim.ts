import { judged, type Meaning } from '../changed';

/** Claims of devices, and templates of such, are fixed. */
export const resourceClaim: Meaning = {
  kinds: ['resource.k8s.io/ResourceClaim', 'resource.k8s.io/ResourceClaimTemplate'],
  source: 'pkg/apis/resource/validation/validation.go:122, 626',
  judge: (changed) =>
    judged(changed, [
      {
        at: 'spec',
        class: 'refused',
        why: 'a claim of devices cannot change',
        fix: 'Give the new object another name, move what refers to the old one, and remove that in the next commit.',
      },
    ]),
  bad: {
    old: {
      apiVersion: 'resource.k8s.io/v1',
      kind: 'ResourceClaimTemplate',
      metadata: { name: 'gpu', namespace: 'demo' },
      spec: { spec: { devices: { requests: [{ name: 'gpu', exactly: { deviceClassName: 'gpu' } }] } } },
    },
    new: {
      apiVersion: 'resource.k8s.io/v1',
      kind: 'ResourceClaimTemplate',
      metadata: { name: 'gpu', namespace: 'demo' },
      spec: { spec: { devices: { requests: [{ name: 'gpu', exactly: { deviceClassName: 'big' } }] } } },
    },
    says: ['refused /spec/spec/devices/requests/0/exactly/deviceClassName'],
  },
  good: {
    old: {
      apiVersion: 'resource.k8s.io/v1',
      kind: 'ResourceClaimTemplate',
      metadata: { name: 'gpu', namespace: 'demo' },
      spec: { spec: { devices: { requests: [{ name: 'gpu', exactly: { deviceClassName: 'gpu' } }] } } },
    },
    new: {
      apiVersion: 'resource.k8s.io/v1',
      kind: 'ResourceClaimTemplate',
      metadata: { name: 'gpu', namespace: 'demo', labels: { a: 'b' } },
      spec: { spec: { devices: { requests: [{ name: 'gpu', exactly: { deviceClassName: 'gpu' } }] } } },
    },
  },
};
