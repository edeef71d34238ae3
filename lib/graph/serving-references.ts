import { groupKind } from '../kinds/group-kind';
import type { ReferenceRow } from './reference-row';

const inferenceService = ['serving.kserve.io/InferenceService'];
const miniCluster = ['flux-framework.org/MiniCluster'];
const components = ['explainer', 'predictor', 'transformer'];

/** The Secret in which KServe looks up a storage key. */
const storageSecret = 'storage-config';

/** What KServe, the Flux operator's MiniCluster and Skupper refer to, pods aside. */
export const servingReferences: readonly ReferenceRow[] = [
  {
    of: inferenceService,
    at: 'spec.predictor.model',
    name: 'runtime',
    to: 'serving.kserve.io/ServingRuntime',
    or: 'serving.kserve.io/ClusterServingRuntime',
    order: 'before',
  },
  {
    of: inferenceService,
    at: 'spec.predictor.model.storage.key',
    // Where odh-model-controller runs, it writes the storage Secret from the data connection of the key's name.
    resolve: (key, { ref }) =>
      typeof key === 'string' && ref.namespace !== undefined
        ? [
            {
              ...groupKind('/Secret'),
              namespace: ref.namespace,
              name: storageSecret,
              key,
              order: 'before',
              path: [],
              instead: { ...groupKind('/Secret'), namespace: ref.namespace, name: key },
            },
          ]
        : [],
    example: { value: 'minio', to: 'Secret space/storage-config#minio' },
  },
  ...['spec.predictor.model.storageUri', 'spec.predictor.storageUris[*].uri'].map((at): ReferenceRow => ({
    of: inferenceService,
    at,
    resolve: (uri, { ref }) => {
      const claim = typeof uri === 'string' ? /^pvc:\/\/([^/]+)/.exec(uri)?.[1] : undefined;
      if (claim === undefined || ref.namespace === undefined) return [];
      return [
        { ...groupKind('/PersistentVolumeClaim'), namespace: ref.namespace, name: claim, order: 'with', path: [] },
      ];
    },
    example: { value: 'pvc://claim/models', to: 'PersistentVolumeClaim space/claim' },
  })),
  ...components.map((name): ReferenceRow => ({
    of: inferenceService,
    at: `spec.${name}.logger.url`,
    url: 'own',
    order: 'late',
  })),

  ...['spec.containers[*]', 'spec.services[*]'].flatMap((at): ReferenceRow[] => [
    {
      of: miniCluster,
      at: `${at}.volumes.*`,
      name: 'claimName',
      to: '/PersistentVolumeClaim',
      order: 'with',
    },
    { of: miniCluster, at: `${at}.volumes.*`, name: 'configMapName', to: '/ConfigMap', order: 'before' },
    { of: miniCluster, at: `${at}.volumes.*`, name: 'secretName', to: '/Secret', order: 'before' },
    { of: miniCluster, at: `${at}.secrets.*`, name: 'name', to: '/Secret', key: 'key', order: 'before' },
    { of: miniCluster, at, name: 'imagePullSecret', to: '/Secret', order: 'before' },
    { of: miniCluster, at: `${at}.environment.*`, url: 'own', order: 'late' },
    { of: miniCluster, at: `${at}.command`, url: 'own', order: 'late' },
  ]),
  { of: miniCluster, at: 'spec.flux.container', name: 'imagePullSecret', to: '/Secret', order: 'before' },
  { of: miniCluster, at: 'spec.flux', name: 'mungeSecret', to: '/Secret', order: 'before' },
  { of: miniCluster, at: 'spec.pod', name: 'serviceAccountName', to: '/ServiceAccount', order: 'before' },

  { of: ['skupper.io/Site'], at: 'spec', name: 'serviceAccount', to: '/ServiceAccount', order: 'before' },
  { of: ['skupper.io/Link'], at: 'spec', name: 'tlsCredentials', to: '/Secret', order: 'late' },
];
