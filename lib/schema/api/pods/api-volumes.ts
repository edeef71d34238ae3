import type { FindingKind } from '../../../model/finding';
import type { Path } from '../../../model/origin';
import { isFields, nearest, quote, type Fault, type Fields } from '../../problem';
import { labelNameFaults } from '../../name-invalid';
import { at, objectsOf } from '../objects';
import type { Container, PodTemplate } from './pod-template';

export const apiVolumesKind: FindingKind = {
  code: 'api-volumes',
  why: 'The API server refuses a mount of a volume that the pod does not have, two mounts at one path, and a volume without exactly one complete source.',
  fix: "Name one of the pod's volumes, at a path of its own.",
};

/** @param claims volumes that a StatefulSet adds to its pods. */
export function volumeFaults(pod: PodTemplate, claims: readonly string[]): Fault[] {
  const { code } = apiVolumesKind;
  const volumes = objectsOf(pod.spec.volumes);
  const path = [...pod.path, 'volumes'];
  const each = volumes.flatMap((volume, index): Fault[] => {
    const sources = Object.keys(volume).filter((name) => name !== 'name' && volume[name] !== undefined);
    const named = labelNameFaults(volume.name, [...path, index, 'name']);
    if (sources.length === 1)
      return [...named, ...unnamed(volume, [...path, index]), ...untold(volume, [...path, index])];
    const got = sources.length === 0 ? 'no source' : sources.map(quote).join(' and ');
    return [...named, { code, path: [...path, index], message: `got ${got}; a volume has exactly one source` }];
  });
  const known = [...volumes.map(({ name }) => String(name)), ...claims];
  return [...each, ...pod.containers.flatMap((container) => mountFaults(container, known))];
}

/** Sources that are another object, and the field with its name. */
const byName = { configMap: 'name', persistentVolumeClaim: 'claimName', secret: 'secretName' };
const projectedByName = { configMap: 'name', secret: 'name' };

function unnamed(volume: Fields, path: Path): Fault[] {
  const { code } = apiVolumesKind;
  const places = [
    { source: volume, path, fields: byName },
    ...objectsOf(at(volume, 'projected', 'sources')).map((source, index) => ({
      source,
      path: [...path, 'projected', 'sources', index],
      fields: projectedByName,
    })),
  ];
  return places.flatMap(({ source, path: place, fields }) =>
    Object.entries(fields).flatMap(([type, field]): Fault[] => {
      const { [type]: object } = source;
      if (!isFields(object) || isSet(object[field])) return [];
      return [{ code, path: [...place, type, field], message: 'got nothing; name the object' }];
    }),
  );
}

/** What a file may tell of the pod that it is in. */
const podFields = /^metadata\.(name|namespace|uid|annotations|labels|(labels|annotations)\['[^']+'\])$/;

function untold(volume: Fields, path: Path): Fault[] {
  const places = [
    { items: at(volume, 'downwardAPI', 'items'), path: [...path, 'downwardAPI'] },
    ...objectsOf(at(volume, 'projected', 'sources')).map((source, index) => ({
      items: at(source, 'downwardAPI', 'items'),
      path: [...path, 'projected', 'sources', index, 'downwardAPI'],
    })),
  ];
  return places.flatMap(({ items, path: place }) =>
    objectsOf(items).flatMap((item, index): Fault[] => {
      const fieldPath = at(item, 'fieldRef', 'fieldPath');
      if (typeof fieldPath !== 'string' || podFields.test(fieldPath)) return [];
      const message = `got ${quote(fieldPath)}; a file may tell metadata.name, metadata.namespace, metadata.uid, metadata.labels or metadata.annotations`;
      return [{ code: apiVolumesKind.code, path: [...place, 'items', index, 'fieldRef', 'fieldPath'], message }];
    }),
  );
}

function mountFaults({ fields, path }: Container, known: readonly string[]): Fault[] {
  const { code } = apiVolumesKind;
  const list = ['volumeMounts', 'volumeDevices'].flatMap((field) =>
    objectsOf(fields[field]).map((mount, index) => ({ mount, place: [...path, field, index] })),
  );
  return list.flatMap(({ mount, place }): Fault[] => {
    const { name, mountPath, subPath, subPathExpr } = mount;
    const faults: Fault[] = [];
    if (!known.includes(String(name)))
      faults.push({ code, path: [...place, 'name'], message: `got ${quote(name)}; ${hint(String(name), known)}` });
    if (typeof mountPath === 'string' && (mountPath === '' || mountPath.includes(':')))
      faults.push({
        code,
        path: [...place, 'mountPath'],
        message: `got ${quote(mountPath)}; must be a path without :`,
      });
    if (isSet(subPath) && isSet(subPathExpr))
      faults.push({ code, path: place, message: 'got subPath and subPathExpr; a mount has at most one of them' });
    if (typeof subPath === 'string' && (subPath.startsWith('/') || subPath.split('/').includes('..')))
      faults.push({
        code,
        path: [...place, 'subPath'],
        message: `got ${quote(subPath)}; must be a relative path without ..`,
      });
    return faults;
  });
}

function hint(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  if (near !== undefined) return `did you mean ${quote(near)}?`;
  return known.length === 0 ? 'the pod has no volumes' : `the pod's volumes are ${known.join(', ')}`;
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== '';
}

/** The names of the claims of a StatefulSet. */
export function claimNames(manifest: Fields): string[] {
  return objectsOf(at(manifest, 'spec', 'volumeClaimTemplates')).map((claim) => String(at(claim, 'metadata', 'name')));
}
