import { parseImage } from '../../model/image-reference';

/** Verbs on resources of one API group that a program calls. */
export interface Need {
  readonly group: string;
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  /**
   * `everywhere`; in its `own` namespace; in the one that its variable WATCH_NAMESPACE names (`watched`); or for each object that
   * its words name (`named`), as `namespace/name` or as two words.
   */
  readonly where: 'everywhere' | 'own' | 'named' | 'watched';
}

/** A program that asks the API server, known by its image or by the words that it is started with. */
export interface Program {
  readonly name: string;
  /** The end of the image's repository, so that a mirror of it is known too. */
  readonly image?: string;
  readonly words?: RegExp;
  readonly needs: readonly Need[];
}

const read = ['get', 'list', 'watch'];
const all = [...read, 'create', 'update', 'patch', 'delete'];

function need(where: Need['where'], group: string, resources: string, verbs: readonly string[]): Need {
  return { where, group, resources: resources.split(' '), verbs };
}

/**
 * The rights that each program needs. Those of our own scripts follow from the calls in their text. Those of other programs come
 * from the roles that our components render, which follow upstream's manifests, without the rights that only some settings use;
 * they were not compared with the programs' sources. So a role that lost a right is found, but not a right that all our roles lack.
 */
export const programs: readonly Program[] = [
  {
    name: 'the site controller of Skupper',
    image: 'skupper/site-controller',
    needs: [
      need('watched', '', 'configmaps pods services secrets serviceaccounts', [...read, 'create', 'update', 'delete']),
      need('watched', 'apps', 'deployments statefulsets daemonsets', read),
      need('watched', 'apps', 'deployments', ['create', 'update', 'delete']),
      need('watched', 'rbac.authorization.k8s.io', 'roles rolebindings', ['get', 'create', 'update', 'delete']),
    ],
  },
  {
    name: 'the cluster autoscaler',
    image: 'autoscaling/cluster-autoscaler',
    needs: [
      need(
        'everywhere',
        '',
        'namespaces persistentvolumeclaims persistentvolumes pods replicationcontrollers services',
        read,
      ),
      need('everywhere', '', 'nodes', [...read, 'update']),
      need('everywhere', '', 'pods/eviction', ['create']),
      need('everywhere', '', 'pods/status', ['update']),
      need('everywhere', '', 'events', ['create', 'patch']),
      need('everywhere', 'apps', 'daemonsets replicasets statefulsets', read),
      need('everywhere', 'batch', 'jobs', read),
      need('everywhere', 'policy', 'poddisruptionbudgets', read),
      need('everywhere', 'storage.k8s.io', 'csidrivers csinodes csistoragecapacities storageclasses', read),
      need('own', '', 'configmaps', ['create']),
      need('own', 'coordination.k8s.io', 'leases', ['create']),
    ],
  },
  {
    name: 'the program that writes predicted energy',
    words: / prescore( [\w.-]+\/[\w.-]+)+$/,
    needs: [need('named', 'apps', 'deployments', ['get', 'patch'])],
  },
  {
    name: 'the driver of experiments',
    words: /\/experiment-driver\.mjs/,
    needs: [
      need('own', 'flux-framework.org', 'miniclusters', ['create', 'delete', 'get']),
      need('own', '', 'pods', ['list']),
      need('own', '', 'pods/log', ['get']),
    ],
  },
  {
    name: 'the program that restarts a Deployment',
    words: /\/restart-deployment\.mjs [\w.-]+ [\w.-]+$/,
    needs: [need('named', 'apps', 'deployments', ['patch'])],
  },
  {
    name: 'the webhook of ocifit',
    image: 'compspec/ocifit-k8s',
    needs: [need('everywhere', '', 'nodes', read)],
  },
  {
    name: 'the add-on controller of dynamic scoring',
    image: 'open-cluster-management/dynamic-scoring-addon',
    words: / controller$/,
    needs: [
      need('everywhere', '', 'configmaps events', ['get', 'create', 'update', 'patch']),
      need('everywhere', '', 'secrets', ['get']),
      need('everywhere', 'coordination.k8s.io', 'leases', ['get', 'create', 'update']),
      need('everywhere', 'rbac.authorization.k8s.io', 'roles rolebindings', [
        'get',
        'list',
        'watch',
        'create',
        'update',
      ]),
      need('everywhere', 'authorization.k8s.io', 'subjectaccessreviews', ['create']),
      need('everywhere', 'certificates.k8s.io', 'certificatesigningrequests', read),
      need('everywhere', 'certificates.k8s.io', 'certificatesigningrequests/approval', ['update']),
      need('everywhere', 'certificates.k8s.io', 'signers', ['approve']),
      need('everywhere', 'cluster.open-cluster-management.io', 'managedclusters', read),
      need('everywhere', 'cluster.open-cluster-management.io', 'addonplacementscores', all),
      need('everywhere', 'cluster.open-cluster-management.io', 'addonplacementscores/status', ['update', 'patch']),
      need('everywhere', 'work.open-cluster-management.io', 'manifestworks', all),
      need('everywhere', 'addon.open-cluster-management.io', 'clustermanagementaddons addondeploymentconfigs', read),
      need('everywhere', 'addon.open-cluster-management.io', 'managedclusteraddons', [...read, 'update']),
      need('everywhere', 'addon.open-cluster-management.io', 'managedclusteraddons/status', ['update', 'patch']),
    ],
  },
  {
    name: 'the controller of dynamic scoring',
    image: 'open-cluster-management/dynamic-scoring-controller',
    needs: [
      need('everywhere', 'dynamic-scoring.open-cluster-management.io', 'dynamicscorers dynamicscoringconfigs', read),
      need(
        'everywhere',
        'dynamic-scoring.open-cluster-management.io',
        'dynamicscorers/status dynamicscoringconfigs/status',
        ['update', 'patch'],
      ),
      need('everywhere', 'dynamic-scoring.open-cluster-management.io', 'dynamicscorers/finalizers', ['update']),
      need('everywhere', 'cluster.open-cluster-management.io', 'managedclusters', read),
      need('everywhere', 'work.open-cluster-management.io', 'manifestworks', all),
      need('own', 'coordination.k8s.io', 'leases', ['get', 'create', 'update']),
    ],
  },
];

/** The programs that a container may be. */
export function programsOf(image: string, words: string): readonly Program[] {
  const { repository } = parseImage(image);
  return programs.filter(
    (program) =>
      (program.image === undefined || repository === program.image || repository.endsWith(`/${program.image}`)) &&
      (program.words?.test(words) ?? true),
  );
}
