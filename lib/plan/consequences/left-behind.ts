import { valueAt, type ChangeClass } from '../../kinds/changed';
import type { Manifest } from '../../model/manifest';
import type { Consequence } from '../consequence';
import { kindOf } from '../running-object';

interface Rest {
  readonly class: ChangeClass;
  readonly why: string;
  readonly fix?: string;
}

/** With these an ExternalSecret does not own the Secret that it writes. */
const policies: readonly unknown[] = ['Orphan', 'Merge', 'None', 'CreateOrMerge'];

/** By kind, what the removal of an object leaves behind or takes along beside it. */
const rests: Readonly<Record<string, (manifest: Manifest) => Rest | undefined>> = {
  'dynamic-scoring.open-cluster-management.io/DynamicScorer': () => ({
    class: 'remove',
    why: 'its AddOnPlacementScores stay on every cluster with their last values, and Placements that name them decide by those',
    fix: 'kubectl delete addonplacementscore of that name in the namespace of each cluster on the hub, once no Placement names it.',
  }),
  'external-secrets.io/ExternalSecret': ({ spec }) =>
    policies.includes(valueAt(spec, 'target.creationPolicy'))
      ? { class: 'remove', why: 'its Secret stays, and nobody refreshes it any more' }
      : {
          class: 'danger',
          why: 'its Secret is collected with it (creationPolicy Owner): whoever reads it fails at its next start',
        },
  'operators.coreos.com/Subscription': () => ({
    class: 'remove',
    why: 'the operator stays, with its ClusterServiceVersion and its CRDs: only its upgrades end',
    fix: 'kubectl delete csv of the operator by hand, once none of its objects is left.',
  }),
  'cert-manager.io/Certificate': () => ({
    class: 'remove',
    why: 'its Secret stays with a certificate that nobody renews any more',
  }),
};

export const leftBehind: Consequence = {
  code: 'left-behind',
  why: 'Controllers make objects that no tree shows: some stay when what asked for them goes, and some go with it.',

  *judge({ changes }) {
    for (const change of changes) {
      if (change.old === undefined || change.new !== undefined || change.old.inTemplate) continue;
      const rest = rests[kindOf(change.old)]?.(change.old.manifest);
      if (rest !== undefined) yield { change, reason: { field: '', ...rest } };
    }
  },

  bad: {
    base: { 'worker01/demo': [secret('Owner'), secret('Orphan')] },
    head: { 'worker01/demo': [] },
    says: ['danger ExternalSecret demo/owner on worker01', 'remove ExternalSecret demo/orphan on worker01'],
  },
  good: { base: { 'worker01/demo': [] }, head: { 'worker01/demo': [secret('Owner')] } },
};

function secret(creationPolicy: string): Manifest {
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name: creationPolicy.toLowerCase(), namespace: 'demo' },
    spec: { secretStoreRef: { name: 'vault' }, target: { creationPolicy } },
  };
}
