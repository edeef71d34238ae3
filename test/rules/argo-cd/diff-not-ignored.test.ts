import type { Manifest } from '../../../lib/model/manifest';
import { diffNotIgnored } from '../../../lib/rules/argo-cd/diff-not-ignored';
import { findings } from '../example-fleet';

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
      'MutatingWebhookConfiguration hook: got a caBundle from another controller, which the Application of dist/worker01/demo does not ignore; list it under ignoreDifferences',
    ]);
  });
});

describe('the quantities of an InferenceService', () => {
  const service = (cpu: unknown, memory: string): Manifest => ({
    apiVersion: 'serving.kserve.io/v1beta1',
    kind: 'InferenceService',
    metadata: { name: 'fraud', namespace: 'demo' },
    spec: { predictor: { model: { resources: { limits: { cpu, memory } } } } },
  });
  const found = (manifest: Manifest, ...ignored: readonly object[]): string[] =>
    findings(
      diffNotIgnored,
      { 'worker01/demo': [manifest], 'hub01/applications': [application(...ignored)] },
      { folderOf },
    );

  test.each([
    ['2000m', '4Gi', 'cpu', '2000m', '2'],
    ['0.5', '4Gi', 'cpu', '0.5', '500m'],
    ['1.0', '4Gi', 'cpu', '1.0', '1'],
    ['2', '2048Mi', 'memory', '2048Mi', '2Gi'],
    ['2', '1048576Ki', 'memory', '1048576Ki', '1Gi'],
  ])('%s and %s differ forever', (cpu, memory, resource, got, right) => {
    expect(found(service(cpu, memory))).toEqual([
      `InferenceService demo/fraud spec.predictor.model.resources.limits.${resource}: got ${got}, which KServe writes as ${right}; write that`,
    ]);
  });

  test.each([
    ['2', '4Gi'],
    ['1500m', '1500Mi'],
    ['0', '0'],
  ])('%s and %s stay', (cpu, memory) => {
    expect(found(service(cpu, memory))).toEqual([]);
  });

  test('may differ where Argo CD does not look', () => {
    const entry = { group: 'serving.kserve.io', kind: 'InferenceService', jsonPointers: ['/spec/predictor'] };
    expect(found(service('2000m', '4Gi'), entry)).toEqual([]);
  });
});
