import { isObject } from '../model/json';
import { isKind } from '../kinds/group-kind';
import { definitionName } from '../kinds/resource-name';
import { isBuiltInGroup } from '../kinds/scope';
import { groupOf } from '../model/manifest';
import { find, parsePattern } from './field-pattern';
import { kindKey, type Located } from './located';
import type { Need } from './order';
import { PodIndex } from './pod-index';
import { podTemplate } from './pod-template';
import { labelSelector, serviceSelector } from './selector';

interface ImpliedNeed extends Need {
  readonly user: number;
}

/**
 * Needs that no field of the needing object tells: pods need what grants their ServiceAccount its rights, a disruption
 * budget stands with the workload that it selects, a webhook needs the pods behind its Service, and objects that a webhook
 * of the unit is asked about need the webhook.
 */
export function impliedNeeds(objects: readonly Located[], needs: readonly (readonly Need[])[]): ImpliedNeed[] {
  const pods = new PodIndex<number>();
  objects.forEach((located, at) => {
    const template = podTemplate(located);
    if (template) pods.add(located.ref.namespace ?? '', template.labels, at);
  });
  return [...grants(objects), ...budgets(objects, pods), ...webhooks(objects, needs, pods)];
}

const accounts = parsePattern('subjects[*]');

function grants(objects: readonly Located[]): ImpliedNeed[] {
  const bindings = new Map<string, number[]>();
  objects.forEach(({ manifest, ref }, at) => {
    if (groupOf(manifest.apiVersion) !== 'rbac.authorization.k8s.io' || !manifest.kind.endsWith('Binding')) return;
    for (const { value } of find(accounts, manifest, [])) {
      if (!isObject(value) || value.kind !== 'ServiceAccount' || typeof value.name !== 'string') continue;
      const key = `${typeof value.namespace === 'string' ? value.namespace : (ref.namespace ?? '')}/${value.name}`;
      bindings.set(key, [...(bindings.get(key) ?? []), at]);
    }
  });
  if (bindings.size === 0) return [];
  return objects.flatMap((located, user) => {
    const account = podTemplate(located)?.spec.serviceAccountName;
    if (typeof account !== 'string') return [];
    const granting = bindings.get(`${located.ref.namespace ?? ''}/${account}`) ?? [];
    return granting.map((to) => ({ user, to, strict: true }));
  });
}

function budgets(objects: readonly Located[], pods: PodIndex<number>): ImpliedNeed[] {
  return objects.flatMap(({ manifest, ref }, user) => {
    if (kindKey(manifest) !== 'policy/PodDisruptionBudget' || !isObject(manifest.spec)) return [];
    const selector = labelSelector(manifest.spec.selector);
    return selector ? pods.selected(ref.namespace ?? '', selector).map((to) => ({ user, to, strict: false })) : [];
  });
}

const hooks = parsePattern('webhooks[*]');
const hookedRules = parsePattern('rules[*]');

function webhooks(
  objects: readonly Located[],
  needs: readonly (readonly Need[])[],
  pods: PodIndex<number>,
): ImpliedNeed[] {
  return objects.flatMap(({ manifest }, hook) => {
    if (!manifest.kind.endsWith('WebhookConfiguration')) return [];
    const backends = (needs[hook] ?? []).flatMap(({ to }) => {
      const service = objects[to];
      const selector = service && isKind('/Service', service.ref) ? serviceSelector(service.manifest.spec) : undefined;
      return selector ? pods.selected(service?.ref.namespace ?? '', selector) : [];
    });
    const own = reachable([hook, ...backends], needs);
    const asked = new Set(
      find(hooks, manifest, [])
        .flatMap(({ value }) => find(hookedRules, value, []))
        .flatMap(({ value }) => (isObject(value) ? askedAbout(value) : [])),
    );
    const users = objects.flatMap(({ manifest: { apiVersion, kind } }, user) => {
      const group = groupOf(apiVersion);
      return !isBuiltInGroup(group) && asked.has(definitionName({ group, kind })) && !own.has(user) ? [user] : [];
    });
    return [
      ...backends.map((to) => ({ user: hook, to, strict: true })),
      ...users.map((user) => ({ user, to: hook, strict: true })),
    ];
  });
}

function askedAbout({ apiGroups, resources }: Readonly<Record<string, unknown>>): string[] {
  if (!Array.isArray(apiGroups) || !Array.isArray(resources)) return [];
  return apiGroups.flatMap((group) => resources.map((resource) => `${String(resource)}.${String(group)}`));
}

function reachable(from: readonly number[], needs: readonly (readonly Need[])[]): Set<number> {
  const found = new Set(from);
  for (const at of found) for (const { to } of needs[at] ?? []) found.add(to);
  return found;
}
