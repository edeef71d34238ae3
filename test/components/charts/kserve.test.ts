import { findingsOf, needsOf } from '../synthesized';

const environment = (options: string) => `environment: test
gitops: { repoURL: https://github.com/acme/fleet.git, revision: refs/heads/main, path: dist }
clusters:
  hub01: { platform: kind, role: hub }
  worker01: { platform: kind }
charts:
  cert-manager: { on: worker01 }
  kserve: { on: worker01${options} }
`;

test('KServe needs Knative Serving where it runs models by it, and nowhere else', () => {
  for (const options of ['', ', mode: RawDeployment']) {
    expect(findingsOf(environment(options))).toEqual([]);
    expect(needsOf(environment(options))).toEqual([]);
  }
  expect(needsOf(environment(', mode: Knative'))).toEqual(['worker01 APIGroup serving.knative.dev']);
});
