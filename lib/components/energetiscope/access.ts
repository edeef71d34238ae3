import { Construct } from 'constructs';
import { ClusterGrant, type Rule, type Verb } from '../../constructs/rbac';
import { ServiceAccount } from '../../constructs/service-account';
import { labelsOf, names } from './names';
import type { Site } from './site';
import type { WorkloadKind } from './training-settings';

const resources: Readonly<Record<WorkloadKind, { readonly group: string; readonly resource: string }>> = {
  Pod: { group: '', resource: 'pods' },
  Deployment: { group: 'apps', resource: 'deployments' },
  CronJob: { group: 'batch', resource: 'cronjobs' },
  Job: { group: 'batch', resource: 'jobs' },
};

const read: readonly Verb[] = ['get', 'list', 'watch'];

/**
 * Two accounts: one that may read workloads in every namespace, for the collector and the first two steps, and one without
 * any right. The collector lists whole clusters even where it is told namespaces, so its right is cluster-wide.
 */
export class Access extends Construct {
  public constructor(scope: Construct, id: string, { settings }: Site) {
    super(scope, id);
    const { namespace, collector, training } = settings;
    const owners = training.label.owners === 'prom' ? [] : (['Pod'] as const);
    const kinds = new Set<WorkloadKind>([...training.collect.kinds, ...(collector?.kinds ?? []), ...owners]);
    const rules = rulesFor(kinds);
    new ServiceAccount(this, 'account', {
      name: names.account,
      namespace,
      labels: labelsOf(names.account, 'account'),
    });
    const labels = labelsOf(names.reader, 'account');
    const reader = new ServiceAccount(this, 'reader', { name: names.reader, namespace, labels });
    new ClusterGrant(this, 'read', { name: names.reader, labels, rules, to: reader });
  }
}

/** One rule for each API group, in a fixed order whatever the order of the kinds. */
function rulesFor(kinds: ReadonlySet<WorkloadKind>): [Rule, ...Rule[]] {
  const wanted = Object.entries(resources).flatMap(([kind, place]) => (kinds.has(kind as WorkloadKind) ? [place] : []));
  const groups = [...new Set(wanted.map(({ group }) => group))];
  const [first, ...others] = groups.map((group) => ({
    apiGroups: [group],
    resources: wanted.filter((place) => place.group === group).map(({ resource }) => resource),
    verbs: read,
  }));
  if (first === undefined) throw new Error('the schema lets no empty list of kinds pass');
  return [first, ...others];
}
