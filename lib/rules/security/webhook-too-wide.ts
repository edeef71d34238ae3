import { isObject } from '../../model/json';
import { find, parsePattern } from '../../graph/field-pattern';
import { kindKey, type Located } from '../../graph/located';
import { labelSelector, selects, serviceSelector, type Selector } from '../../graph/selector';
import { groupKind } from '../../kinds/group-kind';
import { isBuiltInGroup } from '../../kinds/scope';
import type { Path } from '../../model/origin';
import { refKey, type Ref } from '../../model/ref';
import { faultAt } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';
import type { RuleFleet } from '../engine/rule-fleet';

type Labels = Readonly<Record<string, string>>;

interface Hook {
  readonly located: Pick<Located, 'ref' | 'origin'>;
  readonly path: Path;
  /** The Service that answers, as `namespace/name`. */
  readonly service: Ref | undefined;
  /** Requests fail when nothing answers. */
  readonly fails: boolean;
  readonly namespaces: Selector | undefined;
  readonly objects: Selector | undefined;
  /** Asked about pods. */
  readonly pods: boolean;
  /** Asked about other objects of Kubernetes itself, namespaced ones, named here. */
  readonly core: string | undefined;
}

type Fact =
  | { readonly hook: Hook }
  | { readonly service: string; readonly selector: Selector }
  | { readonly namespace: string; readonly labels: Labels }
  | Fault;

const hooks = parsePattern('webhooks[*]');
const rules = parsePattern('rules[*]');
const ownName = 'kubernetes.io/metadata.name';

export const webhookTooWide: Rule<Fact> = {
  code: 'webhook-too-wide',
  kinds: [
    'admissionregistration.k8s.io/MutatingWebhookConfiguration',
    'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
    '/Service',
    '/Namespace',
  ],
  severity: 'error',
  profile: 'scorewright',
  summary: 'No webhook that is down can keep the cluster or its own pods from starting.',
  why: 'While its pods are down, a webhook with `failurePolicy: Fail` blocks everything that it is called for: even its own new pods, and those that the cluster needs to recover.',
  fix: "Use an objectSelector, or exclude kube-system and the webhook's own namespace with a namespaceSelector; name groups and resources.",
  turnOff: 'When the webhook runs outside the cluster that it guards.',

  *collect(_, { objects }) {
    for (const located of objects) {
      const { manifest, ref, uninstantiated } = located;
      if (uninstantiated) continue;
      if (manifest.kind.endsWith('WebhookConfiguration')) yield* readHooks(located);
      const key = kindKey(manifest);
      const selector = key === '/Service' ? serviceSelector(manifest.spec) : undefined;
      if (selector) yield { service: refKey(ref), selector };
      if (key === '/Namespace') yield { namespace: refKey(ref), labels: manifest.metadata.labels ?? {} };
    }
  },

  *judge(facts, fleet) {
    const services = new Map<string, Selector>();
    const namespaces = new Map<string, Labels>();
    for (const fact of facts) {
      if ('selector' in fact) services.set(fact.service, fact.selector);
      if ('labels' in fact) namespaces.set(fact.namespace, fact.labels);
    }
    for (const fact of facts) {
      if ('message' in fact) yield fact;
      if ('hook' in fact) yield* judgeHook(fact.hook, services, namespaces, fleet);
    }
  },
};

function* readHooks({ manifest, ref, origin }: Located): Iterable<Fact> {
  for (const { value, path } of find(hooks, manifest, [])) {
    if (!isObject(value)) continue;
    const asked = find(rules, value, path);
    for (const { value: rule, path: at } of asked)
      for (const field of ['apiGroups', 'resources']) {
        const names: unknown = isObject(rule) ? rule[field] : undefined;
        const all: unknown = Array.isArray(names) ? names.find((name) => name === '*' || name === '*/*') : undefined;
        if (typeof all === 'string') yield faultAt({ ref, origin }, [...at, field], `got ${all}; name what is used`);
      }
    const core = asked.flatMap(({ value: rule }) => coreResources(rule));
    const client = isObject(value.clientConfig) ? value.clientConfig : {};
    const { service } = client;
    const { namespace, name } = isObject(service) ? service : {};
    yield {
      hook: {
        located: { ref, origin },
        path,
        service:
          typeof namespace === 'string' && typeof name === 'string'
            ? { cluster: ref.cluster, ...groupKind('/Service'), namespace, name }
            : undefined,
        fails: value.failurePolicy !== 'Ignore',
        namespaces: labelSelector(value.namespaceSelector),
        objects: labelSelector(value.objectSelector),
        pods: core.includes('pods'),
        core: core.find((resource) => resource !== 'pods'),
      },
    };
  }
}

/** Resources without a namespace: no namespaceSelector keeps them away, and few of them are needed to come back. */
const clusterScoped = /role|namespace|node|class|volume|definition|webhook|apiservice|certificate/;

function coreResources(rule: unknown): string[] {
  const { apiGroups, resources } = isObject(rule) ? rule : {};
  if (!Array.isArray(apiGroups) || !Array.isArray(resources)) return [];
  if (!apiGroups.some((group) => isBuiltInGroup(String(group)))) return [];
  return resources.map(String).filter((name) => name !== '*' && !name.includes('/') && !clusterScoped.test(name));
}

function* judgeHook(
  { located, path, service, fails, namespaces, objects, pods, core }: Hook,
  services: ReadonlyMap<string, Selector>,
  rendered: ReadonlyMap<string, Labels>,
  fleet: RuleFleet,
): Iterable<Fault> {
  if (!fails) return;
  const { cluster } = located.ref;
  const isAsked = (namespace: string, labels: Labels): boolean => {
    const own = rendered.get(refKey({ cluster, ...groupKind('/Namespace'), name: namespace })) ?? {};
    const inNamespace = !namespaces || selects(namespaces, { ...own, [ownName]: namespace });
    return inNamespace && (!objects || selects(objects, labels));
  };
  const what = pods ? 'pods' : core;
  if (what !== undefined && isAsked('kube-system', {}))
    yield faultAt(
      located,
      path,
      `got ${what} of kube-system too; leave it out by namespaceSelector, or choose the ${what} by objectSelector`,
    );
  const selector = service === undefined ? undefined : services.get(refKey(service));
  if (!pods || service === undefined || selector === undefined) return;
  const { namespace = '', name } = service;
  const own = fleet.pods.labels(`${cluster}/${namespace}`).filter((labels) => selects(selector, labels));
  if (own.some((labels) => isAsked(namespace, labels)))
    yield faultAt(
      located,
      path,
      `got its own pods too (Service ${namespace}/${name}), which cannot start while none of them runs; leave them out by objectSelector or namespaceSelector`,
    );
}
