import { synthesizeText } from './in-memory';

/** Line 9 is the first of the blocks. */
function errorsOf(blocks: string): string[] {
  const { errors } = synthesizeText(`environment: kind
gitops: { repoURL: https://github.com/acme/fleet.git, revision: refs/heads/main, path: dist }
clusters:
  hub01: { platform: kind, role: hub, address: 172.18.0.2 }
  worker01: { platform: kind, address: 172.18.0.3 }
charts: { kube-prometheus-stack: { on: managed }, kepler: { on: managed } }
rules: { mutable-image-tag: { severity: off, reason: the images are built here } }

${blocks}`);
  return errors.map((line) => line.replace(/^.*kind\.yaml:/, ''));
}

const scorers = (delivery: string) => `dynamic-scoring:
  on: managed
  delivery: ${delivery}
  scorers:
    sample:
      on: worker01
      expose: { nodePort: 30007 }
    static:
      on: worker01
      expose:
        nodePort: 30007
`;

test.each([
  ['argo', ''],
  ['work', 'spec.workload.manifests[1].'],
])('a field points at the setting that gives its value, delivered by %s', (delivery, way) => {
  expect(errorsOf(scorers(delivery))).toEqual([
    `19:19 nodeport-taken-twice Service dynamic-scoring/static-scorer-nodeport ${way}spec.ports[0].nodePort: got 30007, which Service dynamic-scoring/sample-scorer-nodeport takes on the same cluster; choose another (on worker01)`,
  ]);
});

const energetiscope = (rest: string) => `energetiscope:
  on: worker01
  storage: { size: 10Gi }
  predictor:
    replicas: 1
${rest}`;

test('a Namespace points at the setting that names it', () => {
  expect(errorsOf(energetiscope('  namespace: openshift-operators\n'))).toEqual([
    '14:14 namespace-not-ours Namespace openshift-operators metadata.name: got openshift-operators, which belongs to OpenShift; do not render the Namespace (on worker01)',
  ]);
});

const patch = (op: string) => `patches:
  - target: { on: worker01, kind: Deployment, name: energy/energetiscope-predict }
    ops:
      - { op: test, path: /kind, value: Deployment }
      - ${op}
`;

test('what a patch makes unacceptable points at its operation, and nothing that follows from it is told', () => {
  expect(errorsOf(energetiscope(patch('{ op: replace, path: /spec/replicas, value: two }')))).toEqual([
    '18:9 schema-mismatch Deployment energy/energetiscope-predict spec.replicas: got "two"; must be an integer (changed by patches[0]) (on worker01)',
  ]);
});

test('what a rule finds in a patched field names the patch, and in another the construct', () => {
  const serviceAccount = '{ op: replace, path: /spec/template/spec/serviceAccountName, value: other }';
  expect(errorsOf(energetiscope(patch(serviceAccount)))[0]).toMatch(
    /^18:9 reference-dangling Deployment energy\/energetiscope-predict spec\.template\.spec\.serviceAccountName: .*\(changed by patches\[0\]\)/,
  );
});

test('an impossible strategy is reported at its own weights', () => {
  const { report } = synthesizeText(`environment: kind
gitops: { repoURL: https://github.com/acme/fleet.git, revision: refs/heads/main, path: dist }
clusters:
  hub01: { platform: kind, role: hub, address: 172.18.0.2 }
  worker01: { platform: kind, address: 172.18.0.3 }
  worker02: { platform: kind, address: 172.18.0.4 }
charts: { kube-prometheus-stack: { on: managed } }
dynamic-scoring:
  on: managed
  scorers:
    static: { on: worker01, expose: { nodePort: 30008 } }
    sample:
      on: worker01
      expose: { nodePort: 30009 }
      engines: { sample: { dimension: '\${scoreName}', query: avg(busy), values: { min: 0, max: 100 } } }
strategies:
  tied: { goal: performance, engines: { static/performance: 10 }, item: { app: app01, device: all }, clusters: 1 }
  held: { goal: performance, engines: { sample: 1 }, clusters: 1, stickiness: 5 }
  half:
    goal: performance
    engines:
      static/performance: 1
      sample: 1
    item: { app: app01, device: all }
    clusters: 1
`);
  expect(report.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  const places = report.findings
    .filter(({ code }) => code.startsWith('placement-'))
    .map(({ code, position }) => `${position?.line}:${position?.column} ${code}`);
  expect(places.sort()).toEqual([
    '17:39 placement-always-ties',
    '18:79 placement-never-moves',
    '22:27 placement-score-never-differs',
  ]);
});
