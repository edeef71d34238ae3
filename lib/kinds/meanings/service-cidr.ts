import { below, valueAt, verdict, type Meaning } from '../changed';

/** A range of cluster IPs stays; one of the other family may be added. */
export const serviceCidr: Meaning = {
  kinds: ['networking.k8s.io/ServiceCIDR'],
  source: 'pkg/apis/networking/validation/validation.go:870',

  *judge(changed) {
    const [old, now] = [changed.old, changed.new].map(
      (side) => (valueAt(side, 'spec.cidrs') ?? []) as readonly unknown[],
    );
    if (old?.length === 1 && now?.length === 2 && old[0] === now[0]) return;
    for (const field of below(changed, 'spec.cidrs'))
      yield verdict(
        {
          class: 'refused',
          why: 'a range of cluster IPs cannot change; one of the other family may be added',
          fix: 'Make a ServiceCIDR of another name, and remove this one once no Service is in it.',
        },
        field,
      );
  },

  bad: { old: range(['10.97.0.0/16']), new: range(['10.98.0.0/16']), says: ['refused /spec/cidrs'] },
  good: { old: range(['10.97.0.0/16']), new: range(['10.97.0.0/16', 'fd00::/108']) },
};

function range(cidrs: readonly string[]) {
  return { apiVersion: 'networking.k8s.io/v1', kind: 'ServiceCIDR', metadata: { name: 'more' }, spec: { cidrs } };
}
