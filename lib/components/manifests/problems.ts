import { dirname } from 'node:path';
import { fileNotManifest } from '../../manifests/file-not-manifest';
import { identity, label } from '../../model/manifest';
import { shapeFault } from '../../model/manifest-shape';
import { formatPath, type Position } from '../../model/origin';
import type { SettingsFault } from '../component';
import { manifestsFolder } from './manifests-folder';
import { isNamespaced, withoutNulls, type PlacedFolder } from './plan';

/** The faults of a folder by itself; the rules check its objects together. */
export function folderProblems(placed: PlacedFolder): SettingsFault[] {
  const { name, read, path, settings, cluster } = placed;
  const ofPath = { settings: [name, 'path'], cluster };
  const got = settings.path;
  if (read === 'outside') return [manifestsFolder.fault('outside', { got }, ofPath)];
  if (read === 'missing') return [manifestsFolder.fault('missing', { got, folder: path }, ofPath)];
  const found = [...ofTools(placed), ...ofFiles(placed), ...ofObjects(placed)];
  if (found.length > 0) return found;
  return placed.objects.length > 0 ? [] : [manifestsFolder.fault('empty', { got, folder: path }, ofPath)];
}

function ofTools({ name, cluster, read }: PlacedFolder): SettingsFault[] {
  if (typeof read === 'string') return [];
  return read.tools.map(({ path, tool }) =>
    manifestsFolder.fault(
      tool === 'helm' ? 'helm' : 'kustomize',
      { folder: dirname(path) },
      { settings: [name, 'path'], cluster, position: { file: path, line: 1, column: 1 } },
    ),
  );
}

function ofFiles({ name, cluster, read }: PlacedFolder): SettingsFault[] {
  if (typeof read === 'string') return [];
  const where = (position: Position | undefined) => ({
    settings: [name, 'path'],
    cluster,
    ...(position && { position }),
  });
  return read.files.flatMap(({ content }) => [
    ...content.findings.map((finding): SettingsFault => {
      const { position } = finding;
      if (finding.code === fileNotManifest.code) return manifestsFolder.fault('template', {}, where(position));
      const { path: _, ...fault } = finding;
      return { ...fault, ...where(position) };
    }),
    ...content.others.map(({ position }) => manifestsFolder.fault('notManifest', {}, where(position))),
    ...content.manifests.flatMap(({ manifest, positionOf }) => {
      const fault = shapeFault(withoutNulls(manifest));
      if (fault === undefined) return [];
      const { path, got, expected } = fault;
      const { kind } = manifest;
      return got === null && path.at(-1) === 'name'
        ? [manifestsFolder.fault('nameless', { kind }, where(positionOf(['metadata'])))]
        : [manifestsFolder.fault('shape', { got, kind, field: formatPath(path), expected }, where(positionOf(path)))];
    }),
  ]);
}

function ofObjects({ name, cluster, objects }: PlacedFolder): SettingsFault[] {
  const seen = new Map<string, Position>();
  return objects.flatMap(({ manifest, positionOf }): SettingsFault[] => {
    const position = positionOf(['metadata', 'name']);
    const where = { settings: [name, 'path'], cluster, position };
    const object = label(manifest);
    if (isNamespaced(manifest) && manifest.metadata.namespace === undefined)
      return [manifestsFolder.fault('noNamespace', { object, block: `manifests.${name}` }, where)];
    const key = identity(manifest);
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, position);
      return [];
    }
    return [manifestsFolder.fault('twice', { object, other: `${first.file}:${first.line}` }, where)];
  });
}
