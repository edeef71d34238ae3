import { findingsOf } from '../components/synthesized';
import { sealedValue } from '../sealed-value';

const environment = (sealed: string) => `environment: test
gitops: { repoURL: https://git.example/fleet.git, revision: main, path: dist }
clusters:
  hub01: { platform: kind, role: hub, address: 172.18.0.2 }
  worker01: { platform: kind, address: 172.18.0.3 }
charts: { sealed-secrets: { on: worker01 } }
dynamic-scoring:
  on: managed
  scorers: { static: { on: worker01, expose: { nodePort: 30007 }, auth: api-auth-secret/token } }
secrets:
  backend: sealed-secrets
  sealed: { worker01: { ${sealed}: { token: ${sealedValue('token')} } } }
external: [{ on: worker01, kind: Namespace, name: dynamic-scoring, why: ours }]
`;

test('a Secret that is sealed under nearly the name that is read is told', () => {
  expect(findingsOf(environment('dynamic-scoring/api-auth-secrt'))).toEqual([
    'test.yaml:12:25 warning sealed-unneeded secrets.sealed.worker01["dynamic-scoring/api-auth-secrt"]: got dynamic-scoring/api-auth-secrt, while dynamic-scoring/api-auth-secret is needed and nobody brings it; did you mean that? Then seal it anew, for kubeseal binds what it encrypts to its name (on worker01)',
  ]);
});

test('one that is read is not, nor one for what nobody here knows', () => {
  expect(findingsOf(environment('dynamic-scoring/api-auth-secret'))).toEqual([]);
  expect(findingsOf(environment('dynamic-scoring/registry'))).toEqual([]);
});
