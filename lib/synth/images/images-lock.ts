import type { Source } from '../../environment/source';
import { findingAt, type Finding } from '../../model/finding';
import { findingKind } from '../../model/finding-kind';
import { fieldsOf, isObject } from '../../model/json';
import { formatPath } from '../../model/origin';
import { wholeName } from './mirrored';

/** The file of digests, in the folder of the environment files. */
export const lockFile = 'images.lock.yaml';

export const imagesLock = findingKind({
  code: 'images-lock',
  why: 'This file gives images their digests; without it, images would silently be rendered by their tags.',
  fix: 'Let `scorewright images --lock` write the file.',
  messages: {
    form: 'got {got:json}; the file holds `images`, a map from image to digest, as scorewright images --lock writes it',
    digest: 'got {got:json}; a digest is sha256: and 64 hexadecimal digits',
  },
});

export const imageUnlocked = findingKind({
  code: 'image-unlocked',
  severity: 'warning',
  why: 'The fleet renders its images by digest, but the digest of this one is unknown: it is rendered by its tag.',
  fix: 'Run `scorewright images --lock`.',
  messages: {
    unlocked: 'got {got}, which is missing in images.lock.yaml; run scorewright images --lock',
  },
});

/** The digests of a lock, by image. */
export interface ReadLock {
  readonly digests: ReadonlyMap<string, string>;
  readonly findings: readonly Finding[];
}

export function readLock(source: Source): ReadLock {
  if (source.findings.length > 0) return { digests: new Map(), findings: source.findings };
  const images = fieldsOf(source.data).images ?? {};
  const fault = (id: 'form' | 'digest', got: unknown, path: readonly string[]) =>
    findingAt(imagesLock.fault(id, { got }), { position: source.position(path), path: formatPath(path) });
  if (!isObject(source.data) || !isObject(images))
    return { digests: new Map(), findings: [fault('form', source.data, [])] };
  const entries = Object.entries(images);
  const bad = entries.filter(([, digest]) => typeof digest !== 'string' || !/^sha256:[0-9a-f]{64}$/.test(digest));
  return {
    digests: new Map(entries.map(([image, digest]) => [wholeName(image), String(digest)])),
    findings: bad.map(([image, digest]) => fault('digest', digest, ['images', image])),
  };
}
