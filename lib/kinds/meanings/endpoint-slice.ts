import { judged, type Meaning } from '../changed';

/** A slice holds addresses of one family for good. */
export const endpointSlice: Meaning = {
  kinds: ['discovery.k8s.io/EndpointSlice'],
  source: 'pkg/apis/discovery/validation/validation.go:89',
  judge: (changed) =>
    judged(changed, [
      {
        at: 'addressType',
        class: 'refused',
        why: 'a slice keeps its family of addresses for good',
        fix: 'Give the new object another name, move what refers to the old one, and remove that in the next commit.',
      },
    ]),
  bad: {
    old: {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { name: 'web', namespace: 'demo' },
      addressType: 'IPv4',
      endpoints: [{ addresses: ['10.0.0.1'] }],
    },
    new: {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { name: 'web', namespace: 'demo' },
      addressType: 'IPv6',
      endpoints: [{ addresses: ['10.0.0.1'] }],
    },
    says: ['refused /addressType'],
  },
  good: {
    old: {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { name: 'web', namespace: 'demo' },
      addressType: 'IPv4',
      endpoints: [{ addresses: ['10.0.0.1'] }],
    },
    new: {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { name: 'web', namespace: 'demo' },
      addressType: 'IPv4',
      endpoints: [{ addresses: ['10.0.0.2'] }],
    },
  },
};
