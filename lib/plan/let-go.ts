import type { Manifest } from '../model/manifest';
import { toYaml } from '../publish/yaml';
import { bothSides } from './both-sides';
import { pathOf } from './bridge';
import type { EnvironmentPlan, PlannedChange } from './plan';
import { releasesOf, unitsOf } from './releases';
import { deliveredIn } from './renames';
import { annotations } from './running-object';
import { filesOf, type Files } from './staged-files';
import type { Successions } from './successions';
import type { Tree } from './tree';

/** The base, in which renamed Applications leave their objects alone, and the environments of those that install charts. */
export function letGo(
  names: readonly string[],
  base: Tree,
  head: Tree,
  between: (name: string, from: Tree, to: Tree) => EnvironmentPlan,
  successions: Successions,
): { readonly released: Files; readonly charts: ReadonlyMap<string, string> } {
  const released = filesOf(base);
  const charts = new Map<string, string>();
  for (const name of names) {
    const { renamed, heir } = successions.get(name) ?? {};
    const [before, after] = bothSides(
      name,
      [base, head],
      [{ ...(renamed && { renamed }) }, { ...(renamed && { renamed }) }],
    );
    const { changes } = heir === undefined ? between(name, base, head) : { changes: [] };
    const all = before.paths.filter((path) => /\/applications[^/]*\/Application\./.test(path));
    const goes =
      heir === undefined
        ? changes.filter(isRenamed).map(({ old }) => old)
        : all.flatMap((path) => before.objects(path));
    const delivers = heir === undefined && after.exists ? deliveredIn(after) : () => heir !== undefined;
    const come = new Set(
      changes.flatMap(({ old, new: now }) =>
        old === undefined && now !== undefined ? releasesOf(now.manifest, after) : [],
      ),
    );
    for (const object of goes) {
      if (object === undefined) continue;
      const path = pathOf(object, before);
      const own = unitsOf(object.manifest, before).flatMap((unit) => before.filesOf(unit));
      // Objects of works are safe: an agent keeps an object that another work of the cluster owns, too.
      const carries = own.some((file) => file.includes('/ManifestWork'));
      if (path === undefined || (carries && heir === undefined)) continue;
      const taken = own.filter((file) => before.objects(file).some(delivers));
      const installs = heir !== undefined || releasesOf(object.manifest, before).some((release) => come.has(release));
      // Objects without a successor are removed with their Application.
      if (taken.length === 0 && !installs) continue;
      const { finalizers: _, ...metadata } = object.manifest.metadata;
      released.set(path, toYaml({ ...object.manifest, metadata }));
      if (own.length === 0) charts.set(path, name);
      if (own.some((file) => file.includes(`/${before.hub}/applications`))) continue;
      for (const file of taken)
        released.set(
          file,
          before
            .objects(file)
            .filter(({ carrier }) => carrier === undefined)
            .map((one) => toYaml(delivers(one) ? kept(one.manifest) : one.manifest))
            .join('---\n'),
        );
    }
  }
  return { released, charts };
}

function isRenamed({ old, new: now, reasons }: PlannedChange): boolean {
  return (
    now === undefined && old?.manifest.kind === 'Application' && reasons.some((reason) => reason.class === 'danger')
  );
}

function kept(manifest: Manifest): Manifest {
  const own = manifest.metadata.annotations ?? {};
  const option = [own[annotations.syncOptions], 'Prune=false']
    .filter((one) => one !== undefined && one !== '')
    .join(',');
  return {
    ...manifest,
    metadata: { ...manifest.metadata, annotations: { ...own, [annotations.syncOptions]: option } },
  };
}
