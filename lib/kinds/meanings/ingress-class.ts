import { judged, type Meaning } from '../changed';

/** A class keeps its controller. */
export const ingressClass: Meaning = {
  kinds: ['networking.k8s.io/IngressClass'],
  source: 'pkg/apis/networking/validation/validation.go:587',
  judge: (changed) =>
    judged(changed, [
      {
        at: 'spec.controller',
        class: 'refused',
        why: 'a class keeps its controller for good',
        fix: 'Give the new object another name, move what refers to the old one, and remove that in the next commit.',
      },
    ]),
  bad: {
    old: {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'IngressClass',
      metadata: { name: 'nginx' },
      spec: { controller: 'k8s.io/ingress-nginx' },
    },
    new: {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'IngressClass',
      metadata: { name: 'nginx' },
      spec: { controller: 'example.com/other' },
    },
    says: ['refused /spec/controller'],
  },
  good: {
    old: {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'IngressClass',
      metadata: { name: 'nginx' },
      spec: { controller: 'k8s.io/ingress-nginx' },
    },
    new: {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'IngressClass',
      metadata: { name: 'nginx', annotations: { 'ingressclass.kubernetes.io/is-default-class': 'true' } },
      spec: { controller: 'k8s.io/ingress-nginx' },
    },
  },
};
