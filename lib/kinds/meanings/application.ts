import { below, judged, type Fields, type Meaning } from '../changed';

const names = {
  class: 'danger',
  why: 'every name and selector in the chart changes with it: its Services vanish for others, and its StatefulSets leave their volumes behind',
  fix: 'Install it as a second chart, move what refers to the first, and remove that in the next commit.',
} as const;
const unseen = 'what the chart renders is not seen here: read its release notes, above all on CRDs and Services';

/** What an Application says about the objects that it syncs, which a change of the Application alone puts at stake. */
export const application: Meaning = {
  kinds: ['argoproj.io/Application'],
  source: 'argo-cd controller/appcontroller.go:1261-1283, controller/state.go:834-852',

  judge: (changed) =>
    judged({ fields: [...below(changed, 'spec'), ...below(changed, 'metadata.finalizers')] }, [
      { at: 'spec.source.helm.releaseName', ...names },
      { at: 'spec.source.chart', ...names },
      { at: 'spec.source.helm.valuesObject.nameOverride', ...names },
      { at: 'spec.source.helm.valuesObject.fullnameOverride', ...names },
      { at: 'spec.source.targetRevision', class: 'roll', why: unseen },
      { at: 'spec.source.helm', class: 'roll', why: unseen },
      {
        at: 'spec.destination.name',
        class: 'orphan',
        why: 'the old cluster keeps everything: Argo CD looks at the new one only',
        fix: 'Remove the unit in one commit, and add it on the other cluster in the next (plan --stages).',
      },
      {
        at: 'spec.destination.server',
        class: 'orphan',
        why: 'the old cluster keeps everything: Argo CD looks at the new one only',
        fix: 'Remove the unit in one commit, and add it on the other cluster in the next (plan --stages).',
      },
      {
        at: 'spec.project',
        class: 'in-place',
        why: 'other rights hold: what the new project does not permit is neither synced nor pruned',
      },
      { at: 'spec.syncPolicy.automated', class: 'in-place', why: 'what is pruned and healed by itself changes' },
      {
        at: 'spec.syncPolicy.syncOptions',
        class: 'in-place',
        why: 'objects are applied in another way: fields that others own may be taken over',
      },
      {
        at: 'spec.ignoreDifferences',
        class: 'in-place',
        why: 'fields that others write are overwritten, or left alone',
      },
      {
        at: 'metadata.finalizers',
        class: 'in-place',
        why: 'says whether the objects go with the Application, or stay behind',
      },
    ]),

  bad: {
    old: web({ releaseName: 'web' }),
    new: web({ releaseName: 'shop' }),
    says: ['danger /spec/source/helm/releaseName'],
  },
  good: {
    old: web({ releaseName: 'web' }),
    new: {
      ...web({ releaseName: 'web' }),
      metadata: { name: 'kind.worker01.web', namespace: 'argocd', labels: { a: 'b' } },
    },
  },
};

function web(helm: Fields) {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'kind.worker01.web', namespace: 'argocd' },
    spec: {
      destination: { name: 'worker01' },
      project: 'kind-charts',
      source: { chart: 'web', helm, repoURL: 'https://charts.example.com' },
    },
  };
}
