import { CompatibilityArtifact } from '../../lib/constructs/ocifit/compatibility-artifact';
import { OcifitWebhook, type OcifitWebhookProps } from '../../lib/constructs/ocifit/ocifit-webhook';
import { selectForPod } from '../../lib/constructs/ocifit/selection';
import type { Manifest } from '../../lib/model/manifest';
import { schemaFaults } from '../../lib/schema/schema-faults';
import { refusal } from './app';
import { at, rendered } from './rendered';

const titles = (manifests: readonly Manifest[]) => manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
const reference = 'ghcr.io/acme/models:1';

describe('OcifitWebhook', () => {
  const webhook = (props?: OcifitWebhookProps) => rendered((scope) => new OcifitWebhook(scope, 'webhook', props));

  test('is server, certificates and configuration, all in its namespace', () => {
    const manifests = webhook({ namespace: 'choice', leaveOut: ['argocd'] });
    expect(titles(manifests)).toEqual(
      expect.arrayContaining([
        'Certificate ocifit-k8s-cert',
        'Deployment ocifit-k8s-deployment',
        'Service ocifit-k8s-svc',
        'CronJob ocifit-k8s-restart',
        'MutatingWebhookConfiguration oci-image-selector-webhook',
      ]),
    );
    const namespaces = new Set(manifests.flatMap(({ metadata }) => metadata.namespace ?? []));
    expect([...namespaces]).toEqual(['choice']);
    const configuration = manifests.find(({ kind }) => kind === 'MutatingWebhookConfiguration');
    expect(at(configuration, 'webhooks', 0, 'clientConfig', 'service', 'namespace')).toBe('choice');
    const out = at(configuration, 'webhooks', 0, 'namespaceSelector', 'matchExpressions', 0, 'values');
    expect(out).toEqual(expect.arrayContaining(['argocd', 'choice', 'kube-system']));
    expect(manifests.flatMap((manifest) => schemaFaults(manifest))).toEqual([]);
  });

  test('tells nodes apart as the platform labels them, unless told otherwise', () => {
    const label = (props: OcifitWebhookProps) =>
      /"NODE_IDENTITY_LABEL","value":"([^"]*)"/.exec(JSON.stringify(webhook(props)))?.[1];
    expect(label({})).toBe('kubernetes.io/hostname');
    expect(label({ platform: 'eks' })).toBe('node.kubernetes.io/instance-type');
    expect(label({ nodeIdentity: 'node.kubernetes.io/instance-type' })).toBe('node.kubernetes.io/instance-type');
  });

  test('a wrong image is rejected', () => {
    expect(refusal((scope) => new OcifitWebhook(scope, 'webhook', { images: { webhook: 'A B' } }))).toBe(
      'OcifitWebhook at app/webhook: images.webhook: got "A B"; write an image as host/path:tag or host/path@sha256:digest, in lower case',
    );
  });
});

describe('CompatibilityArtifact', () => {
  const models = { fast: { direction: 'maximize', images: { amd64: 'registry.example.com/fast:1' } } } as const;

  test('is its documents in a ConfigMap, and a Job that pushes them where there are credentials', () => {
    let documents: readonly { readonly text: string }[] = [];
    const build = (credentials?: string) =>
      rendered((scope) => {
        const props = { reference, models, ...(credentials !== undefined && { credentials }) };
        ({ documents } = new CompatibilityArtifact(scope, 'artifact', props));
      });
    expect(titles(build())).toEqual(['ConfigMap publish-artifact']);
    const [configMap, job] = build('push');
    expect(job?.kind).toBe('Job');
    expect(at(configMap, 'data', 'compatibility-artifact.json')).toBe(documents[0]?.text);
    expect(JSON.parse(documents[0]?.text ?? '')).toMatchObject({ compatibilities: [{ tag: 'fast' }] });
    expect(JSON.stringify(job)).toContain('"secretName":"push"');
  });

  test('pods choose by a tag of it', () => {
    rendered((scope) => {
      const { artifact } = new CompatibilityArtifact(scope, 'artifact', { reference, models });
      const pod = { spec: { containers: [{ image: 'placeholder:latest' }] } };
      const marked = selectForPod(pod, { artifact, tag: 'fast', candidates: ['amd64'] });
      expect(Object.values(marked.metadata.annotations)).toEqual([reference, 'fast']);
    });
  });

  test('a reference with a port, and a model without an image, are rejected', () => {
    const wrong = {
      reference: 'localhost:5000/models:1',
      models: { fast: { direction: 'maximize', images: {} } },
    } as const;
    expect(refusal((scope) => new CompatibilityArtifact(scope, 'artifact', wrong)).split('\n')).toEqual([
      'CompatibilityArtifact at app/artifact: reference: got "localhost:5000/models:1"; the webhook cannot read a port; write host/path:tag',
      'CompatibilityArtifact at app/artifact: models.fast.images: got {}; give an image for at least one architecture',
    ]);
  });
});
