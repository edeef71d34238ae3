import { dirname, relative } from 'node:path';
import { compare, findingAt, type Finding } from '../../model/finding';
import { label, type Manifest } from '../../model/manifest';
import { formatPath, type Origin, type Path, type Position } from '../../model/origin';
import type { Ref } from '../../model/ref';
import { find, parsePattern } from '../../graph/field-pattern';
import { kindKey, refOf } from '../../graph/located';
import { catalogue } from '../../rules/catalogue';
import { demands, type Profile } from '../../rules/engine/profile';
import { profileOf } from '../../rules/engine/rule';
import { RuleRun } from '../../rules/engine/run';
import { kindWithoutSchemaKind } from '../../schema/kind-without-schema';
import { schemaFaults } from '../../schema/schema-faults';
import { agentLabels, agentNamespace } from '../../scoring/framework';
import { fileNotManifest } from '../../manifests/file-not-manifest';
import { foreignFleet } from './foreign-fleet';
import { readManifestFolder, type FoundManifest } from './manifest-folder';

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
}

/** What came of it. */
export interface Checked {
  readonly findings: readonly Finding[];
  readonly manifests: number;
  readonly rules: number;
  readonly profile: Profile;
  readonly skipped: readonly string[];
}

/** Every object of a folder against its schema, then the rules over all of them. */
export function checkFolder({ folder, files, cluster, namespace, off, profile: asked }: CheckRequest): Checked {
  const { manifests, findings, skipped, generated } = readManifestFolder(folder, namespace, files);
  const checked = manifests.map((found) => ({ found, problems: schemaFaults(found.manifest) }));
  const schemaFindings = checked.flatMap(({ found, problems }) =>
    problems.map((fault) => {
      const field = formatPath(fault.path);
      const severity = fault.code === kindWithoutSchemaKind.code ? 'warning' : 'error';
      const position = found.positionOf(fault.object === found.manifest ? fault.path : []);
      const path = `${named(fault.object)}${field === '' ? '' : ` ${field}`}`;
      return findingAt({ ...fault, severity }, { position, path });
    }),
  );
  const sound = checked.filter(({ problems }) => problems.every(({ code }) => code === kindWithoutSchemaKind.code));
  const refused = checked.filter((entry) => !sound.includes(entry)).flatMap(({ found }) => bareRef(found, cluster));
  const profile = asked ?? (usesArgo(manifests) ? 'gitops' : 'kubernetes');
  const rules = catalogue.filter((rule) => !off.includes(rule.code) && demands(profile, profileOf(rule)));
  const run = ruleRun({ manifests: sound.map(({ found }) => found), rules, cluster, profile }, [
    ...refused,
    ...generated.map((ref): Ref => ({ ...ref, cluster })),
  ]);
  const all = [...inApplications(findings, folder, manifests), ...schemaFindings, ...run.judge()];
  return {
    findings: all.filter(({ code }) => !off.includes(code)).map(withoutCluster),
    manifests: manifests.length,
    rules: rules.length,
    profile,
    skipped,
  };
}

interface RunParts {
  readonly manifests: readonly FoundManifest[];
  readonly rules: typeof catalogue;
  readonly cluster: string;
  readonly profile: Profile;
}

function ruleRun({ manifests, rules, cluster, profile }: RunParts, present: readonly Ref[]): RuleRun {
  const namespaces = new Set(manifests.flatMap(({ manifest: { metadata } }) => metadata.namespace ?? []));
  const byConstruct = new Map(manifests.map((found, index) => [String(index), found]));
  const positionOf = ({ construct = '' }: Origin, at: Path): Position | undefined =>
    byConstruct.get(construct)?.positionOf(at);
  const folders = [...new Set(manifests.map(({ folder }) => folder))].sort(compare);
  const units = folders.map((name) => ({ name, cluster, stage: 'workloads' as const, delivery: 'argo' as const }));
  // Whose Service is applied by hand, as upstream's for the metrics of its agents.
  const pods = [{ cluster, namespace: agentNamespace, labels: agentLabels }];
  const input = {
    ...foreignFleet(cluster, namespaces),
    units,
    present,
    pods,
    agents: [],
    positionOf,
    profile,
    hasStrangers: true as const,
  };
  const run = new RuleRun(input, {}, rules);
  manifests.forEach(({ manifest, folder }, index) => {
    run.collect({
      manifest,
      origin: { cluster, unit: folder, construct: String(index), settings: [] },
    });
  });
  return run;
}

/** What is no manifest is an error where an Application reads the folder: its path in the repository ends like ours. */
function inApplications(findings: readonly Finding[], root: string, manifests: readonly FoundManifest[]): Finding[] {
  const paths = manifests.flatMap(({ manifest }) => sources(manifest));
  return findings.map((finding) => {
    const { code, position } = finding;
    const folder = position === undefined ? '' : dirname(relative(root, position.file));
    const isRead = paths.some((path) => path === folder || path.endsWith(`/${folder}`));
    return code === fileNotManifest.code && isRead ? { ...finding, severity: 'error' } : finding;
  });
}

const sourcePaths = ['spec.source.path', 'spec.sources[*].path'].map(parsePattern);

function sources(manifest: Manifest): string[] {
  if (kindKey(manifest) !== 'argoproj.io/Application') return [];
  const found = sourcePaths.flatMap((pattern) => find(pattern, manifest, []));
  return found.flatMap(({ value }) => (typeof value === 'string' ? [value.replace(/^\.\/|\/$/g, '')] : []));
}

/** Rules read fields by their type, so an object that the API server refuses is only known to be there. */
function bareRef({ manifest }: FoundManifest, cluster: string): Ref[] {
  const { name } = (manifest.metadata as Partial<Manifest['metadata']> | undefined) ?? {};
  return typeof name === 'string' ? [refOf(manifest, cluster)] : [];
}

function usesArgo(manifests: readonly FoundManifest[]): boolean {
  return manifests.some(({ manifest: { apiVersion, metadata } }) => {
    const annotations = (metadata as Partial<Manifest['metadata']> | undefined)?.annotations ?? {};
    return apiVersion.startsWith('argoproj.io/') || Object.keys(annotations).some((key) => key.startsWith('argocd.'));
  });
}

function named(object: Manifest): string {
  const { name } = (object.metadata as Partial<Manifest['metadata']> | undefined) ?? {};
  return typeof name === 'string' ? label(object) : object.kind;
}

/** There is but one. */
function withoutCluster({ cluster: _, ...finding }: Finding): Finding {
  return finding;
}
