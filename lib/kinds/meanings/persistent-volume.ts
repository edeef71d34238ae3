import { below, verdict, type Meaning } from '../changed';

/** What may change of a volume: everything else says where its data are. */
const mutable = new Set([
  'accessModes',
  'capacity',
  'claimRef',
  'mountOptions',
  'persistentVolumeReclaimPolicy',
  'storageClassName',
  'volumeAttributesClassName',
]);

export const persistentVolume: Meaning = {
  kinds: ['/PersistentVolume'],
  source: 'pkg/apis/core/validation/validation.go:2264-2299',

  *judge(changed) {
    for (const field of below(changed, 'spec')) {
      const name = String(field.path[1]);
      if (mutable.has(name) || (name === 'nodeAffinity' && field.old === undefined)) continue;
      const secret = field.path.join('.') === 'spec.csi.controllerExpandSecretRef' && field.old === undefined;
      if (!secret)
        yield verdict(
          {
            class: 'refused',
            why: `spec.${name} says where the data of the volume are, and cannot change`,
            fix: 'Make a volume of another name, and remove this one in the next commit.',
          },
          field,
        );
    }
  },

  bad: { old: nfs('a'), new: nfs('b'), says: ['refused /spec/nfs/server'] },
  good: { old: nfs('a'), new: { ...nfs('a'), spec: { ...nfs('a').spec, capacity: { storage: '10Gi' } } } },
};

function nfs(server: string) {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: 'share' },
    spec: { capacity: { storage: '5Gi' }, accessModes: ['ReadWriteMany'], nfs: { server, path: '/share' } },
  };
}
