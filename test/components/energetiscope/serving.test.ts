import { symlinkSync, unlinkSync } from 'node:fs';
import type { Constructs } from '../../../lib/model/unit';
import type { Manifest } from '../../../lib/model/manifest';
import { problems } from '../../schema/manifests';
import { restrictedViolations } from '../../constructs/pod-security';
import { expanded, manifestsOf, unitOf, wavesOf } from '../environment';
import { eks, everything, kind, openshift } from './blocks';
import { containersOf, podOf, Workbench } from './workbench';

const unit = (blocks: string, name = 'energetiscope') =>
  unitOf(blocks, blocks.includes('eks01') ? 'eks01' : 'worker01', name);
const access = (blocks: string) => unit(blocks, 'energetiscope-access');

/** The object of that kind and name. */
function object(blocks: string, type: string, name: string): Manifest {
  return [access(blocks), unit(blocks)]
    .flatMap(manifestsOf)
    .find((manifest) => manifest.kind === type && manifest.metadata.name === name)!;
}

const deployment = (blocks: string, name: string): Manifest => object(blocks, 'Deployment', `energetiscope-${name}`);

let bench: Workbench;
beforeEach(() => (bench = new Workbench()));
afterEach(() => {
  bench.remove();
});

test('the accounts come first; nothing waits for the predictor, which waits for the first training', () => {
  expect(access(kind()).stage).toBe('workloads');
  expect(unit(kind()).stage).toBe('beside');
  expect(
    wavesOf(unit(kind(everything))).map((names) => names.filter((name) => !/Role|Account|^Service/.test(name))),
  ).toEqual([
    ['Deployment/energetiscope-collector', 'PersistentVolumeClaim/energetiscope-data'],
    [],
    ['CronJob/energetiscope-prescore', 'CronJob/energetiscope-training', 'Deployment/energetiscope-predict'],
  ]);
  // A claim is bound only for a pod: it stands in the unit of its first.
  expect(wavesOf(unit(kind())).at(-1)).toEqual([
    'Deployment/energetiscope-predict',
    'PersistentVolumeClaim/energetiscope-data',
  ]);
});

test('every pod satisfies the restricted level, as the user of the image', () => {
  const units = ['', '-training'].map((end) => unit(kind(everything), `energetiscope${end}`));
  const pods = units.flatMap(manifestsOf).filter(({ kind: type }) => ['Deployment', 'Job', 'CronJob'].includes(type));
  expect(pods).toHaveLength(2 + 2 + 1);
  expect(pods.flatMap((pod) => restrictedViolations(podOf(pod)))).toEqual([]);
  const users = pods.map((pod) => podOf(pod).securityContext as { runAsUser: number; fsGroup?: number });
  expect(new Set(users.map(({ runAsUser }) => runAsUser))).toEqual(new Set([10001]));
  expect(users.filter(({ fsGroup }) => fsGroup === 10001)).toHaveLength(pods.length - 1);
});

test.each([
  ['kind', 'worker01', kind, 'nodePort: 30321'],
  ['EKS', 'eks01', eks, 'loadBalancer: internal'],
  ['OpenShift', 'ocp01', openshift, 'route: edge'],
])('the API server of %s takes all of it', (_platform, cluster, block, expose) => {
  const blocks = block(everything).replace('nodePort: 30321', expose);
  const manifests = ['energetiscope', 'energetiscope-access', 'energetiscope-training', 'smoke'].flatMap((name) =>
    manifestsOf(unitOf(blocks, cluster, name)),
  );
  expect(manifests.length).toBeGreaterThan(15);
  expect(manifests.flatMap(problems)).toEqual([]);
});

test('OpenShift gives uid and fsGroup itself', () => {
  const blocks = openshift(everything).replace('nodePort: 30321', 'route: edge');
  const manifests = manifestsOf(unitOf(blocks, 'ocp01', 'energetiscope'));
  const pods = manifests.filter(({ kind: type }) => ['Deployment', 'CronJob'].includes(type));
  expect(pods.map((pod) => podOf(pod).securityContext)).toEqual(pods.map(() => ({ runAsNonRoot: true })));
  expect(manifests.map(({ kind: type }) => type)).toContain('Route');
});

describe('the volume', () => {
  const claim = (blocks: string) => object(blocks, 'PersistentVolumeClaim', 'energetiscope-data').spec;

  test('is of the class of the platform, or of the one that is named', () => {
    const spec = (storageClassName: string, size: string, mode = 'ReadWriteOnce') => ({
      accessModes: [mode],
      resources: { requests: { storage: size } },
      storageClassName,
    });
    expect(claim(kind())).toEqual(spec('standard', '5Gi'));
    expect(claim(eks('  storage: { size: 10Gi }\n'))).toEqual(spec('gp3', '10Gi'));
    expect(claim(eks('  storage: { size: 10Gi, access: ReadWriteMany, class: efs }\n'))).toEqual(
      spec('efs', '10Gi', 'ReadWriteMany'),
    );
  });

  test('needs its class to exist where the platform does not bring it', () => {
    const needs = (blocks: string) => unit(blocks).needs.map(({ ref }) => `${ref.kind} ${ref.name}`);
    expect(needs(kind())).toEqual([]);
    expect(needs(eks())).toEqual(['StorageClass gp3']);
    const ocp = unitOf(openshift(), 'ocp01', 'energetiscope').needs;
    expect(ocp.map(({ ref }) => `${ref.kind} ${ref.name}`)).toEqual([
      'StorageClass gp3-csi',
      'Prometheus at http://prometheus.example.com:9090',
    ]);
    expect(needs(kind('  storage: { size: 1Gi, class: local-path }\n'))).toEqual(['StorageClass local-path']);
    const declared = 'external: [{ on: eks01, kind: StorageClass, name: gp3, why: ours }]\n';
    expect(needs(eks(declared))).toEqual([]);
  });

  test('keeps all its pods on one node when only one can mount it', () => {
    const mounting = (blocks: string) =>
      ['', '-training']
        .map((end) => unit(blocks, `energetiscope${end}`))
        .flatMap(manifestsOf)
        .filter(({ kind: type }) => ['Deployment', 'Job', 'CronJob'].includes(type))
        .filter((pod) =>
          containersOf(pod).some(({ volumeMounts = [] }) => volumeMounts.some(({ name }) => name.startsWith('claim-'))),
        );
    const label = { 'scorewright.dev/volume': 'energetiscope-data' };
    const term = { labelSelector: { matchLabels: label }, topologyKey: 'kubernetes.io/hostname' };
    const affinity = { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } };
    const once = mounting(kind(everything));
    expect(once).toHaveLength(2 + 1 + 1);
    expect(once.map((pod) => podOf(pod).affinity)).toEqual(once.map(() => affinity));
    // A pod that does not carry the label itself may never choose the node.
    for (const pod of once) expect(JSON.stringify(pod)).toContain(`"labels":{"app.kubernetes.io/component"`);
    for (const pod of once)
      expect(JSON.stringify(pod).match(/"scorewright.dev\/volume":"energetiscope-data"/g)).toHaveLength(2);
    const shared = mounting(kind(everything.replace('size: 10Gi', 'size: 10Gi, access: ReadWriteMany, class: efs')));
    expect(shared.map((pod) => podOf(pod).affinity)).toEqual(shared.map(() => undefined));
  });

  test('is on the nodes that the parts ask for', () => {
    const blocks = kind('  predictor: { nodeSelector: { pool: a } }\n  training: { nodeSelector: { pool: a } }\n');
    expect(podOf(deployment(blocks, 'predict')).nodeSelector).toEqual({ pool: 'a' });
    expect(podOf(manifestsOf(unitOf(blocks, 'worker01', 'energetiscope-training'))[0]!).nodeSelector).toEqual({
      pool: 'a',
    });
  });
});

describe('the predictor', () => {
  const serve = (more = '') => containersOf(deployment(kind(more), 'predict'))[1]!;
  const wait = (more = '') => containersOf(deployment(kind(more), 'predict'))[0]!;

  /** Puts a release on the volume, and the link to it. */
  const release = (name: string): void => {
    bench.write(`data/releases/${name}/encoder.joblib`, 'encoder');
    bench.write(`data/releases/${name}/knn_energy.joblib`, 'model');
    try {
      unlinkSync(bench.path('data', 'current'));
    } catch {
      // There was none yet.
    }
    symlinkSync(`releases/${name}`, bench.path('data', 'current'));
  };

  test('has no right in the cluster, and only reads the volume', () => {
    const manifest = deployment(kind(), 'predict');
    expect(podOf(manifest)).toMatchObject({ serviceAccountName: 'energetiscope', automountServiceAccountToken: false });
    const mounts = containersOf(manifest).map(({ volumeMounts = [] }) =>
      volumeMounts
        .filter(({ name }) => name.startsWith('claim-'))
        .map(({ mountPath, readOnly }) => [mountPath, readOnly]),
    );
    expect(mounts).toEqual([[['/app/artifacts', true]], [['/app/artifacts', true]]]);
  });

  test('waits for a model, in whole, and says so', () => {
    const appear =
      'if [[ ! -e $BENCH/data/current ]]; then ln -s releases/a "$BENCH/data/current"; else echo m >"$BENCH/data/releases/a/knn_energy.joblib"; fi';
    bench.write('data/releases/a/encoder.joblib', 'encoder');
    const { status, output } = bench.run(wait(), { ON_SLEEP: appear });
    expect(status).toBe(0);
    expect(output).toContain('no training has finished yet');
    expect(bench.read('clock')).toBe(String(1_786_417_200 + 2 * 5));
    expect(bench.run(wait())).toMatchObject({ status: 0, output: '' });
  });

  test('serves encoder and model of one release, by what the parser of uvicorn accepts', () => {
    release('20260811T030000Z');
    const { status, calls } = bench.run(serve());
    expect(status).toBe(0);
    expect(calls).toEqual([['uvicorn', 'predict_service:app', '--host', '0.0.0.0', '--port', '8000']]);
    const folder = bench.path('data', 'releases', '20260811T030000Z');
    expect(bench.read('served')).toBe(`${folder}/encoder.joblib ${folder}/knn_energy.joblib`);
  });

  test('is restarted once when the link moves, forward or back', () => {
    for (const [from, to] of [
      ['20260101T000000Z', '20260102T000000Z'],
      ['20260102T000000Z', '20260101T000000Z'],
    ] as const) {
      release(from);
      bench.run(serve());
      expect(bench.probe(serve()).status).toBe(0);
      release(to);
      const { status, output } = bench.probe(serve());
      expect(status).toBe(1);
      expect(output).toContain(`releases/${to} is to be served in place of ${bench.path('data/releases', from)}`);
      bench.run(serve());
      expect(bench.probe(serve()).status).toBe(0);
    }
  });

  test('is restarted when it does not answer', () => {
    release('20260101T000000Z');
    bench.run(serve());
    expect(bench.probe(serve(), { ANSWER: 'exit 28' }).status).not.toBe(0);
    expect(bench.probe(serve()).calls[0]).toContain('http://localhost:8000/openapi.json');
  });

  test('keeps to the release that is pinned, wherever the link leads', () => {
    const pinned = '  predictor: { release: 20260101T000000Z }\n';
    release('20260101T000000Z');
    release('20260102T000000Z');
    expect(bench.run(wait(pinned)).output).toBe('');
    bench.run(serve(pinned));
    expect(bench.read('served')).toContain('releases/20260101T000000Z/encoder.joblib');
    release('20260103T000000Z');
    expect(bench.probe(serve(pinned)).status).toBe(0);
  });

  test('counts as started, ready and alive by what it answers', () => {
    const http = { httpGet: { path: '/openapi.json', port: 8000, scheme: 'HTTP' } };
    expect(serve()).toMatchObject({
      startupProbe: { ...http, failureThreshold: 60 },
      readinessProbe: http,
      livenessProbe: { failureThreshold: 1 },
    });
  });

  const ports = (blocks: string, name: string) =>
    (object(blocks, 'Service', name).spec as { ports: Record<string, unknown>[] }).ports.map(
      ({ port, targetPort, nodePort }) => [port, targetPort, nodePort],
    );

  test("has the port of upstream's guide and that of its Service, and a NodePort beside them", () => {
    const blocks = kind('  predictor: { expose: { nodePort: 30321 } }\n');
    expect(ports(blocks, 'energetiscope-predict')).toEqual([
      [80, 8000, undefined],
      [8000, 8000, undefined],
    ]);
    expect(ports(blocks, 'energetiscope-predict-nodeport')).toEqual([[80, 8000, 30321]]);
  });

  test('is opened by an Ingress', () => {
    const blocks = eks('  predictor: { expose: { ingress: alb, host: energy.example.com } }\n');
    expect(object(blocks, 'Ingress', 'energetiscope-predict').spec).toMatchObject({
      ingressClassName: 'alb',
      rules: [{ host: 'energy.example.com', http: { paths: [{ backend: { service: { port: { number: 80 } } } }] } }],
    });
  });
});

describe('the collector', () => {
  test('has a process for each kind, each posting to the predictor', () => {
    const containers = containersOf(deployment(kind('  collector: { kinds: [Pod, CronJob] }\n'), 'collector'));
    const url = 'http://energetiscope-predict.energy.svc:8000/predict';
    expect(containers.map(({ name, args }) => [name, ...args])).toEqual([
      ['pod', 'python3', '/app/k8s_collect.py', 'watch', '--kinds', 'Pod', '--emit-initial', '--post', url],
      ['cronjob', 'python3', '/app/k8s_collect.py', 'watch', '--kinds', 'CronJob', '--emit-initial', '--post', url],
    ]);
  });

  test('writes a file for each kind where it is told to store', () => {
    const containers = containersOf(deployment(kind('  collector: { kinds: [Pod, Job], store: true }\n'), 'collector'));
    expect(containers.map(({ args }) => args.slice(-2))).toEqual([
      ['--output', '/app/data/collected/pod.ndjson'],
      ['--output', '/app/data/collected/job.ndjson'],
    ]);
  });

  test('is not there unless it is asked for', () => {
    expect(deployment(kind(), 'collector')).toBeUndefined();
  });
});

describe('the rights', () => {
  const rules = (blocks: string) => object(blocks, 'ClusterRole', 'energetiscope-read').rules;
  const rule = (group: string, ...resources: string[]) => ({
    apiGroups: [group],
    resources,
    verbs: ['get', 'list', 'watch'],
  });

  test('are to read what collector and steps read, and nothing else', () => {
    expect(rules(kind())).toEqual([rule('', 'pods'), rule('apps', 'deployments'), rule('batch', 'cronjobs', 'jobs')]);
    const training = '  training: { collect: { kinds: [Job] }, label: { owners: prom } }\n';
    expect(rules(kind(training))).toEqual([rule('batch', 'jobs')]);
    expect(rules(kind(`${training}  collector: { kinds: [Deployment] }\n`))).toEqual([
      rule('apps', 'deployments'),
      rule('batch', 'jobs'),
    ]);
  });

  test('of the pre-scoring are get and patch on exactly its Deployments, in each namespace', () => {
    const roles = manifestsOf(unit(kind(everything))).filter(({ kind: type }) => type === 'Role');
    expect(roles.map(({ metadata, rules: granted }) => [metadata.namespace, granted])).toEqual(
      [
        ['energy', ['energetiscope-predict']],
        ['shop', ['basket', 'cart']],
      ].map(([namespace, resourceNames]) => [
        namespace,
        [{ apiGroups: ['apps'], resources: ['deployments'], resourceNames, verbs: ['get', 'patch'] }],
      ]),
    );
    const binding = manifestsOf(unit(kind(everything))).find(({ kind: type }) => type === 'RoleBinding')!;
    expect(binding.subjects).toEqual([{ kind: 'ServiceAccount', name: 'energetiscope-prescore', namespace: 'energy' }]);
  });
});

describe('the pre-scoring', () => {
  const prescore = () => containersOf(object(kind(everything), 'CronJob', 'energetiscope-prescore'))[0]!;
  const url = (name: string) => `https://10.96.0.1:443/apis/apps/v1/namespaces/shop/deployments/${name}`;
  const server = { KUBERNETES_SERVICE_HOST: '10.96.0.1', KUBERNETES_SERVICE_PORT: '443' };
  /** The API server knows every Deployment but `missing`; the predictor answers as FastAPI writes it. */
  const answers = (missing = 'none'): string => `case "\${words[*]}" in
    *deployments/${missing}*) exit 22 ;;
    *PATCH*) ;;
    *predict/from-yaml*) echo '{"pred_energy_step_j":123.4,"workload_kind":"Deployment","workload_name":"x","namespace":"shop","spec_hash":"6c7c0a"}' ;;
    *) echo '{"kind":"Deployment"}' ;;
  esac`;

  test('asks for each Deployment, predicts, and applies the two annotations under a name of its own', () => {
    bench.write('account/token', 'secret-token\n');
    const { status, calls, output } = bench.run(prescore(), { ...server, ANSWER: answers() });
    expect(output).toContain('shop/cart: 123.4 J per step (spec 6c7c0a)');
    expect(status).toBe(0);
    expect(calls).toHaveLength(3 * 3);
    const [get, predict, patch] = calls.slice(3, 6);
    expect(get).toEqual(expect.arrayContaining(['header Authorization: Bearer secret-token', url('cart')]));
    expect(predict).toEqual(
      expect.arrayContaining([
        'header Content-Type: text/plain',
        'body {"kind":"Deployment"}',
        'http://energetiscope-predict.energy.svc:8000/predict/from-yaml',
      ]),
    );
    expect(predict!.join(' ')).not.toContain('Bearer');
    expect(patch).toEqual(
      expect.arrayContaining([
        'PATCH',
        'header Authorization: Bearer secret-token',
        'header Content-Type: application/apply-patch+yaml',
        `${url('cart')}?fieldManager=energetiscope-prescore&force=true`,
      ]),
    );
    const body = patch!.find((word) => word.startsWith('body '))!.slice('body '.length);
    expect(JSON.parse(body)).toEqual({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'cart', namespace: 'shop', annotations: { pred_energy_step_j: '123.4', spec_hash: '6c7c0a' } },
    });
  });

  test('goes on with the others when one has no prediction, and fails in the end', () => {
    bench.write('account/token', 'secret-token\n');
    const { status, output } = bench.run(prescore(), { ...server, ANSWER: answers('cart') });
    expect(status).toBe(1);
    expect(output).toContain('shop/cart: no prediction');
    expect(output).toContain('shop/basket: 123.4 J per step');
  });

  test('writes nothing that is no number', () => {
    bench.write('account/token', 'secret-token\n');
    const { status, calls } = bench.run(prescore(), {
      ...server,
      ANSWER: `echo '{"pred_energy_step_j":null,"spec_hash":"6c"}'`,
    });
    expect(status).toBe(1);
    expect(calls.flat()).not.toContain('PATCH');
  });

  test('makes Argo CD overlook the annotations of a Deployment of its own unit', () => {
    expect((unit(kind(everything)).content as Constructs).ignoreDifferences).toEqual([
      {
        group: 'apps',
        kind: 'Deployment',
        name: 'energetiscope-predict',
        jsonPointers: ['/metadata/annotations/pred_energy_step_j', '/metadata/annotations/spec_hash'],
      },
    ]);
    expect((unit(kind()).content as Constructs).ignoreDifferences).toEqual([]);
  });
});

describe('the smoke test', () => {
  const checks = () => {
    const config = manifestsOf(unitOf(kind(), 'worker01', 'smoke')).find(({ kind: type }) => type === 'ConfigMap')!;
    const text = (config.data as Record<string, string>)['checks.json']!;
    return (JSON.parse(text) as { checks: Record<string, unknown>[] }).checks;
  };

  test('asks in each of the three ways and looks at the answer', () => {
    const service = 'http://energetiscope-predict.energy.svc:8000';
    expect(checks().map(({ method, url }) => `${String(method)} ${String(url)}`)).toEqual([
      `POST ${service}/predict`,
      `POST ${service}/infer/from-yaml`,
      `POST ${service}/predict/from-yaml`,
    ]);
    const [predict, infer, fromYaml] = checks();
    expect(Object.keys(predict!.json as object).sort()).toEqual([
      'containers',
      'namespace',
      'workload_kind',
      'workload_name',
    ]);
    for (const check of [predict, fromYaml])
      expect(check!.fields).toEqual(
        expect.arrayContaining([
          { path: ['pred_energy_step_j'], type: 'number' },
          { path: ['spec_hash'], type: 'string' },
          { path: ['workload_kind'], equals: 'Deployment' },
        ]),
      );
    expect(infer!.fields).toEqual(expect.arrayContaining([{ path: [0, 'workload_kind'], equals: 'Deployment' }]));
    expect(infer!.headers).toEqual({ 'content-type': 'text/plain' });
  });

  test('only tells that nothing answers, as before the first training, and fails for a wrong answer', () => {
    expect(checks().map(({ mayNotAnswer }) => mayNotAnswer)).toEqual([true, true, true]);
  });

  test('runs again when what serves or what trains changes', () => {
    expect(unitOf(kind(), 'worker01', 'smoke').content).toMatchObject({
      tests: ['worker01/energetiscope-access', 'worker01/energetiscope', 'worker01/energetiscope-training'],
    });
  });
});

test('two clusters have all of it twice', () => {
  const blocks = kind()
    .replace('kube-prometheus-stack: { on: worker01,', 'kube-prometheus-stack: { on: [worker01, eks01],')
    .replace('kepler: { on: worker01 }', 'kepler: { on: [worker01, eks01] }')
    .replace('  on: worker01', '  on: [worker01, eks01]');
  const { findings, units } = expanded(blocks);
  expect(findings).toEqual([]);
  const own = units
    .filter(({ component }) => component === 'energetiscope')
    .map(({ cluster, name }) => `${cluster}/${name}`);
  expect(own.sort()).toEqual(
    ['eks01', 'worker01'].flatMap((cluster) =>
      ['energetiscope', 'energetiscope-access', 'energetiscope-training', 'smoke'].map((name) => `${cluster}/${name}`),
    ),
  );
});
