import type { Located } from '../../graph/located';
import { builtInResources } from '../../kinds/scope';
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
    gone: 'got {got}, in which the API server serves none of these resources; name {served}',
    version: 'got {got}; a version is written as v1 or v1beta1',
  },
});

interface Fact {
  readonly fault: Fault;
  /** Whether nothing else can be meant: beside what is right, roles of charts also list resources of old versions. */
  readonly isCertain: boolean;
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
    yield* faultsOf(located);
  },

  *judge(facts, fleet) {
    for (const { fault, isCertain } of facts) if (isCertain || fleet.demands('scorewright')) yield fault;
  },
});

type Ruled = Typed<
  | 'rbac.authorization.k8s.io/v1/Role'
  | 'rbac.authorization.k8s.io/v1/ClusterRole'
  | 'admissionregistration.k8s.io/v1/MutatingWebhookConfiguration'
  | 'admissionregistration.k8s.io/v1/ValidatingWebhookConfiguration'
>;

function* faultsOf(located: Ruled): Iterable<Fact> {
  const { manifest } = located;
  if (manifest.kind === 'Role' || manifest.kind === 'ClusterRole') {
    const { rules = [] } = manifest;
    for (const [at, rule] of rules.entries())
      for (const { fault, meant, home } of unknownIn(located, rule, ['rules', at]))
        yield { fault, isCertain: meant !== undefined && !isGranted(meant, home, rules) };
    return;
  }
  const certain = (fault: Fault): Fact => ({ fault, isCertain: true });
  const { webhooks = [] } = manifest;
  if (webhooks.length === 0) yield certain(finding.fault('noWebhook', {}, fieldOf(located, ['webhooks'])));
  for (const [at, { rules = [] }] of webhooks.entries()) {
    if (rules.length === 0) yield certain(finding.fault('noRule', {}, fieldOf(located, ['webhooks', at, 'rules'])));
    for (const [index, rule] of rules.entries())
      for (const { fault } of unknownIn(located, rule, ['webhooks', at, 'rules', index])) yield certain(fault);
  }
}

/** The rule of a role or of a webhook; only webhooks name versions. */
interface ResourceRule {
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly apiVersions?: readonly string[];
}

/** Whether a role grants a resource, in a group if one is given. */
function isGranted(resource: string, group: string | undefined, rules: readonly ResourceRule[]): boolean {
  return rules.some(
    ({ apiGroups = [], resources = [] }) =>
      (group === undefined || apiGroups.includes(group) || apiGroups.includes('*')) &&
      (resources.includes(resource) || resources.includes('*')),
  );
}

interface Unknown {
  readonly fault: Fault;
  /** The resource that is meant, and the group that has it where another one was named. */
  readonly meant?: string | undefined;
  readonly home?: string;
}

function* unknownIn(located: Omit<Located, 'manifest'>, rule: ResourceRule, path: Path): Iterable<Unknown> {
  const { apiGroups = [], resources = [], apiVersions = [] } = rule;
  if (apiGroups.length === 0 || apiGroups.includes('*')) return;
  for (const [at, resource] of resources.entries())
    if (!isResource(resource, apiGroups)) {
      const where = fieldOf(located, [...path, 'resources', at]);
      const home = homeOf(resource, apiGroups);
      const near = resourceHint(resource, apiGroups);
      yield home === undefined
        ? { fault: finding.fault('resource', { got: resource, ...near }, where), meant: near.suggestion }
        : { fault: finding.fault('group', { got: resource, group: home || '""' }, where), meant: resource, home };
    }
  for (const [at, version] of apiVersions.entries())
    if (version !== '*' && !versions.test(version))
      yield { fault: finding.fault('version', { got: version }, fieldOf(located, [...path, 'apiVersions', at])) };
  const served = servedVersions(rule);
  if (served.length > 0 && !apiVersions.some((version) => version === '*' || served.includes(version)))
    yield {
      fault: finding.fault('gone', { got: apiVersions, served }, fieldOf(located, [...path, 'apiVersions'])),
    };
}

/** The versions in which the API server serves what a webhook's rule names; none for a role, and where any is not known. */
function servedVersions({ apiGroups = [], resources = [], apiVersions = [] }: ResourceRule): readonly string[] {
  if (apiVersions.length === 0 || !apiVersions.every((version) => version === '*' || versions.test(version))) return [];
  const all = apiGroups.flatMap((group) =>
    resources.map((resource) => builtInResources.get(group)?.get(resource.split('/')[0] ?? '')?.versions),
  );
  if (all.includes(undefined)) return [];
  return [...new Set(all.flatMap((served) => Object.keys(served ?? {})))];
}
