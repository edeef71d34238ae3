import { valueAt } from '../kinds/changed';
import type { Manifest } from '../model/manifest';
import type { EnvironmentSide } from './environment-side';

/** The sources of an Application, be there one or several. */
export function sourcesOf({ spec }: Manifest): readonly unknown[] {
  const several = valueAt(spec, 'sources');
  return Array.isArray(several) ? (several as readonly unknown[]) : [valueAt(spec, 'source')];
}

/** The units of an environment, as `worker01/serving`, whose files an Application syncs; none of a chart's. */
export function unitsOf(application: Manifest, side: EnvironmentSide): string[] {
  return sourcesOf(application).flatMap((source) => {
    const path = valueAt(source, 'path');
    const [unit = '', cluster = '', name] = typeof path === 'string' ? path.split('/').reverse() : [];
    return name === side.name && side.filesOf(`${cluster}/${unit}`).length > 0 ? [`${cluster}/${unit}`] : [];
  });
}

/**
 * What an Application installs that lies in no file of the environment, whatever its version: releases of charts, and folders of
 * other repositories. Two Applications with the same one have the same objects.
 */
export function releasesOf(application: Manifest, side: EnvironmentSide): string[] {
  const place = [side.targetOf(application), valueAt(application.spec, 'destination.namespace')];
  return sourcesOf(application).flatMap((source) => {
    const [chart, path, repoURL, helm] = ['chart', 'path', 'repoURL', 'helm'].map((field) => valueAt(source, field));
    const release = valueAt(helm, 'releaseName') ?? application.metadata.name;
    if (typeof chart === 'string') return [JSON.stringify([...place, chart, release])];
    if (typeof path !== 'string' || unitsOf(application, side).length > 0) return [];
    return [JSON.stringify([...place, repoURL, path, ...(helm === undefined ? [] : [release])])];
  });
}
