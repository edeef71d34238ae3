import { fieldsOf, isObject, type Fields } from '../../model/json';
import { groupOf } from '../../model/manifest';
import { findingKind } from '../../model/finding-kind';
import { objectRule } from '../engine/object-rule';
import type { Fault } from '../engine/rule';
import { fieldOf } from '../engine/fault';
import { workKinds, workSpec } from './work-spec';

const finding = findingKind({
  code: 'manifest-work-unfit',
  why: 'The work webhook rejects an empty ManifestWork, duplicates, and objects without a name or with generateName. The work agent knows no Helm charts, hooks or waves, so objects that rely on an order break.',
  fix: 'Deliver the unit by Argo CD, or remove the object from it.',
  messages: {
    noName: 'got no name; a ManifestWork names every object, without generateName',
    generateName: 'got both generateName and name; the work webhook rejects that: remove generateName',
    twice: 'got the same object a second time; keep one',
    order: 'got {got}, which work agents ignore; deliver the unit by Argo CD',
    ttl: 'got a Job with ttlSecondsAfterFinished, which the agent would create again each time; remove the field',
    definition: 'got a CustomResourceDefinition, for which nothing waits; deliver the unit by Argo CD',
    empty: 'got an empty list; remove the ManifestWork',
  },
});

export const manifestWorkUnfit = objectRule({
  ...finding,
  kinds: workKinds,
  summary: 'A ManifestWork carries only named, distinct objects that need no order.',
  turnOff: 'When the order of the objects does not matter although they are annotated with one.',

  *collect(located): Iterable<Fault> {
    if (located.path.length > 0) return;
    const { spec, path } = workSpec(located);
    const at = [...path, 'workload', 'manifests'];
    const { manifests = [] } = spec.workload ?? {};
    if (manifests.length === 0) yield finding.fault('empty', {}, fieldOf(located, at));
    const seen = new Set<string>();
    for (const [index, manifest] of manifests.entries()) {
      const where = fieldOf(located, [...at, index]);
      const order = orderOf(manifest);
      const unfit = whyUnfit(manifest, seen);
      if (unfit !== undefined) yield finding.fault(unfit, {}, where);
      else if (order !== undefined) yield finding.fault('order', { got: order }, where);
    }
  },

  judge: (faults) => faults,
});

/** Annotations that order objects, or make hooks of them, for tools that are not there on the managed cluster. */
const ordering = [
  'argocd.argoproj.io/hook',
  'argocd.argoproj.io/sync-wave',
  'helm.sh/hook',
  'helm.sh/hook-weight',
  'scorewright.dev/after',
];

function orderOf({ metadata }: Fields): string | undefined {
  const { annotations } = fieldsOf(metadata);
  return isObject(annotations) ? ordering.find((annotation) => annotation in annotations) : undefined;
}

/** The message for an object that no ManifestWork may carry. */
function whyUnfit(
  manifest: Fields,
  seen: Set<string>,
): 'noName' | 'generateName' | 'twice' | 'ttl' | 'definition' | undefined {
  const { apiVersion, kind, metadata, spec } = manifest;
  const { name, generateName, namespace = '' } = fieldsOf(metadata);
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || typeof name !== 'string' || name === '')
    return 'noName';
  if (typeof generateName === 'string' && generateName !== '') return 'generateName';
  const groupKind = `${groupOf(apiVersion)}/${kind}`;
  const key = `${groupKind}/${String(namespace)}/${name}`;
  if (seen.has(key)) return 'twice';
  seen.add(key);
  if (groupKind === 'batch/Job' && fieldsOf(spec).ttlSecondsAfterFinished !== undefined) return 'ttl';
  return groupKind === 'apiextensions.k8s.io/CustomResourceDefinition' ? 'definition' : undefined;
}
