import { isObject } from '../../model/json';
import { find, parsePattern } from '../../graph/field-pattern';
import { kindKey } from '../../graph/located';
import type { Manifest } from '../../model/manifest';
import { findingKind } from '../../model/finding-kind';
import { fieldOf } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

const configs = parsePattern('spec.manifestConfigs[*]');
const rules = parsePattern('feedbackRules[*]');
const paths = parsePattern('jsonPaths[*].name');

const finding = findingKind({
  code: 'work-without-feedback',
  why: 'A ManifestWork counts as Available when its objects exist. Its health check waits for the ready replicas of each Deployment, and the agent reports them only when asked to.',
  fix: 'Add `feedbackRules: [{ type: WellKnownStatus }]` for the Deployment to `manifestConfigs`.',
  messages: {
    missing: 'has no feedback rule in manifestConfigs of its ManifestWork; add WellKnownStatus',
  },
});

export const workWithoutFeedback: Rule<Fault> = {
  ...finding,
  kinds: ['work.open-cluster-management.io/ManifestWork'],
  profile: 'scorewright',
  summary: 'Every Deployment in a ManifestWork reports its ready pods to the hub.',
  turnOff: 'When your health check of ManifestWorks does not read the feedback.',

  *collect(_, { objects: [outer, ...inner] }) {
    if (kindKey(outer.manifest) !== 'work.open-cluster-management.io/ManifestWork') return;
    const told = find(configs, outer.manifest, []).flatMap(({ value }) => (isObject(value) ? [value] : []));
    for (const located of inner) {
      const { manifest } = located;
      if (kindKey(manifest) !== 'apps/Deployment' || !isObject(manifest.spec) || manifest.spec.replicas === 0) continue;
      if (!told.some((config) => tells(config, manifest))) yield finding.fault('missing', {}, fieldOf(located, []));
    }
  },

  // Of other repositories' Argo CD nobody here knows the health checks.
  *judge(faults, { input }) {
    if (input.fleet.gitops.repoURL !== '') yield* faults;
  },
};

function tells(config: Readonly<Record<string, unknown>>, { metadata }: Manifest): boolean {
  const { group, resource, namespace, name } = isObject(config.resourceIdentifier) ? config.resourceIdentifier : {};
  const isMeant =
    group === 'apps' &&
    resource === 'deployments' &&
    [metadata.name, '*'].includes(String(name)) &&
    [metadata.namespace ?? '', '*'].includes(String(namespace));
  return (
    isMeant &&
    find(rules, config, []).some(
      ({ value }) =>
        isObject(value) &&
        (value.type === 'WellKnownStatus' || find(paths, value, []).some((path) => path.value === 'ReadyReplicas')),
    )
  );
}
