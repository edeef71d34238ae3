import { fieldsOf } from '../../model/json';
import { find, parsePattern } from '../../graph/field-pattern';
import { kindKey, type Located } from '../../graph/located';
import type { Path } from '../../model/origin';
import { findingKind } from '../../model/finding-kind';
import { canonicalQuantity } from '../../model/canonical-quantity';
import { readQuantity } from '../../model/quantity';
import type { ApplicationSpec } from '../../../imports/objects/argoproj.io';
import { isTyped } from '../engine/object-rule';
import { fieldAt, fieldOf } from '../engine/fault';
import type { Rule } from '../engine/rule';

type Entry = NonNullable<ApplicationSpec['ignoreDifferences']>[number];

interface Injected extends Omit<Located, 'manifest'> {
  readonly kind: string;
}

interface Ignored extends Pick<Located, 'ref' | 'origin'> {
  readonly folder: string | undefined;
  readonly at: Path;
  readonly entry: Entry;
}

/** A quantity that KServe rewrites. */
interface Rewritten extends Omit<Located, 'manifest'> {
  readonly at: Path;
  readonly got: string;
  readonly canonical: string;
}

type Fact = { readonly injected: Injected } | { readonly ignored: Ignored } | { readonly rewritten: Rewritten };

/** Where each kind keeps the authority that somebody else puts in, as jq and as JSON pointer. */
const authority: Readonly<Record<string, RegExp>> = {
  'admissionregistration.k8s.io/MutatingWebhookConfiguration': webhooks(),
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration': webhooks(),
  'apiextensions.k8s.io/CustomResourceDefinition':
    /^\.spec\.conversion\.webhook\.clientConfig\.caBundle$|^\/spec\/conversion\/webhook\/clientConfig\/caBundle$/,
  'apiregistration.k8s.io/APIService': /^\.spec\.caBundle$|^\/spec\/caBundle$/,
};
const injections = [
  'cert-manager.io/inject-ca-from',
  'cert-manager.io/inject-ca-from-secret',
  'service.beta.openshift.io/inject-cabundle',
];
const quantities = ['predictor', 'transformer', 'explainer'].flatMap((part) =>
  ['model', 'containers[*]'].flatMap((server) =>
    ['limits', 'requests'].map((list) => parsePattern(`spec.${part}.${server}.resources.${list}`)),
  ),
);

const finding = findingKind({
  code: 'diff-not-ignored',
  why: 'Other controllers write into rendered fields: cert-manager puts its CA into webhooks, and KServe shortens quantities. Unless Argo CD ignores those fields, each undoes what the other wrote, forever, and requests to the webhook fail in between.',
  fix: "List the kind under `ignoreDifferences` of the unit's Application, with `.webhooks[]?.clientConfig.caBundle` among its `jqPathExpressions`; write quantities in their shortest form.",
  messages: {
    noField: 'got {got} of {kind}, which has no such field; the entry does nothing',
    rewritten: 'got {got}, which KServe writes as {expected}; write that',
    injected:
      'got a caBundle from another controller, which the Application of {folder} does not ignore; list it under ignoreDifferences',
  },
});

export const diffNotIgnored: Rule<Fact> = {
  ...finding,
  kinds: [...Object.keys(authority), 'serving.kserve.io/InferenceService', 'argoproj.io/Application'],
  profile: 'scorewright',
  appliesTo: 'argo-cd',
  ofAbsence: true,
  summary: 'Argo CD ignores the fields that another controller writes into a rendered object.',
  turnOff: 'When the ignored fields are configured for all Applications in `argocd-cm`.',

  *collect(_, { objects: [outer] }) {
    const { manifest, ...own } = outer;
    const { annotations = {} } = manifest.metadata;
    const kind = kindKey(manifest);
    if (authority[kind] && injections.some((name) => name in annotations)) yield { injected: { ...own, kind } };
    if (isTyped(outer, 'serving.kserve.io/v1beta1/InferenceService')) yield* rewrittenIn(outer);
    if (!isTyped(outer, 'argoproj.io/v1alpha1/Application')) return;
    const { source, ignoreDifferences = [] } = outer.manifest.spec;
    for (const [index, entry] of ignoreDifferences.entries())
      yield { ignored: { ...own, folder: source?.path, at: ['spec', 'ignoreDifferences', index], entry } };
  },

  *judge(facts, { input }) {
    const ignored = facts.flatMap((fact) => ('ignored' in fact ? [fact.ignored] : []));
    for (const { ref, origin, at, entry } of ignored) {
      const [path] = expressions(entry).filter(isPlainAuthority);
      const kind = kindOf(entry);
      if (path !== undefined && !authority[kind]?.test(path))
        yield finding.fault('noField', { got: path, kind }, fieldAt({ ref, origin }, at));
    }
    if (!input.folderOf) return;
    const byFolder = new Map<string | undefined, Ignored[]>();
    for (const one of ignored) byFolder.set(one.folder, [...(byFolder.get(one.folder) ?? []), one]);
    for (const fact of facts) {
      if ('rewritten' in fact) {
        const { origin, at, got, canonical } = fact.rewritten;
        const isIgnored = byFolder.get(input.folderOf(origin))?.some(({ entry }) => entry.kind === 'InferenceService');
        if (!isIgnored) yield finding.fault('rewritten', { got, expected: canonical }, fieldAt(fact.rewritten, at));
      }
      if (!('injected' in fact)) continue;
      const { origin, ref, kind } = fact.injected;
      const folder = input.folderOf(origin);
      const isIgnored = byFolder
        .get(folder)
        ?.some(
          ({ entry }) =>
            kindOf(entry) === kind &&
            (entry.name === undefined || entry.name === ref.name) &&
            expressions(entry).some((expression) => authority[kind]?.test(expression)),
        );
      if (!isIgnored) yield finding.fault('injected', { folder }, fieldOf(fact.injected, []));
    }
  },
};

function* rewrittenIn({ manifest, ...own }: Located): Iterable<Fact> {
  for (const pattern of quantities)
    for (const { value, path } of find(pattern, manifest, own.path))
      for (const [resource, got] of Object.entries(fieldsOf(value))) {
        const canonical = canonicalOf(got);
        if (canonical !== undefined && canonical !== String(got))
          yield { rewritten: { ...own, at: [...path, resource], got: String(got), canonical } };
      }
}

/** A quantity as Kubernetes' own code writes it. */
function canonicalOf(got: unknown): string | undefined {
  const quantity = readQuantity(got);
  return quantity && canonicalQuantity(quantity);
}

function webhooks(): RegExp {
  return /^\.webhooks\[\d*\]\.clientConfig\.caBundle$|^\/webhooks\/\d+\/clientConfig\/caBundle$/;
}

/** A path without conditions, to an authority. */
function isPlainAuthority(expression: string): boolean {
  return /^[\w.[\]/]+caBundle$/.test(expression);
}

/** The kind that an entry is about, as `group/Kind`. */
function kindOf({ group = '', kind }: Entry): string {
  return `${group}/${kind}`;
}

/** Without the question marks, which only keep jq from failing. */
function expressions({ jqPathExpressions = [], jsonPointers = [] }: Entry): string[] {
  return [...jqPathExpressions, ...jsonPointers].map((expression) => expression.replaceAll('?', ''));
}
