import { kindKey, type Located } from '../../graph/located';
import type { Manifest } from '../../model/manifest';
import { findingKind } from '../../model/finding-kind';
import type { ManifestWorkSpec } from '../../../imports/objects/work.open-cluster-management.io';
import { isTyped } from '../engine/object-rule';
import { fieldOf } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';
import { workKinds, workSpec } from '../open-cluster-management/work-spec';

/** Kinds that take data with them when they go, with their resource names. */
const keepers: Readonly<Record<string, string>> = {
  '/Namespace': 'namespaces',
  '/PersistentVolumeClaim': 'persistentvolumeclaims',
  'apiextensions.k8s.io/CustomResourceDefinition': 'customresourcedefinitions',
};

const finding = findingKind({
  code: 'pruning-deletes-data',
  why: 'When a unit goes away, Argo CD prunes its objects and a ManifestWork deletes its objects: a claim with its data, a namespace with everything in it, a CRD with all its objects.',
  fix: 'Annotate the object with `argocd.argoproj.io/sync-options: Prune=false,Delete=false`, or orphan it in the ManifestWork.',
  messages: {
    unprotected: 'not protected from pruning; set argocd.argoproj.io/sync-options: Prune=false,Delete=false',
    notOrphaned:
      'has no orphaning rule in its ManifestWork; list it under deleteOption.selectivelyOrphans.orphaningRules',
  },
});

export const pruningDeletesData: Rule<Fault> = {
  ...finding,
  profile: 'scorewright',
  appliesTo: 'argo-cd',
  summary: 'Nothing that holds data is deleted when its file or its ManifestWork goes away.',
  turnOff: 'When all data of the environment can be lost, as in a test fleet.',

  *collect(_, { objects: [outer, ...inner] }) {
    if (keepers[kindKey(outer.manifest)] !== undefined && !isKept(outer.manifest))
      yield finding.fault('unprotected', {}, fieldOf(outer, ['metadata', 'annotations']));
    const work = isTyped(outer, ...workKinds) ? workSpec(outer).spec : undefined;
    // A work that stays itself takes nothing along.
    for (const located of work && !isKept(outer.manifest) ? inner : [])
      if (keepers[kindKey(located.manifest)] !== undefined && !isOrphaned(located, work))
        yield finding.fault('notOrphaned', {}, fieldOf(located, []));
  },

  judge: (faults) => faults,
};

function isKept({ metadata }: Manifest): boolean {
  const options = (metadata.annotations?.['argocd.argoproj.io/sync-options'] ?? '')
    .split(',')
    .map((option) => option.trim());
  return options.includes('Prune=false') && options.includes('Delete=false');
}

function isOrphaned({ manifest, ref }: Located, { deleteOption = {} }: ManifestWorkSpec = {}): boolean {
  const { propagationPolicy, selectivelyOrphans = {} } = deleteOption;
  if (propagationPolicy === 'Orphan') return true;
  const { orphaningRules = [] } = selectivelyOrphans;
  return (
    propagationPolicy === 'SelectivelyOrphan' &&
    orphaningRules.some(
      ({ resource, name, namespace = '' }) =>
        resource === keepers[kindKey(manifest)] && name === ref.name && namespace === (ref.namespace ?? ''),
    )
  );
}
