import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { clusterApplication } from '../../deliver/application';
import { bootstrapUnit, clusterUnit, repositoryPath, rootUnit, unitFolder } from '../../deliver/names';
import { carriedClusters, replicaSetsUnit } from '../../deliver/replica-sets-unit';
import type { EnvironmentFile } from '../../environment/environment-file';
import { fieldsOf, objectsOf } from '../../model/json';
import { compare, type Finding } from '../../model/finding';
import { platformOf } from '../../platforms/catalogue';
import { catalogue } from '../../rules/catalogue';
import { expand, type Expansion } from '../../synth/expand';
import type { Folders } from '../../synth/folders';
import { load } from '../../synth/load';
import { bootstrapFile } from '../../synth/output';
import { OwnRules } from '../../synth/own-rules';
import { foldersOf, ruleInput, ruleSettings } from '../../synth/rule-input';
import type { Checked } from './check-folder';
import { manifestFiles, reasons, type Skipped } from './folder-files';
import { definedKinds } from './folder-kinds';
import { ManifestFolder, type FoundManifest } from './manifest-folder';
import { ManifestRun, type Read } from './manifest-run';
import { nothingToCheck } from './nothing-to-check';

/**
 * Checks the rendered files of an environment on the disk by their schemas and the rules, with all that the environment knows:
 * its clusters, the objects that are there without being rendered, those of its charts, and the rules that it suppresses. It
 * renders nothing: `synth --check` shows whether the files are current.
 *
 * @param off codes that are not reported
 */
export function checkEnvironment(file: EnvironmentFile, where: Folders, off: readonly string[] = []): Checked {
  const { settings, source, known, findings } = load(file);
  const expansion = settings && expand(settings, source, known.scorers, known);
  const faults = [...findings, ...(expansion?.findings ?? [])].filter(({ severity }) => severity === 'error');
  // A rejected environment has no output to check.
  if (expansion === undefined || faults.length > 0) return { ...unread, findings: faults };
  const missing = unrendered(file.name, where);
  if (missing.length > 0) return { ...unread, findings: missing };
  return new EnvironmentCheck(expansion, file.name, where).checked(off);
}

const unread = { manifests: 0, rules: catalogue.length, profile: 'scorewright', skipped: [] } as const;

function unrendered(name: string, where: Folders): Finding[] {
  return [join(where.out, name), bootstrapFile(where, name)]
    .filter((path) => !existsSync(path))
    .map((path) =>
      nothingToCheck.fault(
        'unrendered',
        { environment: name },
        { position: { file: path, line: 1, column: 1 }, path: '' },
      ),
    );
}

class EnvironmentCheck {
  private readonly content: ManifestFolder;
  private readonly bootstrap: ManifestFolder;
  private readonly skipped: readonly Skipped[];
  private readonly carried: ReadonlyMap<string, readonly string[]>;

  constructor(
    private readonly expansion: Expansion,
    name: string,
    where: Folders,
  ) {
    const { fleet, units } = expansion;
    const root = join(where.out, name);
    const { files, skipped } = manifestFiles(root);
    const read = new Set(foldersOf(fleet, units));
    const isRead = (path: string) => {
      const [cluster = '', unit = '', ...deeper] = dirname(path).split('/');
      return deeper.length === 0 && read.has(repositoryPath(fleet, cluster, unit));
    };
    const others = files
      .filter((path) => !isRead(path) && !path.startsWith('files/'))
      .map((path) => ({ file: path, why: reasons.unsynced }));
    this.skipped = [...skipped, ...others].sort((a, b) => compare(a.file, b.file));
    this.content = new ManifestFolder(root, files.filter(isRead));
    this.bootstrap = new ManifestFolder(where.argocd, [basename(bootstrapFile(where, name))]);
    this.carried = carriedClusters(units);
  }

  checked(off: readonly string[]): Checked {
    const own = new OwnRules(this.expansion.rules);
    const rules = [...catalogue, ...own.rules];
    const kinds = definedKinds(
      [...this.all()].flatMap(({ manifest }) => (manifest.kind === 'CustomResourceDefinition' ? [manifest] : [])),
    );
    const run = new ManifestRun(ruleInput(this.expansion), kinds, rules, ruleSettings(this.expansion));
    for (const read of this.all()) run.add(read);
    for (const read of this.generated()) run.add(read);
    const found = [...this.content.findings, ...this.bootstrap.findings, ...run.findings(), ...own.failures];
    return {
      findings: found.filter(({ code }) => !off.includes(code)),
      manifests: run.manifests,
      rules: rules.filter(({ code }) => !off.includes(code)).length,
      profile: 'scorewright',
      skipped: this.skipped,
    };
  }

  private *all(): Iterable<Read> {
    for (const found of this.content.manifests()) yield this.ofUnit(found);
    const { name: cluster } = this.expansion.fleet.hub;
    for (const found of this.bootstrap.manifests()) yield { ...found, origin: { cluster, unit: bootstrapUnit } };
  }

  private ofUnit({ folder, manifest, positionOf }: FoundManifest): Read {
    const [cluster = '', unit = ''] = folder.split('/');
    const carriedTo = unit === replicaSetsUnit ? this.carried.get(placementOf(manifest)) : undefined;
    return { manifest, positionOf, origin: { cluster, unit, ...(carriedTo && { carriedTo }) } };
  }

  /** The Applications that the ApplicationSet of a large fleet makes: no file has them, and each folder has one. */
  private *generated(): Iterable<Read> {
    const { fleet } = this.expansion;
    const { name: hub } = fleet.hub;
    const set = [...this.bootstrap.manifests()].find(({ manifest }) => manifest.kind === 'ApplicationSet');
    if (set === undefined) return;
    const holders = [...fleet.clusters.map(({ name }) => name), replicaSetsUnit];
    for (const holder of holders) {
      if (!existsSync(join(this.content.root, unitFolder(hub, clusterUnit(holder))))) continue;
      const manifest = clusterApplication(fleet, holder, platformOf(fleet.hub).argocd.namespace);
      yield { manifest, origin: { cluster: hub, unit: rootUnit }, positionOf: () => set.positionOf([]) };
    }
  }
}

/** The Placement that chooses the clusters of a replica set has the name of its unit. */
function placementOf({ spec }: FoundManifest['manifest']): string {
  const [{ name } = { name: undefined }] = objectsOf(fieldsOf(spec).placementRefs);
  return String(name);
}
