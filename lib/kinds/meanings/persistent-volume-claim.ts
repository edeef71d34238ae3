import { billionths } from '../../model/quantity';
import { below, valueAt, verdict, type FieldChange, type Meaning } from '../changed';

const fix = 'Make a claim of another name, copy the data, and let the old one go in the next commit.';

/** A claim is bound for life; it can only ask for more, and only once it is bound. */
export const persistentVolumeClaim: Meaning = {
  kinds: ['/PersistentVolumeClaim'],
  source: 'pkg/apis/core/validation/validation.go:2532-2610',

  *judge(changed) {
    for (const field of below(changed, 'spec')) {
      const at = field.path.join('.');
      if (at === 'spec.resources.requests.storage') yield* resized(field);
      else if (at === 'spec.storageClassName' && field.new === undefined && valueAt(changed.old, 'spec.volumeName'))
        yield verdict({ class: 'refused', why: 'a claim keeps its class', fix }, field);
      else if (at === 'spec.volumeAttributesClassName' && field.new !== undefined)
        yield verdict({ class: 'in-place', why: 'the volume is modified, once the claim is bound' }, field);
      else yield verdict({ class: 'refused', why: 'the spec of a claim cannot change but for its size', fix }, field);
    }
  },

  bad: { old: claim('5Gi'), new: claim('4Gi'), says: ['refused /spec/resources/requests/storage'] },
  good: { old: claim('5Gi'), new: { ...claim('5Gi'), metadata: { name: 'data' } } },
};

function* resized(field: FieldChange) {
  const [old, now] = [billionths(field.old), billionths(field.new)];
  if (old === undefined || now === undefined || now < old)
    yield verdict({ class: 'refused', why: 'a claim cannot ask for less than it has', fix }, field);
  else
    yield verdict(
      {
        class: 'refused',
        why: 'a claim grows only while it is bound and its StorageClass has allowVolumeExpansion, which no manifest shows',
        fix: 'Where both hold (kubectl get pvc,storageclass), consent to it: the volume then grows in place.',
      },
      field,
    );
}

function claim(storage: string) {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'data', namespace: 'demo' },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } },
  };
}
