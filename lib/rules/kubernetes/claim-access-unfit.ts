import type { Located } from '../../graph/located';
import { clusterNamed } from '../../model/fleet';
import { platformOf } from '../../platforms/catalogue';
import { findingKind } from '../../model/finding-kind';
import type { Path } from '../../model/origin';
import { fieldOf } from '../engine/fault';
import { objectRule } from '../engine/object-rule';

interface Claim extends Omit<Located, 'manifest'> {
  readonly at: Path;
  readonly className: string;
  readonly mode: string;
}

type Fact =
  { readonly claim: Claim } | { readonly className: string; readonly cluster: string; readonly provisioner: string };

/** Provisioners whose volumes one node mounts at a time, by the documentation of each driver; for file systems. */
const ofOneNode: ReadonlySet<string> = new Set([
  'disk.csi.azure.com',
  'ebs.csi.aws.com',
  'kubernetes.io/aws-ebs',
  'kubernetes.io/azure-disk',
  'kubernetes.io/gce-pd',
  'local.csi.openebs.io',
  'openebs.io/local',
  'pd.csi.storage.gke.io',
  'rancher.io/local-path',
  'topolvm.io',
]);

/** The classes that platforms bring, with their provisioners. */
const standing: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  eks: { gp2: 'ebs.csi.aws.com', gp3: 'ebs.csi.aws.com' },
  kind: { standard: 'rancher.io/local-path' },
};

const finding = findingKind({
  code: 'claim-access-unfit',
  why: 'A volume that one node mounts at a time is never provisioned for a claim that several nodes share: the claim stays Pending, and so do its pods.',
  fix: 'Ask for ReadWriteOnce, or name a class of shared storage such as EFS, NFS or CephFS.',
  messages: {
    unfit: 'got {got}; {provisioner}, which provisions class {name}, supports only ReadWriteOnce',
  },
});

export const claimAccessUnfit = objectRule({
  ...finding,
  kinds: ['v1/PersistentVolumeClaim', 'apps/v1/StatefulSet', 'storage.k8s.io/v1/StorageClass'],
  summary: 'No claim asks for shared access of a class whose volumes one node mounts at a time.',
  turnOff: 'When your version of the driver shares volumes.',

  *collect(located): Iterable<Fact> {
    const { manifest, ...own } = located;
    if (own.uninstantiated) return;
    if (manifest.kind === 'StorageClass') {
      yield { className: own.ref.name, cluster: own.ref.cluster, provisioner: manifest.provisioner };
      return;
    }
    const specs =
      manifest.kind === 'PersistentVolumeClaim'
        ? [{ spec: manifest.spec, at: ['spec'] }]
        : (manifest.spec?.volumeClaimTemplates ?? []).map(({ spec }, index) => ({
            spec,
            at: ['spec', 'volumeClaimTemplates', index, 'spec'],
          }));
    for (const { spec, at } of specs) {
      const { accessModes = [], storageClassName, volumeMode, volumeName } = spec ?? {};
      const index = accessModes.findIndex((mode) => mode === 'ReadWriteMany' || mode === 'ReadOnlyMany');
      const mode = accessModes[index];
      if (mode === undefined || !storageClassName || volumeMode === 'Block' || volumeName) continue;
      yield { claim: { ...own, at: [...at, 'accessModes', index], className: storageClassName, mode } };
    }
  },

  *judge(facts, { input: { fleet } }) {
    const provisioners = new Map(
      facts.flatMap((fact) => ('provisioner' in fact ? [[`${fact.cluster}/${fact.className}`, fact.provisioner]] : [])),
    );
    for (const fact of facts) {
      if (!('claim' in fact)) continue;
      const { className, mode, at, ref } = fact.claim;
      const cluster = clusterNamed(ref.cluster, fleet);
      // A folder of others may be for any platform.
      const platform = cluster === undefined || fleet.environment === '' ? '' : platformOf(cluster).name;
      const brought = standing[platform]?.[className];
      const provisioner = provisioners.get(`${ref.cluster}/${className}`) ?? brought;
      if (provisioner === undefined || !ofOneNode.has(provisioner)) continue;
      yield finding.fault('unfit', { got: mode, provisioner, name: className }, fieldOf(fact.claim, at));
    }
  },
});
