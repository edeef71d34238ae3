import { findingsOf } from '../components/synthesized';

const environment = (external: string) => `environment: test
gitops: { repoURL: https://git.example/fleet.git, revision: main, path: dist }
clusters:
  hub01: { platform: kind, role: hub, address: 172.18.0.2 }
  worker01: { platform: kind, address: 172.18.0.3 }
  worker02: { platform: kind, address: 172.18.0.4 }
charts: { kube-prometheus-stack: { on: worker01 } }
external:
  - { on: worker01, kind: Secret, name: demo/a, why: ours }
  - ${external}
`;
const prometheus = 'monitoring/kube-prometheus-kube-prome-prometheus';

test('what the environment itself brings is not external too', () => {
  expect(findingsOf(environment(`{ on: managed, kind: Service, name: ${prometheus}, why: ours }`))).toEqual([
    `test.yaml:10:5 external-rendered external[1]: got Service ${prometheus}, which charts brings to the cluster; take the cluster out of this entry, or the entry out (on worker01)`,
  ]);
});

test('what another cluster has is, and a Namespace may be', () => {
  expect(findingsOf(environment(`{ on: worker02, kind: Service, name: ${prometheus}, why: ours }`))).toEqual([]);
  expect(findingsOf(environment('{ on: worker01, kind: Namespace, name: monitoring, why: ours }'))).toEqual([]);
});
