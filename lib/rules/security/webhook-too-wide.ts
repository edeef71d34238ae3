import type { MutatingWebhook, RuleWithOperations, ValidatingWebhook } from '../../../imports/objects/k8s';
import { type Located } from '../../graph/located';
import { labelSelector, selects, serviceSelector, type Selector } from '../../graph/selector';
import { groupKind } from '../../kinds/group-kind';
import { builtInResources } from '../../kinds/scope';
import type { Path } from '../../model/origin';
import { refKey, type Ref } from '../../model/ref';
import { findingKind } from '../../model/finding-kind';
import { fieldAt } from '../engine/fault';
import { objectRule } from '../engine/object-rule';
import type { Fault } from '../engine/rule';
import type { RuleFleet } from '../engine/rule-fleet';

type Labels = Readonly<Record<string, string>>;

type Own = Omit<Located, 'manifest'>;

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
const ownName = 'kubernetes.io/metadata.name';

const finding = findingKind({
  code: 'webhook-too-wide',
  why: 'While its pods are down, a webhook with `failurePolicy: Fail` blocks everything that it is called for: even its own new pods, and those that the cluster needs to recover.',
  fix: "Use an objectSelector, or exclude kube-system and the webhook's own namespace with a namespaceSelector; name groups and resources.",
  messages: {
    all: 'got {got}; name what is used',
    system:
      'got {got} of kube-system as well; exclude it with namespaceSelector, or choose the {got} with objectSelector',
    own: 'got its own pods as well (Service {namespace}/{name}), which cannot start while none of them runs; exclude them with objectSelector or namespaceSelector',
  },
});

export const webhookTooWide = objectRule({
  ...finding,
  kinds: [
    'admissionregistration.k8s.io/v1/MutatingWebhookConfiguration',
    'admissionregistration.k8s.io/v1/ValidatingWebhookConfiguration',
    'v1/Service',
    'v1/Namespace',
  ],
  profile: 'scorewright',
  summary: 'No webhook that is down can keep the cluster or its own pods from starting.',
  turnOff: 'When the webhook runs outside the cluster that it guards.',

  *collect({ manifest, ...own }): Iterable<Fact> {
    const { ref, uninstantiated } = own;
    if (uninstantiated) return;
    if (manifest.kind === 'Service') {
      const selector = serviceSelector(manifest.spec);
      if (selector) yield { service: refKey(ref), selector };
    } else if (manifest.kind === 'Namespace') {
      yield { namespace: refKey(ref), labels: manifest.metadata.labels ?? {} };
    } else {
      for (const [at, webhook] of (manifest.webhooks ?? []).entries())
        yield* readHook(own, webhook, [...own.path, 'webhooks', at]);
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
});

function* readHook({ ref, origin }: Own, webhook: MutatingWebhook | ValidatingWebhook, path: Path): Iterable<Fact> {
  const { rules = [], clientConfig, failurePolicy, namespaceSelector, objectSelector } = webhook;
  for (const [at, rule] of rules.entries())
    for (const field of ['apiGroups', 'resources'] as const) {
      const all = rule[field]?.find((name) => name === '*' || name === '*/*');
      if (all !== undefined)
        yield finding.fault('all', { got: all }, fieldAt({ ref, origin }, [...path, 'rules', at, field]));
    }
  const core = rules.flatMap(coreResources);
  const { service } = clientConfig;
  yield {
    hook: {
      located: { ref, origin },
      path,
      service: service && {
        cluster: ref.cluster,
        ...groupKind('/Service'),
        namespace: service.namespace,
        name: service.name,
      },
      fails: failurePolicy !== 'Ignore',
      namespaces: labelSelector(namespaceSelector),
      objects: labelSelector(objectSelector),
      pods: core.includes('pods'),
      core: core.find((resource) => resource !== 'pods'),
    },
  };
}

/** Only namespaced ones: a namespaceSelector does not exclude others, and a cluster needs few of those to recover. */
function coreResources({ apiGroups = [], resources = [] }: RuleWithOperations): readonly string[] {
  return resources.filter((name) =>
    apiGroups.some((group) => builtInResources.get(group)?.get(name)?.scope === 'Namespaced'),
  );
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
    yield finding.fault('system', { got: what }, fieldAt(located, path));
  const selector = service === undefined ? undefined : services.get(refKey(service));
  if (!pods || service === undefined || selector === undefined) return;
  const { namespace = '', name } = service;
  const own = fleet.pods.labels(`${cluster}/${namespace}`).filter((labels) => selects(selector, labels));
  if (own.some((labels) => isAsked(namespace, labels)))
    yield finding.fault('own', { namespace, name }, fieldAt(located, path));
}
