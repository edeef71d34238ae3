import { at, isObject, objectsOf, type Fields } from '../../../model/json';
import { nearest, show } from '../../../model/words';
import type { ObjectFault } from '../../object-fault';
import { findingKind } from '../../../model/finding-kind';
import type { Path } from '../../../model/origin';
import { labelNameFaults } from '../../name-invalid';
import type { Container, PodTemplate } from './pod-template';

export const apiVolumesKind = findingKind({
  code: 'api-volumes',
  why: 'The API server rejects a mount of a volume that the pod does not have, two mounts at one path, and a volume without exactly one complete source.',
  fix: "Name one of the pod's volumes, at a path of its own.",
  messages: {
    sources: 'got {got}; a volume has exactly one source',
    unnamed: 'got nothing; name the object',
    field:
      'got {got:json}; a file may tell metadata.name, metadata.namespace, metadata.uid, metadata.labels or metadata.annotations',
    unknown: 'got {got:json}; {hint}',
    mountPath: 'got {got:json}; must be a path without :',
    bothPaths: 'got subPath and subPathExpr; a mount has at most one of them',
    subPath: 'got {got:json}; must be a relative path without ..',
  },
});

/** @param claims volumes that a StatefulSet adds to its pods. */
export function volumeFaults(pod: PodTemplate, claims: readonly string[]): ObjectFault[] {
  const volumes = objectsOf(pod.spec.volumes);
  const path = [...pod.path, 'volumes'];
  const each = volumes.flatMap((volume, index): ObjectFault[] => {
    const sources = Object.keys(volume).filter((name) => name !== 'name' && volume[name] !== undefined);
    const named = labelNameFaults(volume.name, [...path, index, 'name']);
    if (sources.length === 1)
      return [...named, ...unnamed(volume, [...path, index]), ...untold(volume, [...path, index])];
    const got = sources.length === 0 ? 'no source' : sources.map(show).join(' and ');
    return [...named, apiVolumesKind.fault('sources', { got }, { path: [...path, index] })];
  });
  const known = [...volumes.map(({ name }) => String(name)), ...claims];
  return [...each, ...pod.containers.flatMap((container) => mountFaults(container, known))];
}

/** Sources that are another object, and the field with its name. */
const byName = { configMap: 'name', persistentVolumeClaim: 'claimName', secret: 'secretName' };
const projectedByName = { configMap: 'name', secret: 'name' };

function unnamed(volume: Fields, path: Path): ObjectFault[] {
  const places = [
    { source: volume, path, fields: byName },
    ...objectsOf(at(volume, 'projected', 'sources')).map((source, index) => ({
      source,
      path: [...path, 'projected', 'sources', index],
      fields: projectedByName,
    })),
  ];
  return places.flatMap(({ source, path: place, fields }) =>
    Object.entries(fields).flatMap(([type, field]): ObjectFault[] => {
      const { [type]: object } = source;
      if (!isObject(object) || isSet(object[field])) return [];
      return [apiVolumesKind.fault('unnamed', {}, { path: [...place, type, field] })];
    }),
  );
}

/** What a file may tell of the pod that it is in. */
const podFields = /^metadata\.(name|namespace|uid|annotations|labels|(labels|annotations)\['[^']+'\])$/;

function untold(volume: Fields, path: Path): ObjectFault[] {
  const places = [
    { items: at(volume, 'downwardAPI', 'items'), path: [...path, 'downwardAPI'] },
    ...objectsOf(at(volume, 'projected', 'sources')).map((source, index) => ({
      items: at(source, 'downwardAPI', 'items'),
      path: [...path, 'projected', 'sources', index, 'downwardAPI'],
    })),
  ];
  return places.flatMap(({ items, path: place }) =>
    objectsOf(items).flatMap((item, index): ObjectFault[] => {
      const fieldPath = at(item, 'fieldRef', 'fieldPath');
      if (typeof fieldPath !== 'string' || podFields.test(fieldPath)) return [];
      return [
        apiVolumesKind.fault(
          'field',
          { got: fieldPath },
          { path: [...place, 'items', index, 'fieldRef', 'fieldPath'] },
        ),
      ];
    }),
  );
}

function mountFaults({ fields, path }: Container, known: readonly string[]): ObjectFault[] {
  const list = ['volumeMounts', 'volumeDevices'].flatMap((field) =>
    objectsOf(fields[field]).map((mount, index) => ({ mount, place: [...path, field, index] })),
  );
  return list.flatMap(({ mount, place }): ObjectFault[] => {
    const { name, mountPath, subPath, subPathExpr } = mount;
    const faults: ObjectFault[] = [];
    if (!known.includes(String(name)))
      faults.push(
        apiVolumesKind.fault('unknown', { got: name, hint: hint(String(name), known) }, { path: [...place, 'name'] }),
      );
    if (typeof mountPath === 'string' && (mountPath === '' || mountPath.includes(':')))
      faults.push(apiVolumesKind.fault('mountPath', { got: mountPath }, { path: [...place, 'mountPath'] }));
    if (isSet(subPath) && isSet(subPathExpr)) faults.push(apiVolumesKind.fault('bothPaths', {}, { path: place }));
    if (typeof subPath === 'string' && (subPath.startsWith('/') || subPath.split('/').includes('..')))
      faults.push(apiVolumesKind.fault('subPath', { got: subPath }, { path: [...place, 'subPath'] }));
    return faults;
  });
}

function hint(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  if (near !== undefined) return `did you mean ${show(near)}?`;
  return known.length === 0 ? 'the pod has no volumes' : `the pod's volumes are ${known.join(', ')}`;
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== '';
}

/** The names of the claims of a StatefulSet. */
export function claimNames(manifest: Fields): string[] {
  return objectsOf(at(manifest, 'spec', 'volumeClaimTemplates')).map((claim) => String(at(claim, 'metadata', 'name')));
}
