import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { at, isObject } from '../../model/json';
import { label, type Manifest } from '../../model/manifest';
import type { Path } from '../../model/origin';
import { fileName } from '../../publish/file-name';
import { unitOf } from '../../synth/causes/place';
import type { Objects, Variations } from '../../synth/causes/variations';

/** The most objects that one question is answered for. */
export const mostAsked = 4;

/** An object that is asked about, where it is rendered. */
export interface Asked {
  readonly variations: Variations;
  readonly environment: string;
  /** `worker01/serving`. */
  readonly folder: string;
  readonly place: string;
  readonly manifest: Manifest;
  /** The way to the object inside what carries it. */
  readonly inside: Path;
}

/** The object in the unit of the file, or in units that hold its name in `dist/`; where there is none, in all that is rendered. */
export function askedIn(environment: string, variations: Variations, object: string): Asked[] {
  const units = unitsWith(environment, object);
  const found = units.flatMap((unit) => asked(environment, variations.objects(unit), variations, object));
  return found.length > 0 ? found : asked(environment, variations.objects(), variations, object);
}

function unitsWith(environment: string, object: string): string[] {
  const root = join('dist', environment);
  const [, cluster, unit] = /^(?:\.\/)?dist\/[^/]+\/([^/]+)\/([^/]+)\//.exec(object) ?? [];
  if (cluster !== undefined && unit !== undefined) return isOwnUnit(unit) ? [`${cluster}/${unit}`] : [];
  const name = object.split(/[ /]/).at(-1) ?? '';
  const units = new Set<string>();
  for (const folder of foldersIn(root).filter((name) => name !== 'files'))
    for (const its of foldersIn(join(root, folder))) {
      const files = readdirSync(join(root, folder, its)).filter((file) => file.endsWith('.yaml'));
      if (
        isOwnUnit(its) &&
        files.some((file) => readFileSync(join(root, folder, its, file), 'utf8').includes(`name: ${name}`))
      )
        units.add(`${folder}/${its}`);
      if (units.size >= mostAsked) return [...units];
    }
  return [...units];
}

/** Whether a folder is that of a unit, and not of Applications or of what goes to all clusters. */
function isOwnUnit(folder: string): boolean {
  return unitOf(`-/${folder} -`, []) !== undefined;
}

function foldersIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
}

function asked(environment: string, objects: Objects, variations: Variations, object: string): Asked[] {
  const isFile = object.endsWith('.yaml');
  return [...objects].flatMap(([place, { manifest }]): Asked[] => {
    const [folder = ''] = place.split(' ');
    const base = { variations, environment, folder, place, inside: [] };
    if (isFile) {
      const names = [false, true].map((group) => `dist/${environment}/${folder}/${fileName(manifest, group)}`);
      return names.includes(object.replace(/^\.\//, '')) ? [{ ...base, manifest }] : [];
    }
    if (label(manifest) === object) return [{ ...base, manifest }];
    const list =
      at(manifest, 'spec', 'workload', 'manifests') ??
      at(manifest, 'spec', 'manifestWorkTemplate', 'workload', 'manifests');
    if (!Array.isArray(list)) return [];
    const way =
      manifest.kind === 'ManifestWork'
        ? ['spec', 'workload', 'manifests']
        : ['spec', 'manifestWorkTemplate', 'workload', 'manifests'];
    return (list as readonly Manifest[]).flatMap((inner, index) =>
      isObject(inner) && label(inner) === object ? [{ ...base, manifest: inner, inside: [...way, index] }] : [],
    );
  });
}
