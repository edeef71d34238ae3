import { isObject } from '../../model/json';
import { find, parsePattern, type Found } from '../../graph/field-pattern';
import { groupOf } from '../../model/manifest';
import { faultOf } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';
import { workKinds, workSpec } from './work-spec';

const manifests = parsePattern('workload.manifests[*]');

export const manifestWorkUnfit: Rule<Fault> = {
  code: 'manifest-work-unfit',
  kinds: workKinds,
  severity: 'error',
  summary: 'A ManifestWork carries only named, distinct objects that need no order.',
  why: 'The work webhook refuses an empty ManifestWork, duplicates, and objects without a name or with generateName. The work agent knows no Helm charts, hooks or waves, so objects that rely on an order break.',
  fix: 'Deliver the unit by Argo CD, or remove the object from it.',
  turnOff: 'When the order of the objects does not matter although they are annotated with one.',

  *collect(_, { objects: [outer] }) {
    const work = workSpec(outer);
    if (!work) return;
    const found = find(manifests, work.value, work.path);
    if (found.length === 0)
      yield faultOf(outer, [...work.path, 'workload', 'manifests'], 'got an empty list; remove the ManifestWork');
    const seen = new Set<string>();
    for (const item of found) {
      const unfit = whyUnfit(item, seen);
      if (unfit !== undefined) yield faultOf(outer, item.path, unfit);
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

function whyUnfit({ value }: Found, seen: Set<string>): string | undefined {
  const { apiVersion, kind, metadata, spec } = isObject(value) ? value : {};
  const { name, generateName, namespace = '', annotations } = isObject(metadata) ? metadata : {};
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || typeof name !== 'string' || name === '')
    return 'got no name; a ManifestWork names every object, without generateName';
  if (typeof generateName === 'string' && generateName !== '')
    return 'got generateName beside name; the work webhook refuses it: remove it';
  const key = `${groupOf(apiVersion)}/${kind}/${String(namespace)}/${name}`;
  if (seen.has(key)) return 'got the same object a second time; keep one';
  seen.add(key);
  const order = isObject(annotations) ? ordering.find((annotation) => annotation in annotations) : undefined;
  if (order !== undefined) return `got ${order}, which work agents ignore; deliver the unit by Argo CD`;
  if (kind === 'Job' && isObject(spec) && spec.ttlSecondsAfterFinished !== undefined)
    return 'got a Job with ttlSecondsAfterFinished, which the agent would create again each time; remove the field';
  if (kind === 'CustomResourceDefinition')
    return 'got a CustomResourceDefinition, for which nothing waits; deliver the unit by Argo CD';
  return undefined;
}
