import { groupOf } from '../model/manifest';
import type { EnvironmentSide } from './environment-side';
import { rootUnit, treeFolders } from './tree-folders';
import { halfWritten } from './read-manifests';
import { Unreadable } from './unreadable';

/** Refuses a tree that no run of this program leaves behind, or that another version wrote. @throws Unreadable */
export function refuseOddities(side: EnvironmentSide, own: readonly string[]): void {
  const { tree, name } = side;
  if (tree.files.has(treeFolders.journal))
    throw halfWritten(tree.name, `a run was interrupted while it wrote (${treeFolders.journal})`);
  if (!tree.files.has(side.bootstrapPath))
    throw halfWritten(tree.name, `${treeFolders.rendered}/${name} is there and ${side.bootstrapPath} is not`);
  if (own.length === 0)
    throw halfWritten(tree.name, `${side.bootstrapPath} is there and ${treeFolders.rendered}/${name} is not`);
  const projects = side
    .bootstrap()
    .filter(({ apiVersion, kind }) => groupOf(apiVersion) === 'argoproj.io' && kind === 'AppProject');
  const odd = side.paths.find((path) => path.split('/').length !== 5);
  if (odd !== undefined || !projects.some(({ metadata }) => metadata.name === name))
    throw new Unreadable(
      `${tree.name} was written by another version: ${odd ?? side.bootstrapPath} is not where or what this one writes; render that commit with this version (scorewright synth), commit it, and plan against that`,
    );
  for (const folder of side.folders) {
    const [cluster = '', unit = ''] = folder.split('/');
    const held = cluster === side.hub && (unit === rootUnit || unit.startsWith(`${rootUnit}-`));
    if (!held && side.applicationPath(cluster, unit) === undefined)
      throw halfWritten(tree.name, `no Application syncs ${treeFolders.rendered}/${name}/${folder}`);
  }
}
