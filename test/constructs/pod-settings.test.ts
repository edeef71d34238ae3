import { z } from 'zod';
import { customCode } from '../../lib/environment/issue-explanation';
import { podShape, scheduled } from '../../lib/constructs/pod-settings';
import { builtObject, builtUnits, expanded, findingsOf } from '../components/synthesized';

const schema = z.strictObject(podShape);

test.each([
  [
    { key: 'gpu', operator: 'Exists', value: 'yes' },
    'toleration-shape tolerations.0.value: got "yes" with operator Exists, which takes no value; remove one of the two',
  ],
  [{ value: 'yes' }, 'toleration-shape tolerations.0: got no key; write one, or operator: Exists for every taint'],
  [
    { key: 'gpu', tolerationSeconds: 60 },
    'toleration-shape tolerations.0.tolerationSeconds: got 60 without effect NoExecute; only that effect waits',
  ],
])('the toleration %j is refused', (toleration, expected) => {
  const issues = schema.safeParse({ tolerations: [toleration] }).error?.issues ?? [];
  expect(
    issues.map(
      (issue) =>
        `${issue.code === 'custom' ? customCode(issue) : issue.code} ${issue.path.join('.')}: ${issue.message}`,
    ),
  ).toEqual([expected]);
});

test('what is said is added to the scheduling that a pod has by itself', () => {
  const own = { nodeSelector: { disk: 'ssd' }, affinity: {} };
  expect(scheduled({}, own)).toEqual(own);
  expect(
    scheduled({ nodeSelector: { zone: 'a' }, tolerations: [{ operator: 'Exists' }], priorityClass: 'high' }, own),
  ).toEqual({
    nodeSelector: { disk: 'ssd', zone: 'a' },
    affinity: {},
    tolerations: [{ operator: 'Exists' }],
    priorityClass: 'high',
  });
});

const pods = `nodeSelector: { pool: gpu }, tolerations: [{ key: gpu, operator: Exists }], priorityClass: system-node-critical`;
const resources = 'resources: { requests: { cpu: 100m, memory: 1Gi }, limits: { cpu: "1", memory: 2Gi } }';

const environment = `environment: test
gitops: { repoURL: https://github.com/acme/fleet.git, revision: refs/heads/main, path: dist }
clusters:
  hub01: { platform: kind, role: hub, address: 172.18.0.2 }
  worker01: { platform: kind, nodes: 2, address: 172.18.0.3 }
charts:
  cert-manager: { on: worker01 }
  kepler: { on: worker01 }
  kserve: { on: worker01 }
  kube-prometheus-stack: { on: worker01, storage: { size: 8Gi } }
dynamic-scoring:
  on: managed
  scorers:
    static: { on: worker01, expose: { nodePort: 30007 }, replicas: 2, ${pods}, ${resources} }
energetiscope:
  on: worker01
  training: { once: true, ${pods} }
  predictor: { replicas: 2, ${pods}, ${resources} }
  collector: { ${pods} }
ocifit: { on: worker01, webhook: { replicas: 1, ${pods}, ${resources} } }
serving:
  on: worker01
  namespace: demo
  storage: { minio: { size: 5Gi }, bucket: models }
  runtimes: [triton]
  models:
    fraud: { runtime: triton, format: onnx/1, source: { path: fraud }, replicas: 2, ${pods}, ${resources} }
`;

test('scorer, predictor, collector, model and webhook take the one shape', () => {
  expect(findingsOf(environment).filter((line) => line.includes(' error '))).toEqual([]);
  const units = builtUnits(environment);
  const placement = {
    nodeSelector: { pool: 'gpu' },
    tolerations: [{ key: 'gpu', operator: 'Exists' }],
    priorityClassName: 'system-node-critical',
  };
  const amounts = { requests: { cpu: '100m', memory: '1Gi' }, limits: { cpu: '1', memory: '2Gi' } };
  for (const [unit, object, replicas] of [
    ['worker01/dynamic-scoring', 'Deployment/static-scorer', 2],
    ['worker01/energetiscope', 'Deployment/energetiscope-predict', 2],
    ['worker01/ocifit', 'Deployment/ocifit-k8s-deployment', 1],
  ] as const) {
    const { spec } = builtObject(units, unit, object);
    expect(spec).toMatchObject({
      replicas,
      template: {
        spec: {
          ...placement,
          containers: expect.arrayContaining([expect.objectContaining({ resources: amounts })]) as unknown,
        },
      },
    });
  }
  const collector = builtObject(units, 'worker01/energetiscope', 'Deployment/energetiscope-collector');
  expect(collector.spec).toMatchObject({ template: { spec: placement } });
  expect(builtObject(units, 'worker01/serving', 'InferenceService/fraud').spec).toMatchObject({
    predictor: { ...placement, minReplicas: 2, maxReplicas: 2, model: { resources: amounts } },
  });
  const kinds = (units.get('worker01/ocifit') ?? []).map(({ kind }) => kind);
  expect(kinds).not.toContain('PodDisruptionBudget');
  expect(expanded(environment).fleet.clusters).toHaveLength(2);
});
