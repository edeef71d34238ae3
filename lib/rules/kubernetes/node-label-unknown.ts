import { distance } from 'fastest-levenshtein';
import { kindKey, type Located } from '../../graph/located';
import { podKinds, podTemplate } from '../../graph/pod-template';
import { findingKind } from '../../model/finding-kind';
import { at, fieldsOf, objectsOf, textsOf } from '../../model/json';
import type { Path } from '../../model/origin';
import { fieldAt } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

/** Labels of the kubelet and cloud providers, with all values that they can have. */
const values: Readonly<Record<string, readonly string[] | undefined>> = {
  'beta.kubernetes.io/arch': undefined,
  'beta.kubernetes.io/os': undefined,
  'kubernetes.io/arch': ['amd64', 'arm64', 'arm', 'ppc64le', 's390x', 'riscv64', 'loong64', '386', 'mips64le'],
  'kubernetes.io/hostname': undefined,
  'kubernetes.io/os': ['linux', 'windows'],
  'node.kubernetes.io/instance-type': undefined,
  'topology.kubernetes.io/region': undefined,
  'topology.kubernetes.io/zone': undefined,
};
const known = Object.keys(values);
const ofKubernetes = /^((beta|node|topology)\.)?kubernetes\.io\//;

const finding = findingKind({
  code: 'node-label-unknown',
  why: 'No node has the label, so the scheduler never finds a place for the pod.',
  fix: 'Write the label and its value as nodes have them: kubectl get nodes --show-labels.',
  messages: {
    key: 'got {got}; did you mean {suggestion}?',
    value: 'got {got}; nodes have {expected}',
    zone: 'got zone {got}, which is not in region {region}',
  },
});

export const nodeLabelUnknown: Rule<Fault> = {
  ...finding,
  kinds: podKinds,
  summary: 'Every well-known label in the node selectors of a pod is one that nodes can have.',
  turnOff: 'When your nodes have labels of such names.',

  *collect(_, { objects }) {
    for (const located of objects) if (!located.uninstantiated) yield* faultsOf(located);
  },

  judge: (faults) => faults,
};

function* faultsOf(located: Located): Iterable<Fault> {
  const template = kindKey(located.manifest) === 'flux-framework.org/MiniCluster' ? undefined : podTemplate(located);
  if (!template) return;
  const chosen = fieldsOf(template.spec.nodeSelector);
  const say = (path: Path) => fieldAt(located, [...template.path, 'spec', ...path]);
  for (const [key, value] of Object.entries(chosen)) {
    const path = ['nodeSelector', key];
    const near = nearKey(key);
    if (near !== undefined) yield finding.fault('key', { got: key, suggestion: near }, say(path));
    else if (isUnknown(key, value)) yield finding.fault('value', { got: value, expected: values[key] }, say(path));
  }
  const { 'topology.kubernetes.io/zone': zone, 'topology.kubernetes.io/region': region } = chosen;
  if (typeof zone === 'string' && typeof region === 'string' && isElsewhere(zone, region))
    yield finding.fault('zone', { got: zone, region }, say(['nodeSelector', 'topology.kubernetes.io/zone']));
  const terms = ['affinity', 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution', 'nodeSelectorTerms'];
  for (const [term, { matchExpressions }] of objectsOf(at(template.spec, ...terms)).entries())
    for (const [index, { key, operator, values: wanted }] of objectsOf(matchExpressions).entries()) {
      if (operator !== 'In' && operator !== 'Exists') continue;
      const path = [...terms, term, 'matchExpressions', index];
      const near = nearKey(String(key));
      if (near !== undefined) yield finding.fault('key', { got: key, suggestion: near }, say([...path, 'key']));
      const texts = textsOf(wanted);
      if (texts.length > 0 && texts.every((value) => isUnknown(String(key), value)))
        yield finding.fault('value', { got: texts, expected: values[String(key)] }, say([...path, 'values']));
    }
}

/** The label that is meant by one of Kubernetes' own that differs by a letter or two. */
function nearKey(key: string): string | undefined {
  if (!ofKubernetes.test(key) || known.includes(key)) return undefined;
  return known.find((name) => distance(name, key) <= 2);
}

function isUnknown(key: string, value: unknown): boolean {
  const own = values[key];
  return own !== undefined && !own.includes(String(value));
}

/** Whether a zone is in another region, in clouds that name zones after regions: us-east-1a, europe-west1-b. */
function isElsewhere(zone: string, region: string): boolean {
  return (
    /^[a-z]+(-[a-z]+)+-?\d+-?[a-z]$/.test(zone) && /^[a-z]+(-[a-z]+)+-?\d+$/.test(region) && !zone.startsWith(region)
  );
}
