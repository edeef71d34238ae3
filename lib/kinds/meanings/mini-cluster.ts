import { judged, type Meaning } from '../changed';

/** The operator makes an indexed Job of a MiniCluster once and does not take in what changes later. */
export const miniCluster: Meaning = {
  kinds: ['flux-framework.org/MiniCluster'],
  source: 'flux-operator controllers/flux/minicluster.go; not tried',
  judge: (changed) =>
    judged(changed, [
      { at: 'spec.size', class: 'in-place', why: 'the operator scales the Job of the MiniCluster' },
      {
        at: 'spec',
        class: 'recreate',
        why: 'the operator has made a Job of it already and leaves that as it is',
        fix: 'Give the run another name, or delete the MiniCluster and sync again.',
      },
    ]),
  bad: {
    old: {
      apiVersion: 'flux-framework.org/v1alpha2',
      kind: 'MiniCluster',
      metadata: { name: 'lammps', namespace: 'demo' },
      spec: { size: 2, containers: [{ image: 'a:1' }] },
    },
    new: {
      apiVersion: 'flux-framework.org/v1alpha2',
      kind: 'MiniCluster',
      metadata: { name: 'lammps', namespace: 'demo' },
      spec: { size: 2, containers: [{ image: 'a:2' }] },
    },
    says: ['recreate /spec/containers/0/image'],
  },
  good: {
    old: {
      apiVersion: 'flux-framework.org/v1alpha2',
      kind: 'MiniCluster',
      metadata: { name: 'lammps', namespace: 'demo' },
      spec: { size: 2, containers: [{ image: 'a:1' }] },
    },
    new: {
      apiVersion: 'flux-framework.org/v1alpha2',
      kind: 'MiniCluster',
      metadata: { name: 'lammps', namespace: 'demo', labels: { a: 'b' } },
      spec: { size: 2, containers: [{ image: 'a:1' }] },
    },
  },
};
