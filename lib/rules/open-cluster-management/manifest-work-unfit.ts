import { fieldsOf, isObject } from '../../model/json';
import { find, parsePattern, type Found } from '../../graph/field-pattern';
import { groupOf } from '../../model/manifest';
import { findingKind } from '../../model/finding-kind';
import { fieldOf } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';
import { workKinds, workSpec } from './work-spec';

const manifests = parsePattern('workload.manifests[*]');

const finding = findingKind({
  code: 'manifest-work-unfit',
  why: 'The work webhook refuses an empty ManifestWork, duplicates, and objects without a name or with generateName. The work agent knows no Helm charts, hooks or waves, so objects that rely on an order break.',
  fix: 'Deliver the unit by Argo CD, or remove the object from it.',
  messages: {
    noName: 'got no name; a ManifestWork names every object, without generateName',
    generateName: 'got generateName beside name; the work webhook refuses it: remove it',
    twice: 'got the same object a second time; keep one',
    order: 'got {got}, which work agents ignore; deliver the unit by Argo CD',
    ttl: 'got a Job with ttlSecondsAfterFinished, which the agent would create again each time; remove the field',
    definition: 'got a CustomResourceDefinition, for which nothing waits; deliver the unit by Argo CD',
    empty: 'got an empty list; remove the ManifestWork',
  },
});

export const manifestWorkUnfit: Rule<Fault> = {
  ...finding,
  kinds: workKinds,
  summary: 'A ManifestWork carries only named, distinct objects that need no order.',
  turnOff: 'When the order of the objects does not matter although they are annotated with one.',

  *collect(_, { objects: [outer] }) {
    const work = workSpec(outer);
    if (!work) return;
    const found = find(manifests, work.value, work.path);
    if (found.length === 0) yield finding.fault('empty', {}, fieldOf(outer, [...work.path, 'workload', 'manifests']));
    const seen = new Set<string>();
    for (const item of found) {
      const where = fieldOf(outer, item.path);
      const order = orderOf(item);
      const unfit = whyUnfit(item, seen);
      if (unfit !== undefined) yield finding.fault(unfit, {}, where);
      else if (order !== undefined) yield finding.fault('order', { got: order }, where);
    }
  },

  judge: (faults) => faults,
};

/** Annotations that order objects, or make hooks of them, for tools that are not there on the managed cluster. */
const ordering = [
  'argocd.argoproj.io/hook',
  'argocd.argoproj.io/sync-wave',
  'helm.sh/hook',
  'helm.sh/hook-weight',
  'scorewright.dev/after',
];

function orderOf({ value }: Found): string | undefined {
  const { annotations } = fieldsOf(fieldsOf(value).metadata);
  return isObject(annotations) ? ordering.find((annotation) => annotation in annotations) : undefined;
}

/** The message for an object that no ManifestWork may carry. */
function whyUnfit(
  { value }: Found,
  seen: Set<string>,
): 'noName' | 'generateName' | 'twice' | 'ttl' | 'definition' | undefined {
  const { apiVersion, kind, metadata, spec } = fieldsOf(value);
  const { name, generateName, namespace = '' } = fieldsOf(metadata);
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || typeof name !== 'string' || name === '')
    return 'noName';
  if (typeof generateName === 'string' && generateName !== '') return 'generateName';
  const key = `${groupOf(apiVersion)}/${kind}/${String(namespace)}/${name}`;
  if (seen.has(key)) return 'twice';
  seen.add(key);
  if (kind === 'Job' && fieldsOf(spec).ttlSecondsAfterFinished !== undefined) return 'ttl';
  return kind === 'CustomResourceDefinition' ? 'definition' : undefined;
}
