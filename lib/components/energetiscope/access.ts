import { Construct } from 'constructs';
import { labelsOf, names } from '../../constructs/energetiscope/names';
import { kindsOfTraining, WorkloadReader } from '../../constructs/energetiscope/workload-reader';
import { ServiceAccount } from '../../constructs/service-account';
import type { Site } from './site';

/** Two accounts: one that may read workloads, for the collector and the training, and one without any right. */
export class Access extends Construct {
  public constructor(scope: Construct, id: string, { settings }: Site) {
    super(scope, id);
    const { namespace, collector, training } = settings;
    const labels = labelsOf(names.account, 'account');
    new ServiceAccount(this, 'account', { name: names.account, namespace, labels });
    new WorkloadReader(this, 'reader', namespace, [...kindsOfTraining(training), ...(collector?.kinds ?? [])]);
  }
}
