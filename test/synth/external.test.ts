import { synthesizeText } from './in-memory';

const environment = `environment: kind
gitops: { repoURL: https://github.com/acme/fleet.git, revision: refs/heads/main, path: dist }
clusters: { hub01: { platform: kind, role: hub } }
charts: { kube-prometheus-stack: { on: hub01 }, kepler: { on: hub01 } }
energetiscope:
  on: hub01
  image: registry.example.com/energetiscope:1
  prescoring: { schedule: '0 * * * *', deployments: [shop/cart] }
external: [{ on: hub01, kind: Deployment, name: shop/cart, why: the shop }]
`;

test('an object of another API group is not the one that is meant', () => {
  const external = (kind: string) => environment.replace('kind: Deployment', `kind: ${kind}`);
  expect(synthesizeText(external('apps/Deployment')).errors).toEqual([]);
  expect(synthesizeText(external('example.com/Deployment')).errors.join()).toContain('shop/cart');
});

test('what exists already lies in a namespace that exists already', () => {
  expect(synthesizeText(environment).errors).toEqual([]);
});
