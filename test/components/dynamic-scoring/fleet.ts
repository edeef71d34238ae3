/** A hub, a kind and an OpenShift cluster; the block of the test begins on line 8. */
export const head = `environment: test
gitops: { repoURL: https://git.example/fleet.git, revision: main, path: dist }
clusters:
  hub01: { platform: kind, role: hub, address: 172.18.0.2 }
  worker01: { platform: kind, address: 172.18.0.3 }
  ocp01: { platform: openshift, appsDomain: apps.ocp01.example.com }
charts: { kube-prometheus-stack: { on: worker01 }, skupper: { on: [hub01, worker01] } }
`;

/** What OpenShift's monitoring brings. */
export const thanos = `external:
  - { on: ocp01, kind: Service, name: openshift-monitoring/thanos-querier, why: monitoring }
  - { on: ocp01, kind: APIGroup, name: monitoring.coreos.com, why: monitoring }
`;

/** Only worker01 has an agent, so that what one Prometheus or network offers is enough. */
export function onWorker(scorers: string, more = ''): string {
  return `${head}dynamic-scoring:
  on: worker01
  hub: rendered
  scorers:
${scorers
  .trimEnd()
  .split('\n')
  .map((line) => `    ${line}\n`)
  .join('')}${more}`;
}
