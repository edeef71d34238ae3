import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fleetTable } from '../../lib/commands/report/fleet-table';
import { environmentFiles } from '../../lib/environment/environment-file';
import { formatFindings } from '../../lib/model/finding';
import { formatRef } from '../../lib/model/ref';
import type { Publication } from '../../lib/publish/publication';
import { folders } from '../../lib/synth/folders';
import { Output } from '../../lib/synth/output';
import { synthesize } from '../../lib/synth/synth';
import { whereabouts } from '../../lib/synth/where';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'scorewright-sets-'))));
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Options {
  readonly workers: readonly string[];
  /** The clusters that have the token of the external scorer. */
  readonly tokenOn?: string;
  readonly scorer?: string;
}

/** A fleet whose clusters all get the same, by replica set. */
function environment({ workers, tokenOn = 'managed', scorer = '' }: Options): string {
  return `environment: fleet
gitops: { repoURL: https://github.com/acme/fleet.git, revision: refs/heads/main, path: dist }
clusters:
  hub01: { platform: kind, role: hub, address: 172.18.0.2 }
${workers.map((name, at) => `  ${name}: { platform: kind, address: 172.18.1.${at + 1} }`).join('\n')}
external:
  - { on: managed, kind: Service, name: monitoring/kube-prometheus-kube-prome-prometheus, why: another team runs it }
  - { on: ${tokenOn}, kind: Secret, name: dynamic-scoring/api-auth-secret, why: made by hand }
${scorer === '' ? '' : 'rules: { mutable-image-tag: { severity: off, reason: upstream publishes only moving tags } }\n'}dynamic-scoring:
  on: managed
  delivery: workReplicaSet
  scorers:
    static: { external: "http://10.0.0.9:8000", auth: api-auth-secret/token }
${scorer}`;
}

function run(options: Options) {
  writeFileSync(join(folder, 'fleet.yaml'), environment(options));
  const file = environmentFiles(folder)[0]!;
  const files = new Map<string, string>();
  const publication = { put: (path: string, text: string) => void files.set(path, text), before: () => undefined };
  const output = new Output(folders(folder, 'out'), '.', publication as unknown as Publication);
  const report = synthesize(file, output);
  const manifests = [...files.keys()].filter((path) => path.endsWith('.yaml') && !path.includes('/files/')).sort();
  const errors = formatFindings(report.findings.filter(({ severity }) => severity === 'error'));
  return { report, manifests, errors, file };
}

test('a fleet of equal clusters is the same few files, however many they are', () => {
  const few = run({ workers: ['w1', 'w2'] });
  const many = run({ workers: Array.from({ length: 40 }, (_, at) => `w${at + 1}`) });
  expect(few.errors).toEqual([]);
  expect(many.errors).toEqual([]);
  expect(many.manifests).toEqual(few.manifests);
  const sets = few.manifests.filter((path) => path.startsWith('out/fleet/hub01/replica-sets/'));
  expect(sets.map((path) => path.slice('out/fleet/hub01/replica-sets/'.length))).toEqual([
    'ManagedClusterSetBinding.fleet-replica-sets.global.yaml',
    'ManifestWorkReplicaSet.fleet-replica-sets.fleet-dynamic-scoring-agent-metrics.yaml',
    'ManifestWorkReplicaSet.fleet-replica-sets.fleet-namespaces-dynamic-scoring.yaml',
    'ManifestWorkReplicaSet.fleet-replica-sets.fleet-owned-namespaces-dynamic-scoring.yaml',
    'Placement.fleet-replica-sets.dynamic-scoring.yaml',
    'Placement.fleet-replica-sets.namespaces.yaml',
    'Placement.fleet-replica-sets.owned-namespaces.yaml',
  ]);
});

test('the summary says which way each unit goes', () => {
  const { report } = run({ workers: ['w1'] });
  expect(fleetTable(report.expansion!).map((line) => line.trim().split(/ {2,}/))).toContainEqual([
    'w1',
    'kind',
    'managed',
    'namespaces (replica set), dynamic-scoring (replica set), owned-namespaces (replica set)',
  ]);
});

test('no cluster of it must be known to Argo CD, and the hub must have the feature gate', () => {
  const { report } = run({ workers: ['w1', 'w2'] });
  const needs = report.needs.map(({ what }) => what);
  expect(needs).toContain('ClusterManager cluster-manager');
  expect(needs.filter((what) => what.startsWith('Argo CD cluster entry'))).toEqual([]);
});

test('what one of its clusters lacks is told of that cluster', () => {
  const { report } = run({ workers: ['w1', 'w2', 'w3'], tokenOn: '[w1, w3]' });
  const lines = formatFindings(report.findings.filter(({ severity }) => severity === 'error'));
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('w2');
});

test('differences between its clusters are rejected, and their consequences are not reported', () => {
  const scorer = '    sample: { on: w2, expose: { nodePort: 30007 } }\n';
  const { errors } = run({ workers: ['w1', 'w2', 'w3'], scorer });
  expect(errors.map((line) => line.split(' ').slice(1, 4).join(' '))).toEqual([
    'replica-set-differs Deployment dynamic-scoring/sample-scorer:',
    'replica-set-differs Service dynamic-scoring/sample-scorer-nodeport:',
  ]);
});

test('a fleet of one cluster may have scorers there; `where` finds them, and the hub tests them', () => {
  const scorer = '    sample: { on: w1, expose: { nodePort: 30007 } }\n';
  const { errors, report, file } = run({ workers: ['w1'], scorer });
  expect(errors).toEqual([]);
  expect(whereabouts(file).exposed).toContainEqual({
    cluster: 'w1',
    what: 'Service dynamic-scoring/sample-scorer-nodeport:8000',
    url: 'http://172.18.1.1:30007',
  });
  const smoke = report.expansion?.units.find(({ stage }) => stage === 'smoke');
  expect(smoke?.content).toMatchObject({ tests: expect.arrayContaining(['w1/dynamic-scoring']) as unknown });
  expect(report.expansion?.needs.map(({ ref }) => formatRef(ref))).toContain('ManagedCluster w1');
});
