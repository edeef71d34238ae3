import { at, objectsOf } from '../../model/json';
import type { ObjectFault } from '../object-fault';
import { findingKind } from '../../model/finding-kind';
import type { Manifest } from '../../model/manifest';
import type { Path } from '../../model/origin';
import type { ApiCheck } from './objects';
import { billionths } from '../../model/quantity';

export const apiVolumeClaimKind = findingKind({
  code: 'api-volume-claim',
  why: 'A claim without access modes or without a size cannot be bound, and the API server rejects it.',
  fix: 'Set accessModes and resources.requests.storage.',
  messages: {
    noMode: 'got {got:json}; a claim needs at least one',
    mixedModes: 'got {got:json}; ReadWriteOncePod stands alone',
    size: 'got {got:json}; must be more than 0',
  },
});

export const volumeClaimFaults: ApiCheck = (manifest) => claimFaults(at(manifest, 'spec'), ['spec']);

/** The claims that a StatefulSet makes for each pod. */
export const claimTemplateFaults: ApiCheck = (manifest: Manifest) =>
  objectsOf(at(manifest, 'spec', 'volumeClaimTemplates')).flatMap(({ spec }, index) =>
    claimFaults(spec, ['spec', 'volumeClaimTemplates', index, 'spec']),
  );

function claimFaults(spec: unknown, path: Path): ObjectFault[] {
  const modes = at(spec, 'accessModes');
  const storage = at(spec, 'resources', 'requests', 'storage');
  const faults: ObjectFault[] = [];
  if (!Array.isArray(modes) || modes.length === 0)
    faults.push(apiVolumeClaimKind.fault('noMode', { got: modes }, { path: [...path, 'accessModes'] }));
  else if (modes.length > 1 && modes.includes('ReadWriteOncePod'))
    faults.push(apiVolumeClaimKind.fault('mixedModes', { got: modes }, { path: [...path, 'accessModes'] }));
  if (storage === undefined || (billionths(storage) ?? 1n) <= 0n)
    faults.push(
      apiVolumeClaimKind.fault('size', { got: storage }, { path: [...path, 'resources', 'requests', 'storage'] }),
    );
  return faults;
}
