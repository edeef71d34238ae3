import type { Located } from '../../graph/located';
import type { Path } from '../../model/origin';
import { homeOf, isResource, resourceHint } from './api-resources';
import { findingKind } from '../../model/finding-kind';
import { fieldOf } from '../engine/fault';
import { objectRule, type Typed } from '../engine/object-rule';
import type { Fault } from '../engine/rule';
const versions = /^v\d+((alpha|beta)\d+)?$/;

const finding = findingKind({
  code: 'rule-names-no-resource',
  why: 'The API server accepts a rule for a resource that its group does not have; the role then permits nothing, or the webhook is never called.',
  fix: 'Name the plural of the resource in the API group that has it: deployments are in apps, jobs in batch.',
  messages: {
    noWebhook: 'got none; remove the configuration',
    noRule: 'got none; the webhook is never called',
    resource: 'got {got}; {hint}',
    group: 'got {got}; it is in the API group {group}',
    version: 'got {got}; a version is written as v1 or v1beta1',
  },
});

/** An unknown resource in a role does no harm: charts also list resources of old versions. */
interface Fact {
  readonly fault: Fault;
  readonly isHook: boolean;
}

export const ruleNamesNoResource = objectRule({
  ...finding,
  kinds: [
    'rbac.authorization.k8s.io/v1/Role',
    'rbac.authorization.k8s.io/v1/ClusterRole',
    'admissionregistration.k8s.io/v1/MutatingWebhookConfiguration',
    'admissionregistration.k8s.io/v1/ValidatingWebhookConfiguration',
  ],
  summary: 'Every role or webhook rule names a resource in the API group that has it.',
  turnOff: 'When the cluster serves resources of these groups that this version does not know.',

  *collect(located): Iterable<Fact> {
    const isHook = located.manifest.kind.endsWith('WebhookConfiguration');
    for (const fault of faultsOf(located)) yield { fault, isHook };
  },

  *judge(facts, fleet) {
    for (const { fault, isHook } of facts) if (isHook || fleet.demands('scorewright')) yield fault;
  },
});

type Ruled = Typed<
  | 'rbac.authorization.k8s.io/v1/Role'
  | 'rbac.authorization.k8s.io/v1/ClusterRole'
  | 'admissionregistration.k8s.io/v1/MutatingWebhookConfiguration'
  | 'admissionregistration.k8s.io/v1/ValidatingWebhookConfiguration'
>;

function* faultsOf(located: Ruled): Iterable<Fault> {
  const { manifest } = located;
  if (manifest.kind === 'Role' || manifest.kind === 'ClusterRole') {
    for (const [at, rule] of (manifest.rules ?? []).entries()) yield* unknownIn(located, rule, ['rules', at]);
    return;
  }
  const { webhooks = [] } = manifest;
  if (webhooks.length === 0) yield finding.fault('noWebhook', {}, fieldOf(located, ['webhooks']));
  for (const [at, { rules = [] }] of webhooks.entries()) {
    if (rules.length === 0) yield finding.fault('noRule', {}, fieldOf(located, ['webhooks', at, 'rules']));
    for (const [index, rule] of rules.entries()) yield* unknownIn(located, rule, ['webhooks', at, 'rules', index]);
  }
}

/** The rule of a role or of a webhook; only webhooks name versions. */
interface ResourceRule {
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly apiVersions?: readonly string[];
}

function* unknownIn(located: Omit<Located, 'manifest'>, rule: ResourceRule, path: Path): Iterable<Fault> {
  const { apiGroups = [], resources = [], apiVersions = [] } = rule;
  if (apiGroups.length === 0 || apiGroups.includes('*')) return;
  for (const [at, resource] of resources.entries())
    if (!isResource(resource, apiGroups)) {
      const where = fieldOf(located, [...path, 'resources', at]);
      const group = homeOf(resource, apiGroups);
      yield group === undefined
        ? finding.fault('resource', { got: resource, ...resourceHint(resource, apiGroups) }, where)
        : finding.fault('group', { got: resource, group: group || '""' }, where);
    }
  for (const [at, version] of apiVersions.entries())
    if (version !== '*' && !versions.test(version))
      yield finding.fault('version', { got: version }, fieldOf(located, [...path, 'apiVersions', at]));
}
