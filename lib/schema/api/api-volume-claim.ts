import type { FindingKind } from '../../model/finding';
import type { Manifest } from '../../model/manifest';
import type { Path } from '../../model/origin';
import { quote, type Fault } from '../problem';
import { at, objectsOf, type ApiCheck } from './objects';
import { parseQuantity } from '../../model/quantity';

export const apiVolumeClaimKind: FindingKind = {
  code: 'api-volume-claim',
  why: 'A claim without access modes or without a size cannot be bound, and the API server refuses it.',
  fix: 'Set accessModes and resources.requests.storage.',
};

export const volumeClaimFaults: ApiCheck = (manifest) => claimFaults(at(manifest, 'spec'), ['spec']);

/** The claims that a StatefulSet makes for each pod. */
export const claimTemplateFaults: ApiCheck = (manifest: Manifest) =>
  objectsOf(at(manifest, 'spec', 'volumeClaimTemplates')).flatMap(({ spec }, index) =>
    claimFaults(spec, ['spec', 'volumeClaimTemplates', index, 'spec']),
  );

function claimFaults(spec: unknown, path: Path): Fault[] {
  const { code } = apiVolumeClaimKind;
  const modes = at(spec, 'accessModes');
  const storage = at(spec, 'resources', 'requests', 'storage');
  const faults: Fault[] = [];
  if (!Array.isArray(modes) || modes.length === 0)
    faults.push({ code, path: [...path, 'accessModes'], message: `got ${quote(modes)}; a claim needs at least one` });
  else if (modes.length > 1 && modes.includes('ReadWriteOncePod'))
    faults.push({
      code,
      path: [...path, 'accessModes'],
      message: `got ${quote(modes)}; ReadWriteOncePod stands alone`,
    });
  if (storage === undefined || (parseQuantity(storage) ?? 1n) <= 0n)
    faults.push({
      code,
      path: [...path, 'resources', 'requests', 'storage'],
      message: `got ${quote(storage)}; must be more than 0`,
    });
  return faults;
}
