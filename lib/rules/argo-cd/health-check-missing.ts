import { kindKey, type Located } from '../../graph/located';
import { findingKind } from '../../model/finding-kind';
import { isTyped } from '../engine/object-rule';
import { bySource, fieldOf } from '../engine/fault';
import type { Rule } from '../engine/rule';

type Own = Omit<Located, 'manifest'>;
type Fact =
  { readonly judged: Own; readonly kind: string } | { readonly check: string; readonly namespace: string | undefined };

/** Kinds for which Argo CD has no check of its own, and for whose health others wait. */
const unknown: ReadonlySet<string> = new Set([
  'argoproj.io/Application',
  'cluster.open-cluster-management.io/Placement',
  'datasciencecluster.opendatahub.io/DataScienceCluster',
  'dscinitialization.opendatahub.io/DSCInitialization',
  'dynamic-scoring.open-cluster-management.io/DynamicScorer',
  'work.open-cluster-management.io/ManifestWork',
]);

const prefix = 'resource.customizations.health.';

const finding = findingKind({
  code: 'health-check-missing',
  why: 'Argo CD counts an object as healthy as soon as it exists when its kind has no health check, so the next wave starts before the object works.',
  fix: 'Put the Lua script into `argocd-cm` (labeled `app.kubernetes.io/part-of: argocd`), or on OpenShift GitOps into `spec.resourceHealthChecks`, in the namespace of the Applications.',
  messages: {
    missing: '{kind} has no health check; add one where Argo CD reads its settings',
  },
});

export const healthCheckMissing: Rule<Fact> = {
  ...finding,
  profile: 'scorewright',
  appliesTo: 'argo-cd',
  ofAbsence: true,
  summary: 'Argo CD can tell whether an object is healthy when other objects wait for it.',
  turnOff: 'When the health check is installed together with Argo CD and not rendered here.',

  *collect(_, { objects: [outer] }) {
    const { manifest, ...judged } = outer;
    const kind = kindKey(manifest);
    if (unknown.has(kind)) yield { judged, kind };
    for (const check of checksOf(outer)) yield { check, namespace: outer.ref.namespace };
  },

  *judge(facts, { input }) {
    // The settings of Argo CD in other repositories are unknown.
    if (input.fleet.gitops.repoURL === '') return;
    const judged = facts.flatMap((fact) => ('judged' in fact ? [fact] : []));
    const applications = judged.flatMap(({ judged: { ref }, kind }) =>
      kind === 'argoproj.io/Application' ? [ref.namespace] : [],
    );
    if (applications.length === 0) return;
    const checks = new Set(
      facts.flatMap((fact) => ('check' in fact && applications.includes(fact.namespace) ? [fact.check] : [])),
    );
    for (const kind of new Set(judged.map((fact) => fact.kind))) {
      if (checks.has(kind)) continue;
      const [first] = judged.flatMap((fact) => (fact.kind === kind ? [fact.judged] : [])).sort(bySource);
      if (first) yield finding.fault('missing', { kind }, fieldOf(first, []));
    }
  },
};

/** The kinds for which a manifest brings a health check. */
function checksOf(located: Located): string[] {
  if (isTyped(located, 'argoproj.io/v1beta1/ArgoCD')) {
    const { resourceHealthChecks = [] } = located.manifest.spec ?? {};
    return resourceHealthChecks.flatMap(({ check, group = '', kind = '' }) =>
      check === undefined ? [] : [`${group}/${kind}`],
    );
  }
  if (!isTyped(located, 'v1/ConfigMap')) return [];
  const { metadata, data = {} } = located.manifest;
  if (metadata.name !== 'argocd-cm' || metadata.labels?.['app.kubernetes.io/part-of'] !== 'argocd') return [];
  return Object.keys(data).flatMap((key) =>
    key.startsWith(prefix) ? [key.slice(prefix.length).replace('_', '/')] : [],
  );
}
