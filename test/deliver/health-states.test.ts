import { healthScripts } from '../../lib/deliver/health';
import { runHealthScript } from './lua';

/** What a controller writes, in words; its object; the health that follows, and what the message says. */
type State = readonly [says: string, object: object, health: string, message: string];

const condition = (type: string, status: string, reason: string, message = '') => ({
  type,
  status,
  reason,
  observedGeneration: 2,
  ...(message === '' ? {} : { message }),
});

const source = { repoURL: 'https://a.example/fleet.git', path: 'dist/kind', targetRevision: 'main' };

/** A child Application, all well but for what is said. */
const child = (over: object) => ({
  spec: { source },
  status: {
    sync: { status: 'Synced', comparedTo: { source } },
    health: { status: 'Healthy' },
    operationState: { phase: 'Succeeded' },
    ...over,
  },
});

/**
 * Every state that the controllers of these kinds report, from their sources: Open Cluster Management's placement, work
 * and registration controllers, the dynamic scoring framework, Open Data Hub's operator, and Argo CD itself. A sync waits
 * for what progresses, so that word is only for what goes on by itself.
 */
const states: Readonly<Record<string, readonly State[]>> = {
  Placement: [
    ['before the first round', {}, 'Progressing', 'waiting for a decision'],
    [
      'AllDecisionsScheduled',
      placed('True', 'AllDecisionsScheduled', 'All cluster decisions scheduled'),
      'Healthy',
      'satisfied',
    ],
    [
      'NoManagedClusterMatched, and none has to',
      placed('False', 'NoManagedClusterMatched', 'No ManagedCluster matches any of the cluster predicate'),
      'Healthy',
      'no cluster matches, and none has to',
    ],
    [
      'NoManagedClusterMatched, and one has to',
      placed('False', 'NoManagedClusterMatched', 'No ManagedCluster matches any of the cluster predicate', 1),
      'Degraded',
      'No ManagedCluster matches any of the cluster predicate',
    ],
    [
      'NotAllDecisionsScheduled',
      placed('False', 'NotAllDecisionsScheduled', '1 cluster decisions unscheduled', 2),
      'Degraded',
      '1 cluster decisions unscheduled',
    ],
    [
      'NoManagedClusterSetBindings',
      placed('False', 'NoManagedClusterSetBindings', 'none found'),
      'Degraded',
      'none found',
    ],
    ['NoIntersection', placed('False', 'NoIntersection', 'none is bound'), 'Degraded', 'none is bound'],
    ['AllManagedClusterSetsEmpty', placed('False', 'AllManagedClusterSetsEmpty', 'no member'), 'Degraded', 'no member'],
    [
      'Misconfigured',
      {
        status: {
          conditions: [
            condition('PlacementMisconfigured', 'True', 'Misconfigured', 'predicate: bad expression'),
            condition('PlacementSatisfied', 'False', 'NoManagedClusterMatched'),
          ],
        },
      },
      'Degraded',
      'predicate: bad expression',
    ],
  ],
  ManifestWork: [
    ['before the agent has seen it', {}, 'Progressing', 'waiting for the work agent'],
    [
      'AppliedManifestWorkComplete and ResourcesAvailable',
      work([
        condition('Applied', 'True', 'AppliedManifestWorkComplete'),
        condition('Available', 'True', 'ResourcesAvailable'),
      ]),
      'Healthy',
      'applied and available',
    ],
    [
      'AppliedManifestWorkFailed, with the manifest that is at fault',
      work(
        [condition('Applied', 'False', 'AppliedManifestWorkFailed', 'Failed to apply manifest work')],
        [
          {
            resourceMeta: { kind: 'Role', name: 'a' },
            conditions: [condition('Applied', 'True', 'AppliedManifestComplete')],
          },
          {
            resourceMeta: { kind: 'Service', name: 'web' },
            conditions: [condition('Applied', 'False', 'AppliedManifestFailed', 'services is forbidden')],
          },
        ],
      ),
      'Progressing',
      'Service web: services is forbidden',
    ],
    [
      'AppliedManifestWorkFailed, without',
      work([condition('Applied', 'False', 'AppliedManifestWorkFailed', 'Failed to apply manifest work')]),
      'Progressing',
      'Failed to apply manifest work',
    ],
    [
      'ResourcesNotAvailable',
      work([
        condition('Applied', 'True', 'AppliedManifestWorkComplete'),
        condition('Available', 'False', 'ResourcesNotAvailable', '1 of 2 resources are not available'),
      ]),
      'Progressing',
      '1 of 2 resources are not available',
    ],
    [
      'ResourcesStatusUnknown',
      work([
        condition('Applied', 'True', 'AppliedManifestWorkComplete'),
        condition('Available', 'Unknown', 'ResourcesStatusUnknown', 'cannot get any available resource '),
      ]),
      'Progressing',
      'cannot get any available resource ',
    ],
    [
      'WorkDeleting, which Argo CD itself calls pending deletion',
      work([
        condition('Applied', 'True', 'AppliedManifestWorkComplete'),
        condition('Available', 'True', 'ResourcesAvailable'),
        condition('Deleting', 'True', 'WorkDeleting'),
      ]),
      'Healthy',
      'applied and available',
    ],
  ],
  ManifestWorkReplicaSet: [
    ['before the first round', {}, 'Progressing', 'waiting for the work controller of the hub'],
    ['AsExpected and Complete', set('True', 'AsExpected', 'Complete', 2), 'Healthy', 'available on all 2 clusters'],
    [
      'PlacementDecisionEmpty',
      set('False', 'PlacementDecisionEmpty', 'Complete', 0),
      'Healthy',
      'no cluster is chosen',
    ],
    [
      'PlacementDecisionNotFound',
      set('False', 'PlacementDecisionNotFound', undefined, 0),
      'Progressing',
      'its Placement does not exist',
    ],
    ['NotAsExpected', set('False', 'NotAsExpected', undefined, 0), 'Degraded', 'NotAsExpected'],
    ['Progressing', set('True', 'AsExpected', 'Progressing', 2), 'Progressing', 'rolling out'],
    [
      'InvalidManifestWorkName',
      {
        status: {
          summary: { total: 0 },
          conditions: [
            condition('ManifestworkApplied', 'False', 'InvalidManifestWorkName', 'is not a valid label value'),
          ],
        },
      },
      'Degraded',
      'is not a valid label value',
    ],
  ],
  DynamicScorer: [
    ['before the first round', {}, 'Progressing', 'waiting for the resource controller'],
    ['Active', { status: { healthStatus: 'Active' } }, 'Healthy', 'active'],
    ['Inactive', { status: { healthStatus: 'Inactive' } }, 'Degraded', 'the scorer does not answer the hub'],
    ['Unknown', { status: { healthStatus: 'Unknown' } }, 'Progressing', 'waiting for the resource controller'],
  ],
  DSCInitialization: openDataHub(),
  DataScienceCluster: openDataHub(),
  Application: [
    ['before the first refresh', { spec: { source } }, 'Progressing', 'waiting for the first comparison'],
    ['Healthy', child({}), 'Healthy', ''],
    ['Degraded', child({ health: { status: 'Degraded', message: 'a pod crashes' } }), 'Degraded', 'a pod crashes'],
    ['Progressing', child({ health: { status: 'Progressing', message: 'rolling' } }), 'Progressing', 'rolling'],
    ['Missing', child({ health: { status: 'Missing' } }), 'Progressing', 'its objects are not healthy yet'],
    ['Unknown', child({ health: { status: 'Unknown' } }), 'Progressing', 'its objects are not healthy yet'],
    ['Suspended', child({ health: { status: 'Suspended' } }), 'Healthy', 'suspended; nothing waits for it'],
    ['Running', child({ operationState: { phase: 'Running' } }), 'Progressing', 'syncing'],
    ['Terminating', child({ operationState: { phase: 'Terminating' } }), 'Progressing', 'syncing'],
    [
      'a retry among the first',
      child({ operationState: { phase: 'Running', retryCount: 5, message: 'no matches for kind' } }),
      'Progressing',
      'syncing',
    ],
    [
      'a retry after many',
      child({ operationState: { phase: 'Running', retryCount: 6, message: 'no matches for kind' } }),
      'Degraded',
      'its sync fails: no matches for kind',
    ],
    [
      'a sync that succeeded after many',
      child({ operationState: { phase: 'Succeeded', retryCount: 9, message: 'successfully synced' } }),
      'Healthy',
      '',
    ],
    ...['Failed', 'Error'].map((phase): State => [
      `${phase}, and not tried again`,
      child({
        sync: { status: 'OutOfSync', comparedTo: { source } },
        operationState: { phase, message: 'terminated' },
      }),
      'Degraded',
      'its last sync failed, and it is not tried again: terminated',
    ]),
    ['Failed, but in sync by now', child({ operationState: { phase: 'Failed' } }), 'Healthy', ''],
    ...['InvalidSpecError', 'ComparisonError', 'UnknownError'].map((type): State => [
      type,
      {
        spec: { source },
        status: { conditions: [{ type, message: 'there are no clusters with this name: worker09' }] },
      },
      'Degraded',
      'there are no clusters with this name: worker09',
    ]),
    ...['SyncError', 'SharedResourceWarning', 'OrphanedResourceWarning', 'DeletionError'].map((type): State => [
      `${type}, which the sync or the health shows too`,
      child({ conditions: [{ type, message: 'look here' }] }),
      'Healthy',
      '',
    ]),
  ],
};

describe.each(Object.entries(states))('%s', (kind, rows) => {
  const script = healthScripts.find((each) => each.kind === kind);

  test.each(rows)('%s', (_, object, status, message) => {
    const health = runHealthScript(script?.lua ?? '', { metadata: { name: 'x', generation: 2 }, ...object });
    expect(health).toEqual({ status, message });
  });
});

test('every health script is held against the states of its controller', () => {
  expect(Object.keys(states).sort()).toEqual(healthScripts.map(({ kind }) => kind).sort());
});

function placed(status: string, reason: string, message: string, numberOfClusters?: number): object {
  return {
    spec: numberOfClusters === undefined ? {} : { numberOfClusters },
    status: {
      conditions: [
        condition('PlacementMisconfigured', 'False', 'Succeedconfigured'),
        condition('PlacementSatisfied', status, reason, message),
      ],
    },
  };
}

function work(conditions: readonly object[], manifests: readonly object[] = []): object {
  return { spec: { workload: { manifests: [] } }, status: { conditions, resourceStatus: { manifests } } };
}

function set(status: string, reason: string, rolledOut: string | undefined, total: number): object {
  const conditions = [
    condition('PlacementVerified', status, reason),
    ...(rolledOut === undefined
      ? []
      : [condition('PlacementRolledOut', rolledOut === 'Complete' ? 'True' : 'False', rolledOut)]),
  ];
  return { status: { summary: { total, applied: total, available: total }, conditions } };
}

function openDataHub(): State[] {
  const failed = condition('ProvisioningSucceeded', 'False', 'Error', 'kserve: no such image');
  return [
    ['before the first round', {}, 'Progressing', 'waiting for the operator'],
    ['Ready', { status: { phase: 'Ready' } }, 'Healthy', 'ready'],
    ['Progressing', { status: { phase: 'Progressing' } }, 'Progressing', 'waiting for the operator'],
    ['Not Ready', { status: { phase: 'Not Ready' } }, 'Progressing', 'waiting for the operator'],
    [
      'Not Ready because it cannot',
      { status: { phase: 'Not Ready', conditions: [failed] } },
      'Degraded',
      'kserve: no such image',
    ],
    ['Error', { status: { phase: 'Error' } }, 'Degraded', 'the operator reports an error'],
  ];
}
