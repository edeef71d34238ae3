import type { HelmSource } from '../../../lib/model/unit';
import { chartOf, expanded, findingsOf } from '../synthesized';

const environment = (charts: string) => `environment: test
gitops: { repoURL: https://github.com/acme/fleet.git, revision: refs/heads/main, path: dist }
clusters:
  hub01: { platform: kind, role: hub }
  worker01: { platform: kind }
  ocp01: { platform: openshift }
charts:
${charts}`;

const helm = (charts: string, unit: string) => chartOf(environment(charts), unit).source as HelmSource;

test('version and repository are those of the environment, the rest stays', () => {
  const own = '  cert-manager: { on: worker01, version: v1.18.0, repoURL: mirror.corp/charts }\n';
  expect(helm(own, 'worker01/cert-manager')).toEqual({
    ...helm('  cert-manager: { on: worker01 }\n', 'worker01/cert-manager'),
    version: 'v1.18.0',
    repoURL: 'mirror.corp/charts',
  });
});

test('a ring of clusters gets another version first', () => {
  const own = '  cert-manager: { on: [worker01, hub01], for: [{ on: worker01, set: { version: v1.18.0 } }] }\n';
  expect(helm(own, 'worker01/cert-manager').version).toBe('v1.18.0');
  expect(helm(own, 'hub01/cert-manager').version).toBe('v1.17.2');
});

test('its definitions come from the same mirror in the same version', () => {
  const own =
    '  cert-manager: { on: worker01 }\n  kserve: { on: worker01, version: v0.20.1, repoURL: mirror.corp/kserve }\n';
  for (const name of ['kserve', 'kserve-crd'])
    expect(helm(own, `worker01/${name}`)).toMatchObject({ version: 'v0.20.1', repoURL: 'mirror.corp/kserve' });
});

test('values are merged as Helm merges them, over those of the tool', () => {
  const own = `  kube-prometheus-stack:
    on: worker01
    storage: { size: 8Gi }
    values: { prometheus: { prometheusSpec: { replicas: 2 } }, alertmanager: null }
`;
  expect(helm(own, 'worker01/kube-prometheus-stack').values).toMatchObject({
    grafana: { enabled: false },
    prometheus: { prometheusSpec: { replicas: 2, storageSpec: { volumeClaimTemplate: {} } } },
    alertmanager: null,
  });
});

test('a chart that can move takes its namespace and its values along', () => {
  const { units } = expanded(environment('  cert-manager: { on: worker01, namespace: pki }\n'));
  const unit = units.find(({ name }) => name === 'cert-manager')!;
  expect(unit.namespaces).toEqual([{ name: 'pki', podSecurity: 'restricted' }]);
  expect(unit.content).toMatchObject({
    namespace: 'pki',
    source: { values: { global: { leaderElection: { namespace: 'pki' } } } },
  });
});

test('a platform that assigns uids gets the values that leave them out', () => {
  expect(helm('  sealed-secrets: { on: [ocp01, worker01] }\n', 'ocp01/sealed-secrets').values).toMatchObject({
    podSecurityContext: { fsGroup: null },
    containerSecurityContext: { runAsUser: null },
  });
  expect(helm('  sealed-secrets: { on: [ocp01, worker01] }\n', 'worker01/sealed-secrets').values).toEqual({
    fullnameOverride: 'sealed-secrets-controller',
  });
});

test('the image of the Flux operator can be pinned, by the Kustomization that gives its one file', () => {
  const digest = `sha256:${'a'.repeat(64)}`;
  const own = `  flux-operator: { on: worker01, image: ghcr.io/flux-framework/flux-operator@${digest} }\n`;
  const source = chartOf(environment(own), 'worker01/flux-operator').source;
  expect(source).toMatchObject({
    path: 'config/default',
    images: [`ghcr.io/flux-framework/flux-operator=ghcr.io/flux-framework/flux-operator@${digest}`],
  });
  expect(source).not.toHaveProperty('include');
});

const at = (place: string) => `test.yaml:${place}`;

test.each([
  [
    'a value that is relied on',
    '  cert-manager: { on: worker01, values: { crds: { enabled: false } } }\n',
    at(
      '8:60 chart-value charts.cert-manager.values.crds.enabled: got false; it defines the kinds of the Issuers and Certificates of the fleet: write true, or leave it out (on worker01)',
    ),
  ],
  [
    'a whole map with such a value in it',
    '  cert-manager: { on: worker01, values: { crds: null } }\n',
    at(
      '8:49 chart-value charts.cert-manager.values.crds: got null; it defines the kinds of the Issuers and Certificates of the fleet: write true, or leave it out (on worker01)',
    ),
  ],
  [
    'a value that a setting of the block decides',
    '  cert-manager: { on: worker01 }\n  kserve: { on: worker01, values: { kserve: { controller: { deploymentMode: Knative } } } }\n',
    at(
      '9:77 chart-value charts.kserve.values.kserve.controller.deploymentMode: got "Knative"; models are rendered for the mode of the block; write mode: leave it out (on worker01)',
    ),
  ],
  [
    'another release of what the fleet names',
    '  kube-prometheus-stack: { on: worker01, storage: { size: 8Gi }, releaseName: metrics }\n',
    at(
      '8:79 chart-fixed charts.kube-prometheus-stack.releaseName: got "metrics"; monitors, rules and URLs of the fleet depend on the name of the release: leave it out (on worker01)',
    ),
  ],
  [
    'a platform that refuses its pods',
    '  kube-prometheus-stack: { on: ocp01, storage: { size: 8Gi } }\n',
    at(
      "8:32 chart-unfit charts.kube-prometheus-stack.on: got kube-prometheus-stack on ocp01, which is openshift: its pods fix their uids, and the platform's own monitoring has the same kinds; query that one (on ocp01)",
    ),
  ],
  [
    'an image that moves',
    '  flux-operator: { on: worker01, image: ghcr.io/flux-framework/flux-operator:latest }\n',
    at(
      '8:41 value-range charts.flux-operator.image: got "ghcr.io/flux-framework/flux-operator:latest"; write an image that stays the same: with a digest, or a tag of your own',
    ),
  ],
  [
    'a range of versions',
    '  cert-manager: { on: worker01, version: 1.x }\n',
    at('8:42 chart-syntax charts.cert-manager.version: got "1.x"; write one whole version such as 1.17.2 or v1.17.2'),
  ],
  [
    'a repository of another scheme',
    '  cert-manager: { on: worker01, repoURL: ftp://mirror.corp/charts }\n',
    at(
      '8:42 chart-syntax charts.cert-manager.repoURL: got "ftp://mirror.corp/charts"; write https://host/path of a Helm repository, or oci://host/path of a registry',
    ),
  ],
])('%s is one finding', (_, charts, expected) => {
  expect(findingsOf(environment(charts))).toEqual([expected]);
});
