import type { Manifest } from '../../../lib/model/manifest';
import { schemaFaults } from '../../../lib/schema/schema-faults';
import { at } from '../../constructs/rendered';
import { restrictedViolations } from '../../constructs/pod-security';
import { builtUnit, expansionOf, findingsOf } from '../environments';
import { onEks, onKind, ownArtifact, sixExperiments } from './environment';

const six = [
  'fom',
  'gflops-per-second-spmv',
  'gflops-per-second-waxpby',
  'memory-bandwidth-across-kernels-total',
  'memory-bandwidth-across-kernels-write',
  'random',
];
const expansion = expansionOf(onEks(ownArtifact + sixExperiments));

function unitOf(name: string, from = expansion): Manifest[] {
  return builtUnit(from, `ocifit-experiment-${name}`).map(({ manifest }) => manifest);
}

function miniClusterOf(name: string, from = expansion): Manifest {
  const configMap = unitOf(name, from).find(({ kind }) => kind === 'ConfigMap');
  return JSON.parse(String(at(configMap, 'data', 'minicluster.json'))) as Manifest;
}

test('each known experiment is a unit that only a person syncs', () => {
  const units = expansion.units.filter(({ name }) => name.startsWith('ocifit-experiment-'));
  expect(units.map(({ name, sync }) => [name, sync])).toEqual(
    six.map((name) => [`ocifit-experiment-${name}`, 'manual']),
  );
  expect(units.map(({ settings }) => settings.at(-1))).toEqual(six);
  const commons = expansion.units.find(({ name }) => name === 'ocifit-experiments');
  expect(commons).toBeDefined();
  expect(commons).not.toHaveProperty('sync');
});

test('nobody gets rights where nothing runs, and the class of the volume must exist', () => {
  const text = onKind('  experiments: { storage: { size: 1Gi, class: fast }, runs: {} }\n');
  const none = expansionOf(text);
  const kinds = builtUnit(none, 'ocifit-experiments').map(({ manifest }) => manifest.kind);
  expect(kinds.sort()).toEqual(['Job', 'PersistentVolumeClaim']);
  const commons = (from: string) => expansionOf(from).units.find(({ name }) => name === 'ocifit-experiments');
  expect(commons(text)?.needs.map(({ ref }) => `${ref.cluster} ${ref.kind} ${ref.name}`)).toEqual([
    'worker02 StorageClass fast',
  ]);
  const named = (from: string) =>
    builtUnit(expansionOf(from), 'ocifit-experiments').map(({ manifest }) => at(manifest.spec, 'storageClassName'))[0];
  const eks = onEks(ownArtifact + sixExperiments);
  expect([
    named(eks),
    named(eks.replace(/^eks:\n(?: .*\n)+/m, '')),
    named(onKind('  experiments: { runs: {} }\n')),
  ]).toEqual(['gp3', 'gp3', undefined]);
  const declared = `${text}external: [{ on: worker02, kind: StorageClass, name: fast, why: ours }]\n`;
  expect(commons(declared)?.needs).toEqual([]);
});

test.each(six)('%s makes MiniClusters that the CRD accepts and the webhook sees', (name) => {
  const miniCluster = miniClusterOf(name);
  const named = { ...miniCluster, metadata: { ...miniCluster.metadata, name: `${name}-30` } };
  expect(schemaFaults(named)).toEqual([]);
  expect(miniCluster.metadata).toMatchObject({
    namespace: 'ocifit-experiments',
    labels: { 'oci.image.compatibilities.selection/enabled': 'true' },
    annotations: {
      'oci.image.compatibilities.selection/image-ref': 'ghcr.io/acme/ocifit:hpcg-1',
      'oci.image.compatibilities.selection/model': name.replaceAll('-', '_'),
    },
  });
  expect(miniCluster.spec).toMatchObject({
    size: 1,
    containers: [{ image: 'placeholder:latest', runFlux: true, launcher: true }],
  });
  expect(at(miniCluster.spec, 'pod')).toBeUndefined();
  // Without it the operator leaves /dev/shm at 64 MB.
  expect(at(miniCluster.spec, 'containers', 0, 'volumes', 'shared-memory')).toEqual({
    emptyDir: true,
    emptyDirMedium: 'memory',
  });
});

test('tasks are those of the known experiments', () => {
  const tasks = six.map((name) => [name, at(miniClusterOf(name).spec, 'containers', 0, 'environment', 'TASKS')]);
  expect(Object.fromEntries(tasks)).toEqual({
    fom: 'nproc',
    'gflops-per-second-spmv': 'cores',
    'gflops-per-second-waxpby': 'nproc',
    'memory-bandwidth-across-kernels-total': 'nproc',
    'memory-bandwidth-across-kernels-write': 'nproc',
    random: 'none',
  });
  expect(at(miniClusterOf('fom').spec, 'containers', 0, 'environment')).toMatchObject({
    ITERATIONS: '3',
    NODES: '1',
    EXCLUSIVE: 'true',
    SAVE_LOGS: 'true',
    SIZE: '32 32 32',
    SECONDS_EACH: '15',
  });
});

test('thirty runs, one after the other, then the comparison, all on the sticky nodes', () => {
  const [run, compare] = unitOf('random').filter(({ kind }) => kind === 'Job');
  expect(run!.spec).toMatchObject({
    completionMode: 'Indexed',
    completions: 30,
    parallelism: 1,
    backoffLimitPerIndex: 2,
  });
  expect(compare!.metadata.annotations).toMatchObject({ 'scorewright.dev/after': `Job/${run!.metadata.name}` });
  for (const job of [run, compare]) {
    const pod = at(job, 'spec', 'template', 'spec');
    expect(restrictedViolations(pod)).toEqual([]);
    expect(pod).toMatchObject({ restartPolicy: 'Never', nodeSelector: { 'scorewright.dev/node-group': 'sticky' } });
  }
  const env = at(run, 'spec', 'template', 'spec', 'containers', 0, 'env') as { name: string; value: string }[];
  expect(env).toEqual(
    expect.arrayContaining([
      { name: 'READY_SECONDS', value: '600' },
      { name: 'FOLDER', value: '/results/hpcg/random' },
    ]),
  );
  expect(at(compare, 'spec', 'template', 'spec', 'automountServiceAccountToken')).toBe(false);
});

test('the driver may make and delete MiniClusters and read their pods, and nothing else', () => {
  const role = builtUnit(expansion, 'ocifit-experiments').find(({ manifest }) => manifest.kind === 'Role');
  expect(role?.manifest.rules).toEqual([
    { apiGroups: ['flux-framework.org'], resources: ['miniclusters'], verbs: ['create', 'delete', 'get'] },
    { apiGroups: [''], resources: ['pods'], verbs: ['list'] },
    { apiGroups: [''], resources: ['pods/log'], verbs: ['get'] },
  ]);
});

test('the claim stands beside a Job that uses it, for without one it is never bound', () => {
  const commons = builtUnit(expansion, 'ocifit-experiments').map(({ manifest }) => manifest);
  const job = commons.find(({ kind }) => kind === 'Job');
  expect(at(job, 'spec', 'template', 'spec', 'volumes', 1)).toMatchObject({
    persistentVolumeClaim: { claimName: commons.find(({ kind }) => kind === 'PersistentVolumeClaim')?.metadata.name },
  });
});

test('another experiment takes its own model, tasks and problem', () => {
  const from = expansionOf(
    onEks(`${ownArtifact}  experiments:
    storage: { size: 20Gi, access: ReadWriteMany, class: efs }
    runs:
      big: { model: fom, iterations: 2, innerIterations: 1, tasks: 8, nodes: 2, exclusive: false, saveLogs: false, problem: { size: [104, 104, 104], seconds: 60 } }
`).replace('{ type: m7g.16xlarge }', '{ type: m7g.16xlarge, max: 2 }'),
  );
  const miniCluster = miniClusterOf('big', from);
  expect(miniCluster.spec).toMatchObject({ size: 2 });
  expect(at(miniCluster.spec, 'containers', 0, 'environment')).toEqual({
    ITERATIONS: '1',
    NODES: '2',
    TASKS: '8',
    EXCLUSIVE: 'false',
    SAVE_LOGS: 'false',
    SIZE: '104 104 104',
    SECONDS_EACH: '60',
  });
  const [run] = unitOf('big', from).filter(({ kind }) => kind === 'Job');
  expect(at(run, 'spec', 'completions')).toBe(2);
  // A volume that many nodes mount ties no pod to one of them.
  expect(at(run, 'spec', 'template', 'spec', 'affinity')).toBeUndefined();
});

test('on kind only random runs, by host name', () => {
  const text = onKind('  experiments: { runs: { random: {} } }\n');
  expect(findingsOf(text)).toEqual([]);
  expect(miniClusterOf('random', expansionOf(text)).metadata.annotations).toMatchObject({
    'oci.image.compatibilities.selection/image-ref': 'ghcr.io/compspec/ocifit-k8s-compatibility:ml-example-with-random',
  });
});

describe('refused', () => {
  const runs = (text: string) => `${ownArtifact}  experiments: { runs: ${text} }\n`;
  test.each([
    [
      onEks(runs('{ fom: { iterations: 0 } }')),
      'environments/test.yaml:21:45 value-range ocifit.experiments.runs.fom.iterations: got 0; the number of runs is at least 1',
    ],
    [
      onEks(runs('{ form: {} }')),
      'environments/test.yaml:21:32 experiment-model ocifit.experiments.runs.form: got "form" without a model; add model: TAG, or use one of random, fom, gflops-per-second-waxpby, gflops-per-second-spmv, memory-bandwidth-across-kernels-total, memory-bandwidth-across-kernels-write',
    ],
    [
      onEks(runs('{ mine: { model: fom_per_euro } }')),
      'environments/test.yaml:21:32 tag-unknown ocifit.experiments.runs.mine: got model "fom_per_euro"; tags of the artifact: fom, gflops_per_second_spmv, gflops_per_second_waxpby, memory_bandwidth_across_kernels_total, memory_bandwidth_across_kernels_write, random',
    ],
    [
      onEks('  experiments: { runs: { gflops-per-second-spmv: {} } }\n'),
      'tag-unknown ocifit.experiments.runs.gflops-per-second-spmv: got model "gflops_per_second_spmv"; tags of the artifact: fom, random',
    ],
    [
      onEks(
        '  artifact: { reference: ghcr.io/a/b:c, models: { fom: { direction: maximize, images: { amd64: ghcr.io/a/h:x } } } }\n  experiments: { runs: { fom: {} } }\n',
      ),
      'image-for-architecture ocifit.experiments.runs.fom: got model "fom" without an image for arm64, which some candidates are; add it to images',
    ],
    [
      onEks(runs('{ fom: {}, mine: { model: fom } }')),
      'experiment-model-twice ocifit.experiments.runs.mine: got model "fom", which fom runs too; both would write to one folder',
    ],
    [
      onKind('  experiments: { storage: { size: 1Gi, access: ReadOnlyMany }, runs: {} }\n'),
      'claim-access ocifit.experiments.storage.access: got "ReadOnlyMany"; several pods share the volume and one of them writes it; use ReadWriteOnce or ReadWriteMany',
    ],
    [
      onKind('  experiments: { storage: { size: 1Gi, access: ReadWriteMany }, runs: {} }\n'),
      'claim-class ocifit.experiments.storage.access: got "ReadWriteMany"; the usual class mounts a volume on one node only; name the class of a shared file system, or use ReadWriteOnce',
    ],
    [onEks(runs('{ fom: { problem: { size: [30, 32, 32] } } }')), 'got 30; an edge of the problem is a multiple of 8'],
    [
      onKind('  experiments: { runs: { fom: {} } }\n'),
      'model-without-instance-type ocifit.experiments.runs.fom: got model "fom", but nodes differ only by host name; only random works there',
    ],
    [
      onEks(runs('{ random: { nodes: 4 } }')).replace('{ type: m7g.16xlarge }', '{ type: m7g.16xlarge, max: 3 }'),
      'environments/test.yaml:21:43 experiment-nodes ocifit.experiments.runs.random.nodes: got 4, and no autoscaled group of nfd-cluster has more than 3; ask for fewer, or give a group a larger max (on nfd-cluster)',
    ],
    [
      onKind('  experiments: { runs: { random: { nodes: 3 } } }\n', 3),
      'experiment-nodes ocifit.experiments.runs.random.nodes: got 3, and worker02 has 2 besides its control plane; ask for fewer, or add nodes to the cluster',
    ],
    [
      onKind('  nodeIdentity: node.kubernetes.io/instance-type\n'),
      'node-identity-absent ocifit.nodeIdentity: got "node.kubernetes.io/instance-type"; nodes of kind clusters have no such label; write kubernetes.io/hostname',
    ],
    [
      onKind('', 1),
      'environments/test.yaml:10:7 worker-missing ocifit.on: got worker02 with one node, its control plane; add a worker and nodes: 2 at the cluster (on worker02)',
    ],
    [
      onKind().replace('  cert-manager: { on: worker02 }\n', ''),
      'chart-missing ocifit: got ocifit without cert-manager.io; add charts.cert-manager: { on: worker02 }',
    ],
    [
      onEks().replace('  node-feature-discovery: { on: nfd-cluster }\n', ''),
      'chart-missing ocifit: got ocifit without nfd.k8s-sigs.io; add charts.node-feature-discovery: { on: nfd-cluster }',
    ],
  ])('%#', (text, message) => {
    const found = findingsOf(text);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(message);
  });
});
