import { below, verdict, type Meaning } from '../changed';

/** A component that is removed takes its controllers with it, and what they manage. */
export const dataScienceCluster: Meaning = {
  kinds: ['datasciencecluster.opendatahub.io/DataScienceCluster'],
  source: 'opendatahub-operator: a component is removed with its controller; not tried',

  *judge(changed) {
    for (const field of below(changed, 'spec.components'))
      if (field.path.at(-1) === 'managementState' && field.new === 'Removed')
        yield verdict(
          {
            class: 'danger',
            why: `the operator deletes ${String(field.path[2])} and the controllers of its objects`,
            fix: 'Remove what uses the component first, in a commit of its own.',
          },
          field,
        );
  },

  bad: { old: cluster('Managed'), new: cluster('Removed'), says: ['danger /spec/components/kserve/managementState'] },
  good: { old: cluster('Removed'), new: cluster('Managed') },
};

function cluster(managementState: string) {
  return {
    apiVersion: 'datasciencecluster.opendatahub.io/v2',
    kind: 'DataScienceCluster',
    metadata: { name: 'default-dsc' },
    spec: { components: { kserve: { managementState } } },
  };
}
