import { stringify } from 'yaml';
import { check } from './folder';
import {
  addOn,
  application,
  authority,
  bound,
  chosen,
  claim,
  collector,
  config,
  hook,
  hub,
  job,
  leaf,
  marks,
  miniCluster,
  mounted,
  nodeGroups,
  prometheus,
  range,
  retry,
  root,
  scorer,
  sealed,
  selfSigned,
  sound,
  volumes,
  wave,
  workload,
} from './upstream-objects';

/** What a manifest of upstream's does wrong, in a few lines of our own. */
interface Defect {
  readonly what: string;
  readonly objects: readonly object[];
  /** Code, object and field. */
  readonly finding: string;
  /** The same objects as they should be. */
  readonly mended: readonly object[];
}

/** By the project whose manifests have it. */
const defects: Readonly<Record<string, readonly Defect[]>> = {
  'dynamic-scoring': [
    {
      what: 'a source type in lower case',
      objects: [scorer({ source: { ...prometheus, params: range, type: 'prometheus' } })],
      finding: 'schema-mismatch DynamicScorer open-cluster-management/cpu spec.source.type',
      mended: [scorer({ source: { ...prometheus, params: range, type: 'Prometheus' } })],
    },
    {
      what: 'a configURL of one word, which is no Service where the controller runs',
      objects: [scorer({ configURL: 'http://static-scorer:8000/config' })],
      finding: 'url-dangling DynamicScorer open-cluster-management/cpu spec.configURL',
      mended: [scorer({})],
    },
    {
      what: 'a placeholder for the host of configURL, from which the scoring host would come',
      objects: [scorer({ configURL: 'http://${HOST}:8000/config' })],
      finding: 'scorer-skipped DynamicScorer open-cluster-management/cpu spec.scoring.host',
      mended: [scorer({})],
    },
    {
      what: 'no path and no name of a score, which only the answer of the scorer could tell',
      objects: [scorer({ scoring: undefined })],
      finding: 'scorer-needs-answer DynamicScorer open-cluster-management/cpu spec.scoring.path',
      mended: [scorer({})],
    },
    {
      what: 'one of the two controllers of the hub',
      objects: [addOn],
      finding: 'hub-controller-missing Deployment open-cluster-management/addon spec.template.spec.containers[0]',
      mended: [addOn, workload('controller', { command: ['/manager'] }, {}, hub)],
    },
    {
      what: 'a ConfigMap that is shipped nowhere',
      objects: [workload('scorer', mounted, { volumes })],
      finding: 'reference-dangling Deployment demo/scorer spec.template.spec.volumes[0].configMap.name',
      mended: [config, workload('scorer', mounted, { volumes })],
    },
    {
      what: 'the Deployment of another scorer under the name of the first',
      objects: [workload('sample-scorer', {}), workload('sample-scorer', { env: [{ name: 'THRESHOLD', value: '1' }] })],
      finding: 'object-rendered-twice Deployment demo/sample-scorer',
      mended: [workload('sample-scorer', {}), workload('simple-prediction-scorer', {})],
    },
    {
      what: 'an image that runs as root',
      objects: [workload('scorer', { securityContext: undefined })],
      finding: 'pod-security Deployment demo/scorer spec.template.spec.containers[0]',
      mended: [workload('scorer', {})],
    },
    {
      what: 'a tag that moves',
      objects: [workload('scorer', { image: 'example.com/scorer:latest' })],
      finding: 'mutable-image-tag Deployment demo/scorer spec.template.spec.containers[0].image',
      mended: [workload('scorer', {})],
    },
    {
      what: 'the name of a cluster that nobody has filled in',
      objects: [
        {
          apiVersion: 'work.open-cluster-management.io/v1',
          kind: 'ManifestWork',
          metadata: { name: 'scorer', namespace: '${CLUSTER_NAME}' },
          spec: { workload: { manifests: [config] } },
        },
      ],
      finding: 'name-invalid ManifestWork ${CLUSTER_NAME}/scorer metadata.namespace',
      mended: [
        {
          apiVersion: 'work.open-cluster-management.io/v1',
          kind: 'ManifestWork',
          metadata: { name: 'scorer', namespace: 'worker01' },
          spec: { workload: { manifests: [config] } },
        },
      ],
    },
  ],
  energetiscope: [
    {
      what: 'the kinds of the collector in one word',
      objects: [collector('--kinds', 'Deployment Job CronJob')],
      finding: 'collector-arguments Deployment demo/collector spec.template.spec.containers[0].args[4]',
      mended: [collector('--kinds', 'Deployment')],
    },
    {
      what: 'a window of labels that lies in the past forever',
      objects: [job({ activeDeadlineSeconds: 900 }, { args: ['--start', '2025-11-03T14:00:00Z'] })],
      finding: 'job-literal-date Job demo/label spec.template.spec.containers[0].args[1]',
      mended: [job({ activeDeadlineSeconds: 900 }, { args: ['--start', '$(START)'] })],
    },
    {
      what: 'a step that may wait for its data forever',
      objects: [job({})],
      finding: 'job-without-deadline Job demo/label spec.activeDeadlineSeconds',
      mended: [job({ activeDeadlineSeconds: 900 })],
    },
  ],
  ocifit: [
    {
      what: 'a webhook that judges its own pods',
      objects: [selfSigned, ...authority, leaf('authority'), ...hook({})],
      finding: 'webhook-too-wide MutatingWebhookConfiguration hook webhooks[0]',
      mended: sound,
    },
    {
      what: 'a certificate of the webhook that signs itself',
      objects: [selfSigned, leaf('self'), ...hook(chosen)],
      finding: 'webhook-leaf-self-signed Certificate demo/hook spec.issuerRef.name',
      mended: sound,
    },
    {
      what: 'features of nodes in a ConfigMap that somebody has to make',
      objects: [workload('hook', mounted, { volumes })],
      finding: 'reference-dangling Deployment demo/hook spec.template.spec.volumes[0].configMap.name',
      mended: [config, workload('hook', mounted, { volumes })],
    },
    {
      what: 'an instance type that AWS does not have',
      objects: [nodeGroups({ instanceType: 'c6a.16.xlarge' })],
      finding: 'node-group-unfit ClusterConfig cluster managedNodeGroups[0].instanceType',
      mended: [nodeGroups({ instanceType: 'c6a.16xlarge' })],
    },
    {
      what: 'an image of nodes that is made no more',
      objects: [nodeGroups({ instanceType: 'r6i.8xlarge', amiFamily: 'AmazonLinux2' })],
      finding: 'node-group-unfit ClusterConfig cluster managedNodeGroups[0].amiFamily',
      mended: [nodeGroups({ instanceType: 'r6i.8xlarge' })],
    },
    {
      what: 'a MiniCluster of which only the pods are marked',
      objects: [miniCluster({}, { pod: marks })],
      finding:
        'minicluster-mark-misplaced MiniCluster demo/hpcg spec.pod.labels["oci.image.compatibilities.selection/enabled"]',
      mended: [miniCluster(marks, {})],
    },
    {
      what: 'a field that the CRD of the MiniCluster does not have',
      objects: [miniCluster(marks, {}, { securityContext: { addCapabilities: [] } })],
      finding: 'unknown-field MiniCluster demo/hpcg spec.containers[0].securityContext.addCapabilities',
      mended: [miniCluster(marks, {}, { securityContext: { privileged: false } })],
    },
  ],
  'custom-serving-runtime': [
    {
      what: 'cluster-admin for a Job that makes a Secret',
      objects: bound('cluster-admin'),
      finding: 'rbac-too-broad ClusterRoleBinding setup roleRef.name',
      mended: bound('view'),
    },
    {
      what: 'a Project',
      objects: [
        {
          ...{ apiVersion: 'project.openshift.io/v1', kind: 'Project' },
          metadata: { name: 'serving-demo', annotations: wave.annotations },
        },
      ],
      finding: 'project-object Project serving-demo',
      mended: [
        {
          ...{ apiVersion: 'v1', kind: 'Namespace' },
          metadata: {
            name: 'serving-demo',
            labels: { 'pod-security.kubernetes.io/enforce': 'restricted' },
            annotations: { ...wave.annotations, 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' },
          },
        },
      ],
    },
    {
      what: 'a Secret that only a Job makes',
      objects: [workload('minio', root)],
      finding: 'reference-dangling Deployment demo/minio spec.template.spec.containers[0].envFrom[0].secretRef.name',
      mended: [sealed, workload('minio', root)],
    },
    {
      what: 'a Job that a change of its spec could not update',
      objects: [job({ activeDeadlineSeconds: 900 }, {}, wave)],
      finding: 'job-not-updatable Job demo/label metadata.name',
      mended: [job({ activeDeadlineSeconds: 900 }, {}, { ...wave, name: 'label-0a1b2c3d4e' })],
    },
    {
      what: 'a volume that pruning would delete',
      objects: [claim({})],
      finding: 'pruning-deletes-data PersistentVolumeClaim demo/data metadata.annotations',
      mended: [claim({ 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' })],
    },
    {
      what: 'an Application that gives up after five failures',
      objects: [application({})],
      finding: 'application-stuck Application openshift-gitops/serving spec.syncPolicy.retry.limit',
      mended: [application({ retry })],
    },
  ],
};

const cases = Object.entries(defects).flatMap(([project, all]) =>
  all.map((defect) => [project, defect.what, defect] as const),
);

/** Every finding as code, object and field. */
function told(objects: readonly object[]): string[] {
  const text = objects.map((object) => stringify(object)).join('---\n');
  const { findings } = check({ 'all.yaml': text }, { off: [] });
  return findings.map(({ code, path }) => `${code} ${path}`);
}

test.each(cases)('%s: %s', (_project, _what, { objects, finding, mended }) => {
  expect(told(objects)).toContain(finding);
  const [code = ''] = finding.split(' ');
  expect(told(mended).filter((line) => line.startsWith(`${code} `))).toEqual([]);
});
