import { dirname, relative } from 'node:path';
import { compare, type Finding } from '../../model/finding';
import type { Manifest } from '../../model/manifest';
import type { Ref } from '../../model/ref';
import { count } from '../../model/words';
import { refOf } from '../../graph/located';
import { catalogue } from '../../rules/catalogue';
import { demands, type Profile } from '../../rules/engine/profile';
import { profileOf } from '../../rules/engine/rule';
import { agentLabels, agentNamespace } from '../../scoring/framework';
import { fileNotManifest } from '../../manifests/file-not-manifest';
import { nothingToCheck } from './nothing-to-check';
import type { Skipped } from './folder-files';
import { definedKinds } from './folder-kinds';
import { foreignFleet } from './foreign-fleet';
import { ManifestFolder } from './manifest-folder';
import { ManifestRun } from './manifest-run';
import { Survey } from './survey';

/** What a check is asked for. */
export interface CheckRequest {
  readonly folder: string;
  /** Only these files of it, by their paths in there. @default - every YAML and JSON file, at any depth */
  readonly files?: readonly string[];
  /** The cluster that the objects are for. */
  readonly cluster: string;
  /** For objects that name none. */
  readonly namespace: string;
  /** Codes of rules that are not to be heard. */
  readonly off: readonly string[];
  /** Whose demands are made. @default - `gitops` where Argo CD shows in the folder, else `kubernetes` */
  readonly profile?: Profile;
  /** Objects that are on the cluster and not in the folder. @default - none */
  readonly external?: readonly Ref[];
}

/** The outcome of a check. */
export interface Checked {
  readonly findings: readonly Finding[];
  readonly manifests: number;
  readonly rules: number;
  readonly profile: Profile;
  readonly skipped: readonly Skipped[];
}

/** Every object of a folder against its schema, then the rules over all of them. */
export function checkFolder(request: CheckRequest): Checked {
  const { folder, files, namespace, off, profile: asked } = request;
  const content = new ManifestFolder(folder, files);
  const survey = new Survey(content, namespace);
  const profile = asked ?? (survey.usesArgo ? 'gitops' : 'kubernetes');
  const rules = catalogue.filter((rule) => !off.includes(rule.code) && demands(profile, profileOf(rule)));
  const findings = judged(request, content, survey, profile, rules);
  const all = [...empty(content, survey), ...inApplications(content, survey), ...findings];
  return {
    findings: all.filter(({ code }) => !off.includes(code)).map(withoutCluster),
    manifests: survey.manifests,
    rules: rules.length,
    profile,
    skipped: [...content.skipped].sort((a, b) => compare(a.file, b.file)),
  };
}

/** The second reading of a folder: schemas, then rules. */
function judged(
  { cluster, external = [] }: CheckRequest,
  content: ManifestFolder,
  survey: Survey,
  profile: Profile,
  rules: typeof catalogue,
): Finding[] {
  const namespaces = new Set<string>();
  const generated = Array.from(content.generated(), ({ folder, ...ref }): Ref => ({
    ...ref,
    cluster,
    namespace: survey.namespaceOf(folder),
  }));
  const input = {
    ...foreignFleet(cluster, namespaces),
    units: survey.folders.map((name) => ({ name, cluster, stage: 'workloads', delivery: 'argo' }) as const),
    present: [...generated, ...external],
    // A person applies the Service of these pods, as upstream does for the metrics of its agents.
    pods: [{ cluster, namespace: agentNamespace, labels: agentLabels }],
    agents: [],
    profile,
    hasStrangers: true as const,
  };
  const run = new ManifestRun(input, definedKinds(survey.definitions), rules, {}, ({ manifest }, rest) => {
    const ref = bareRef(manifest, cluster);
    if (ref) rest.present(ref);
  });
  for (const found of content.manifests()) {
    const manifest = survey.placed(found);
    const { namespace } = (manifest.metadata as Partial<Manifest['metadata']> | undefined) ?? {};
    if (typeof namespace === 'string') namespaces.add(namespace);
    run.add({ manifest, origin: { cluster, unit: found.folder }, positionOf: found.positionOf });
  }
  return run.findings();
}

/** A check that saw nothing is not a success. */
function empty({ root, count: found, skipped, findings }: ManifestFolder, { manifests }: Survey): Finding[] {
  if (manifests > 0 || findings.length > 0) return [];
  const place = { position: { file: root, line: 1, column: 1 }, path: '' };
  return [
    found === 0
      ? nothingToCheck.fault('empty', {}, place)
      : nothingToCheck.fault('skipped', { files: count(Math.max(skipped.length, found), 'file') }, place),
  ];
}

/** A file that is not a manifest is an error where an Application reads the folder. */
function inApplications({ findings, root }: ManifestFolder, survey: Survey): Finding[] {
  return findings.map((finding) => {
    const { code, position } = finding;
    const folder = position === undefined ? '.' : dirname(relative(root, position.file));
    return code === fileNotManifest.code && survey.isRead(folder) ? { ...finding, severity: 'error' } : finding;
  });
}

/** Of an object that the API server rejects, others may only know that it exists. */
function bareRef(manifest: Manifest, cluster: string): Ref | undefined {
  const { name } = (manifest.metadata as Partial<Manifest['metadata']> | undefined) ?? {};
  return typeof name === 'string' ? refOf(manifest, cluster) : undefined;
}

/** There is but one. */
function withoutCluster({ cluster: _, ...finding }: Finding): Finding {
  return finding;
}
