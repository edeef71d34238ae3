import { Construct } from 'constructs';
import type { ContainerProps } from '../../constructs/container';
import { podAnywhere, podOnVolume } from '../../constructs/energetiscope/pod';
import { namespaceArgs } from '../../constructs/energetiscope/steps';
import type { WorkloadKind } from '../../constructs/energetiscope/training-settings';
import { scheduled } from '../../constructs/pod-settings';
import { Workload } from '../../constructs/workload';
import { belonging, dataFolder, dataMount, names } from '../../constructs/energetiscope/names';
import type { EnergetiscopeSettings } from './settings';
import { volumeOf, type Site } from './site';

type CollectorSettings = NonNullable<EnergetiscopeSettings['collector']>;

/** Sends every workload of the cluster to the predictor, with a process for each kind: one alone never gets past the first. */
export class Collector extends Construct {
  public constructor(scope: Construct, id: string, site: Site, collector: CollectorSettings) {
    super(scope, id);
    const { namespace } = site.settings;
    const { platform } = site.cluster;
    const [first, ...others] = collector.kinds.map((kind) => watcher(site, collector, kind));
    if (first === undefined) throw new Error('the schema lets no empty list of kinds pass');
    new Workload(this, 'workload', {
      ...belonging(names.collector, 'collector'),
      namespace,
      ...(collector.store ? podOnVolume(platform, volumeOf(site), collector) : podAnywhere(platform)),
      ...(!collector.store && { scheduling: scheduled(collector) }),
      serviceAccount: { name: names.reader, token: true },
      containers: [first, ...others],
    });
  }
}

function watcher({ settings, predictorUrl }: Site, collector: CollectorSettings, kind: WorkloadKind): ContainerProps {
  const { image, imagePullPolicy } = settings;
  const name = kind.toLowerCase();
  const watch = ['watch', '--kinds', kind, ...namespaceArgs(collector.namespaces), '--emit-initial'];
  const file = collector.store ? ['--output', `${dataFolder}/collected/${name}.ndjson`] : [];
  return {
    name,
    image,
    imagePullPolicy,
    args: ['python3', '/app/k8s_collect.py', ...watch, '--post', `${predictorUrl}/predict`, ...file],
    mounts: collector.store ? [dataMount] : [],
    resources: collector.resources,
  };
}
