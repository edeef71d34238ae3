import { valueAt } from '../kinds/changed';
import type { Manifest } from '../model/manifest';
import type { EnvironmentSide } from './environment-side';

/** The sources of an Application, one or several. */
export function sourcesOf({ spec }: Manifest): readonly unknown[] {
  const several = valueAt(spec, 'sources');
  return Array.isArray(several) ? (several as readonly unknown[]) : [valueAt(spec, 'source')];
}

/** The units of an environment, as `worker01/serving`, whose files an Application syncs; none for a chart. */
export function unitsOf(application: Manifest, side: EnvironmentSide): string[] {
  return sourcesOf(application).flatMap((source) => {
    const path = valueAt(source, 'path');
    const [unit = '', cluster = '', name] = typeof path === 'string' ? path.split('/').reverse() : [];
    return name === side.name && side.filesOf(`${cluster}/${unit}`).length > 0 ? [`${cluster}/${unit}`] : [];
  });
}

/**
 * The releases of charts and the folders of other repositories that an Application installs, without their versions. Two
 * Applications with the same release have the same objects.
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
