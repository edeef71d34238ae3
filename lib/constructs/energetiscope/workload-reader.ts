import { Construct } from 'constructs';
import { ClusterGrant, type Rule, type Verb } from '../rbac';
import { ServiceAccount } from '../service-account';
import { labelsOf, names } from './names';
import type { WorkloadKind } from './training-settings';

const resources: Readonly<Record<WorkloadKind, { readonly group: string; readonly resource: string }>> = {
  Pod: { group: '', resource: 'pods' },
  Deployment: { group: 'apps', resource: 'deployments' },
  CronJob: { group: 'batch', resource: 'cronjobs' },
  Job: { group: 'batch', resource: 'jobs' },
};

const read: readonly Verb[] = ['get', 'list', 'watch'];

/** The kinds that a training reads: those that it lists, and pods where it asks the API server for their owners. */
export function kindsOfTraining({
  collect,
  label,
}: {
  readonly collect: { readonly kinds: readonly WorkloadKind[] };
  readonly label: { readonly owners: string };
}): WorkloadKind[] {
  return [...collect.kinds, ...(label.owners === 'prom' ? [] : (['Pod'] as const))];
}

/**
 * The account that may read workloads in every namespace, for the collector and the first two steps of a training. The
 * collector lists whole clusters even where namespaces are given, so the right is cluster-wide.
 */
export class WorkloadReader extends Construct {
  public readonly name = names.reader;

  public constructor(scope: Construct, id: string, namespace: string, kinds: readonly WorkloadKind[]) {
    super(scope, id);
    const labels = labelsOf(names.reader, 'account');
    const reader = new ServiceAccount(this, 'reader', { name: names.reader, namespace, labels });
    new ClusterGrant(this, 'read', { name: names.reader, labels, rules: rulesFor(new Set(kinds)), to: reader });
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
