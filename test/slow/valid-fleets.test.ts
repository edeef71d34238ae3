import * as fc from 'fast-check';
import { loadPlugins } from '../../lib/plugins/load-plugins';
import { Source } from '../../lib/environment/source';
import { formatFindings, type Finding } from '../../lib/model/finding';
import { schemaDocument } from '../../lib/synth/editor-schema';
import { temporaryFolder, writeFile } from '../commands/program';
import { deservedWarnings } from '../fleets/deserved-warnings';
import { validEnvironment, type EnvironmentData } from '../fleets/environment';
import { namedFiles } from '../fleets/files';
import { pointsIn, schemaPoints, type JsonSchema } from '../fleets/schema-points';
import { synthesizeData } from '../synth/in-memory';

const fleets = fc.sample(validEnvironment(), { seed: 200, numRuns: 200 });

/** What is in the schema and right in no environment, or stands for others of its kind, each with why. */
const left: readonly RegExp[] = [
  // A few rules stand for all; to suppress one without findings is a finding.
  /^rules\.(?!mutable-image-tag|account-unused|job-literal-date)/,
  /^rules\.[a-z-]+\.severity = /,
  // A plug-in's scorer that runs outside the fleet, whose block has the keys of any scorer.
  /^dynamic-scoring\.scorers\.headroom\.(on|expose|image)/,
  // An inventory is a second file: test/environment/inventory.test.ts holds it to what the block would say.
  /^clusters\.file/,
  // Only for clusters that get the same, which random ones do not: test/synth/replica-sets.test.ts.
  /^dynamic-scoring\.delivery = workReplicaSet$/,
  // Which construct makes an object is the program's own: test/synth/patched-job.test.ts.
  /^patches\[\]\.target\.(?!on|kind|name)/,
  // Beside every agent, or on a choice of clusters: test/components/dynamic-scoring/scorer-on-each-cluster.test.ts.
  /^dynamic-scoring\.scorers\.[a-z-]+\.(on\.labels|expose = cluster)$/,
  // What composes and differs has fleets of its own: test/environment/composition.test.ts, test/environment/differences.
  /^(base|include)$/,
  /\.for(\[\]|$)/,
  // What platforms bring, and where their metrics are: test/platforms, test/components/dynamic-scoring/cluster-prometheus.test.ts.
  /^platforms(\.|$)/,
  /^clusters\.\*\.(prometheus|platform = (gke|aks|k3s|generic))/,
  /^dynamic-scoring\.prometheus/,
  /\.expose(\.api|\.console)?\.ingress = true$/,
  // A user's own folders, charts and plug-ins: test/components/manifests, test/components/charts.
  /^manifests(\.|$)/,
  /^charts\.[a-z-]+\.(version|commit|repoURL|values|namespace|releaseName)/,
  /^charts\.\*/,
  // What every object gets: test/synth/images.
  /^(labels|annotations|images)(\.|$)/,
  // Argo CD as others run it: test/synth/argocd-elsewhere.test.ts.
  /^gitops\.argocd/,
  // One shape for the pods of a component: test/constructs/pod-settings.test.ts.
  /\.(resources|replicas|nodeSelector|tolerations|priorityClass)(\.|\[|$| = )/,
  // A patch on what delivers: test/synth/patched-delivery.test.ts.
  /^patches\[\]\.target\.on = argocd$/,
  // A choice with one word, and a block with nothing but the shape of pods: test/platforms, test/constructs/pod-settings.test.ts.
  /^(energetiscope\.prometheus = platform|ocifit\.webhook)$/,
  // By the name of a cluster that reads: test/components/secrets.
  /^secrets\.store\.aws\.roles$/,
  // A volume that several pods share.
  /\.storage\.access = (ReadWriteOncePod|ReadOnlyMany)$/,
];

/** The ways out of a cluster are the same for whatever is exposed. */
function shared(point: string): string {
  return point.replace(/^.*\.expose(\.(api|console))?\./, 'expose.');
}

/** What the scheduler would do with such scores follows from numbers drawn at random: the rules' own examples hold it. */
function notOfPlacement({ code }: Finding): boolean {
  return !code.startsWith('placement-');
}

function unsound(data: EnvironmentData): string[] {
  const findings = synthesizeData(data).report.findings.filter(notOfPlacement);
  const expected = deservedWarnings(data);
  const codes = findings.map(({ code }) => code).sort();
  return JSON.stringify(codes) === JSON.stringify(expected) ? [] : formatFindings(findings);
}

test('no fleet that is right has a finding that it does not deserve', () => {
  const wrong = fleets.flatMap((data, at) => unsound(data).map((line) => `fleet ${at}: ${line}`));
  expect(wrong).toEqual([]);
}, 600_000);

test('every key and every word of the schema occurs among the fleets', () => {
  const folder = temporaryFolder();
  for (const [file, content] of Object.entries(namedFiles)) writeFile(folder, file, content);
  const { scorers } = loadPlugins(new Source(`${folder}/kind.yaml`, 'plugins: [./scorers/headroom.ts]\n'));
  const schema = JSON.parse(schemaDocument(scorers)) as JsonSchema;
  const seen = new Set(fleets.flatMap((data) => [...pointsIn(data, schema)].map(shared)));
  const all = [...schemaPoints(schema)].filter((point) => !left.some((pattern) => pattern.test(point)));
  expect(all.length).toBeGreaterThan(400);
  expect(all.filter((point) => !seen.has(shared(point)))).toEqual([]);
});
