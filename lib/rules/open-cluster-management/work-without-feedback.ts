import { findingKind } from '../../model/finding-kind';
import type { ManifestWorkSpec } from '../../../imports/objects/work.open-cluster-management.io';
import type { Ref } from '../../model/ref';
import { isTyped, objectRule } from '../engine/object-rule';
import type { Fault } from '../engine/rule';
import { fieldOf } from '../engine/fault';

const finding = findingKind({
  code: 'work-without-feedback',
  why: 'A ManifestWork counts as Available when its objects exist. Its health check waits for the ready replicas of each Deployment, and the agent reports them only when asked to.',
  fix: 'Add `feedbackRules: [{ type: WellKnownStatus }]` for the Deployment to `manifestConfigs`.',
  messages: {
    missing: 'has no feedback rule in manifestConfigs of its ManifestWork; add WellKnownStatus',
  },
});

export const workWithoutFeedback = objectRule({
  ...finding,
  kinds: ['work.open-cluster-management.io/v1/ManifestWork'],
  profile: 'scorewright',
  summary: 'Every Deployment in a ManifestWork reports its ready pods to the hub.',
  turnOff: 'When your health check of ManifestWorks does not read the feedback.',

  *collect({ manifest, path }, { objects: [, ...inner] }): Iterable<Fault> {
    if (path.length > 0) return;
    const { manifestConfigs = [] } = manifest.spec ?? {};
    for (const located of inner) {
      if (!isTyped(located, 'apps/v1/Deployment') || located.manifest.spec?.replicas === 0) continue;
      if (!manifestConfigs.some((config) => tells(config, located.ref)))
        yield finding.fault('missing', {}, fieldOf(located, []));
    }
  },

  // The health checks of Argo CD in other repositories are unknown.
  *judge(faults, { input }) {
    if (input.fleet.gitops.repoURL !== '') yield* faults;
  },
});

type Config = NonNullable<ManifestWorkSpec['manifestConfigs']>[number];

function tells({ resourceIdentifier, feedbackRules = [] }: Config, deployment: Ref): boolean {
  const { group, resource, namespace = '', name } = resourceIdentifier;
  const isMeant =
    group === 'apps' &&
    resource === 'deployments' &&
    [deployment.name, '*'].includes(name) &&
    [deployment.namespace ?? '', '*'].includes(namespace);
  return (
    isMeant &&
    feedbackRules.some(
      ({ type, jsonPaths = [] }) =>
        type === 'WellKnownStatus' || jsonPaths.some((path) => path.name === 'ReadyReplicas'),
    )
  );
}
