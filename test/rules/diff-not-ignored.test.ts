import type { Manifest } from '../../lib/model/manifest';
import { diffNotIgnored } from '../../lib/rules/diff-not-ignored';
import { findings } from './example-fleet';

const hook: Manifest = {
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'MutatingWebhookConfiguration',
  metadata: { name: 'hook', annotations: { 'cert-manager.io/inject-ca-from': 'demo/hook' } },
};
const entry = {
  group: 'admissionregistration.k8s.io',
  kind: 'MutatingWebhookConfiguration',
  jqPathExpressions: ['.webhooks[]?.clientConfig.caBundle'],
};

function application(...ignoreDifferences: readonly object[]): Manifest {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'demo', namespace: 'argocd' },
    spec: { source: { path: 'dist/worker01/demo' }, ignoreDifferences },
  };
}

const folderOf = ({ cluster, unit }: { readonly cluster: string; readonly unit: string }): string =>
  `dist/${cluster}/${unit}`;
const told = (ignored: Manifest): string[] =>
  findings(diffNotIgnored, { 'worker01/demo': [hook], 'hub01/applications': [ignored] }, { folderOf });

describe('the authority that cert-manager puts into a webhook', () => {
  test.each([
    ['for all of the kind', entry],
    ['by name', { ...entry, name: 'hook' }],
    ['as jq that never fails', { ...entry, jqPathExpressions: ['.webhooks[]?.clientConfig?.caBundle'] }],
    ['as JSON pointer', { ...entry, jqPathExpressions: [], jsonPointers: ['/webhooks/0/clientConfig/caBundle'] }],
  ])('is ignored %s', (_, one) => {
    expect(told(application(one))).toEqual([]);
  });

  test.each([
    ['not at all', []],
    ['of another object', [{ ...entry, name: 'other' }]],
    ['of another kind', [{ ...entry, kind: 'ValidatingWebhookConfiguration' }]],
    ['in another field', [{ ...entry, jqPathExpressions: ['.webhooks[]?.failurePolicy'] }]],
  ])('must not be ignored %s', (_, entries) => {
    expect(told(application(...entries))).toEqual([
      'MutatingWebhookConfiguration hook: got a caBundle from somebody else, which the Application of dist/worker01/demo does not ignore; list it under ignoreDifferences',
    ]);
  });
});
