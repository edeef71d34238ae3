import { type Located } from '../../graph/located';
import { findingKind } from '../../model/finding-kind';
import { platformOf } from '../../platforms/catalogue';
import { fieldOf } from '../engine/fault';
import { objectRule } from '../engine/object-rule';

type Own = Omit<Located, 'manifest'>;
type Fact = { readonly claim: Own } | { readonly defaultOn: string };

const annotation = 'storageclass.kubernetes.io/is-default-class';

const finding = findingKind({
  code: 'storage-class-unnamed',
  why: 'EKS has had no default StorageClass since Kubernetes 1.30: a claim without a class stays Pending, and so do its pods.',
  fix: 'Set `storageClassName`, or make one class the default by its annotation.',
  messages: {
    missing: 'missing, and the cluster has no default class; name one',
  },
});

export const storageClassUnnamed = objectRule({
  ...finding,
  kinds: ['storage.k8s.io/v1/StorageClass', 'v1/PersistentVolumeClaim'],
  ofAbsence: true,
  summary: 'A claim names its StorageClass when the cluster has no default one.',
  turnOff: 'When the cluster has a default class that is not rendered here.',

  *collect({ manifest, ...own }): Iterable<Fact> {
    if (own.uninstantiated) return;
    if (manifest.kind === 'StorageClass') {
      if (manifest.metadata.annotations?.[annotation] === 'true') yield { defaultOn: own.ref.cluster };
    } else if (manifest.spec?.storageClassName === undefined && manifest.spec?.volumeName === undefined) {
      yield { claim: own };
    }
  },

  *judge(facts, { input: { fleet } }) {
    const defaults = new Set(facts.flatMap((fact) => ('defaultOn' in fact ? [fact.defaultOn] : [])));
    const bare = new Set(
      fleet.clusters.flatMap((cluster) => (platformOf(cluster).storage.hasDefault ? [] : [cluster.name])),
    );
    for (const fact of facts)
      if ('claim' in fact && bare.has(fact.claim.ref.cluster) && !defaults.has(fact.claim.ref.cluster))
        yield finding.fault('missing', {}, fieldOf(fact.claim, ['spec', 'storageClassName']));
  },
});
