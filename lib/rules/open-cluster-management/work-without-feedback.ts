import { find, isObject, parsePattern } from '../../graph/field-pattern';
import { kindKey } from '../../graph/located';
import type { Manifest } from '../../model/manifest';
import { faultOf } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

const configs = parsePattern('spec.manifestConfigs[*]');
const rules = parsePattern('feedbackRules[*]');
const paths = parsePattern('jsonPaths[*].name');

/** The hub is told how many pods of each Deployment of a ManifestWork are ready. */
export const workWithoutFeedback: Rule<Fault> = {
  code: 'work-without-feedback',
  kinds: ['work.open-cluster-management.io/ManifestWork'],
  severity: 'error',
  why: 'That a ManifestWork is available says only that its objects exist. Its health check waits for the ready replicas of each Deployment, and the agent reports them only where it is told to.',
  fix: 'Add `feedbackRules: [{ type: WellKnownStatus }]` for the Deployment to `manifestConfigs`.',

  *collect(_, { objects: [outer, ...inner] }) {
    if (kindKey(outer.manifest) !== 'work.open-cluster-management.io/ManifestWork') return;
    const told = find(configs, outer.manifest, []).flatMap(({ value }) => (isObject(value) ? [value] : []));
    for (const located of inner) {
      const { manifest } = located;
      if (kindKey(manifest) !== 'apps/Deployment' || !isObject(manifest.spec) || manifest.spec.replicas === 0) continue;
      if (!told.some((config) => tells(config, manifest)))
        yield faultOf(located, [], 'got no feedback rule in manifestConfigs of its ManifestWork; add WellKnownStatus');
    }
  },

  // Of other repositories' Argo CD nobody here knows the health checks.
  *judge(faults, { input }) {
    if (input.fleet.gitops.repoURL !== '') yield* faults;
  },

  bad: {
    units: { 'worker01/demo': [work([])] },
    findings: [
      'Deployment demo/web spec.workload.manifests[0]: got no feedback rule in manifestConfigs of its ManifestWork; add WellKnownStatus',
    ],
  },
  good: {
    'worker01/demo': [
      work([
        {
          resourceIdentifier: { group: 'apps', resource: 'deployments', namespace: 'demo', name: 'web' },
          feedbackRules: [{ type: 'WellKnownStatus' }],
        },
      ]),
    ],
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

function work(manifestConfigs: readonly object[]): Manifest {
  const web = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'demo' }, spec: {} };
  return {
    apiVersion: 'work.open-cluster-management.io/v1',
    kind: 'ManifestWork',
    metadata: { name: 'demo', namespace: 'worker01' },
    spec: { workload: { manifests: [web] }, manifestConfigs },
  };
}
