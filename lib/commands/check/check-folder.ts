import { dirname, relative } from 'node:path';
import { findingAt, type Finding } from '../../model/finding';
import { label, type Manifest } from '../../model/manifest';
import { formatPath, type Origin, type Path, type Position } from '../../model/origin';
import type { Ref } from '../../model/ref';
import { count } from '../../model/words';
import { refOf } from '../../graph/located';
import { catalogue } from '../../rules/catalogue';
import { demands, type Profile } from '../../rules/engine/profile';
import { profileOf } from '../../rules/engine/rule';
import { RuleRun } from '../../rules/engine/run';
import { kindWithoutSchemaKind } from '../../schema/kind-without-schema';
import { schemaFaults } from '../../schema/schema-faults';
import { agentLabels, agentNamespace } from '../../scoring/framework';
import { fileNotManifest } from '../../manifests/file-not-manifest';
import { nothingToCheck } from './nothing-to-check';
import type { Skipped } from './folder-files';
import { definedKinds, type DefinedKinds } from './folder-kinds';
import { foreignFleet } from './foreign-fleet';
import { ManifestFolder } from './manifest-folder';
import { Survey } from './survey';
import { UnknownKinds } from './unknown-kinds';

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
  /** Objects that are on the cluster and not in the folder. @default - none is told of */
  readonly external?: readonly Ref[];
}

/** What came of it. */
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
  const run = new FolderRun(request, content, survey, profile, rules);
  const all = [...empty(content, survey), ...inApplications(content, survey), ...run.findings()];
  return {
    findings: all.filter(({ code }) => !off.includes(code)).map(withoutCluster),
    manifests: survey.manifests,
    rules: rules.length,
    profile,
    skipped: [...content.skipped].sort((a, b) => (a.file < b.file ? -1 : 1)),
  };
}

/** The second reading of a folder: schemas, then rules. */
class FolderRun {
  private readonly namespaces = new Set<string>();
  private readonly places: ((path: Path) => Position)[] = [];
  private readonly unknown = new UnknownKinds();
  private readonly schemaFindings: Finding[] = [];
  private readonly run: RuleRun;

  constructor(
    private readonly request: CheckRequest,
    private readonly content: ManifestFolder,
    private readonly survey: Survey,
    profile: Profile,
    rules: typeof catalogue,
  ) {
    const { cluster, external = [] } = request;
    const generated = Array.from(content.generated(), ({ folder, ...ref }): Ref => ({
      ...ref,
      cluster,
      namespace: survey.namespaceOf(folder),
    }));
    const positionOf = ({ construct = '' }: Origin, at: Path): Position | undefined =>
      this.places[Number(construct)]?.(at);
    const input = {
      ...foreignFleet(cluster, this.namespaces),
      units: survey.folders.map((name) => ({ name, cluster, stage: 'workloads', delivery: 'argo' }) as const),
      present: [...generated, ...external],
      // Whose Service is applied by hand, as upstream's for the metrics of its agents.
      pods: [{ cluster, namespace: agentNamespace, labels: agentLabels }],
      agents: [],
      positionOf,
      profile,
      hasStrangers: true as const,
    };
    this.run = new RuleRun(input, {}, rules);
  }

  findings(): Finding[] {
    const { cluster } = this.request;
    const kinds = definedKinds(this.survey.definitions);
    for (const found of this.content.manifests()) {
      const { folder, positionOf } = found;
      const manifest = this.survey.placed(found);
      const { namespace } = (manifest.metadata as Partial<Manifest['metadata']> | undefined) ?? {};
      if (typeof namespace === 'string') this.namespaces.add(namespace);
      const isSound = this.isSound(manifest, positionOf, kinds);
      if (!isSound) {
        const ref = bareRef(manifest, cluster);
        if (ref) this.run.present(ref);
        continue;
      }
      const construct = String(this.places.push(positionOf) - 1);
      this.run.collect({ manifest, origin: { cluster, unit: folder, construct, settings: [] } });
    }
    return [...this.schemaFindings, ...this.unknown.findings(), ...this.run.judge()];
  }

  /** Rules read fields by their type, so they see only what has the shape of its schema. */
  private isSound(manifest: Manifest, positionOf: (path: Path) => Position, kinds: DefinedKinds): boolean {
    const faults = schemaFaults(manifest, kinds);
    for (const fault of faults) {
      const path = fault.object === manifest ? fault.path : fault.at;
      const position = () => positionOf(path);
      if (fault.code === kindWithoutSchemaKind.code) {
        this.unknown.add(fault, position);
        continue;
      }
      const field = formatPath(fault.path);
      const about = `${named(fault.object)}${field === '' ? '' : ` ${field}`}`;
      this.schemaFindings.push(findingAt(fault, { position: position(), path: about }));
    }
    return faults.every(({ code }) => code === kindWithoutSchemaKind.code) && kinds.isOfType(manifest);
  }
}

/** A check that saw nothing is no success. */
function empty({ root, count: found, skipped, findings }: ManifestFolder, { manifests }: Survey): Finding[] {
  if (manifests > 0 || findings.length > 0) return [];
  const place = { position: { file: root, line: 1, column: 1 }, path: '' };
  return [
    found === 0
      ? nothingToCheck.fault('empty', {}, place)
      : nothingToCheck.fault('skipped', { files: count(Math.max(skipped.length, found), 'file') }, place),
  ];
}

/** What is no manifest is an error where an Application reads the folder. */
function inApplications({ findings, root }: ManifestFolder, survey: Survey): Finding[] {
  return findings.map((finding) => {
    const { code, position } = finding;
    const folder = position === undefined ? '.' : dirname(relative(root, position.file));
    return code === fileNotManifest.code && survey.isRead(folder) ? { ...finding, severity: 'error' } : finding;
  });
}

/** An object that the API server refuses is only known to be there. */
function bareRef(manifest: Manifest, cluster: string): Ref | undefined {
  const { name } = (manifest.metadata as Partial<Manifest['metadata']> | undefined) ?? {};
  return typeof name === 'string' ? refOf(manifest, cluster) : undefined;
}

function named(object: Manifest): string {
  const { name } = (object.metadata as Partial<Manifest['metadata']> | undefined) ?? {};
  return typeof name === 'string' ? label(object) : object.kind;
}

/** There is but one. */
function withoutCluster({ cluster: _, ...finding }: Finding): Finding {
  return finding;
}
