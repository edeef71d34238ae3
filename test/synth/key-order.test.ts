import { synthesizeText } from './in-memory';

const image = 'registry.example.com/image:1';

/** Every map of an environment that is a person's own, with its keys in an order. */
function environment(order: <T>(entries: readonly [T, T]) => readonly T[]): string {
  const map = (...entries: [string, string]) => `{ ${order(entries).join(', ')} }`;
  const nodes = map('disk: ssd', 'arch: amd64');
  const model = `{ direction: maximize, images: { amd64: ${image}, arm64: ${image} } }`;
  const served = '{ runtime: triton, format: onnx/1, source: { path: a } }';
  return `environment: kind
gitops: { repoURL: https://github.com/acme/fleet.git, revision: refs/heads/main, path: dist }
clusters:
  hub01: { platform: kind, role: hub, address: 172.18.0.2 }
  worker01: { platform: kind, address: 172.18.0.3, nodes: 2, labels: { zone: a, rack: b } }
charts:
  cert-manager: { on: worker01 }
  kepler: { on: worker01 }
  kserve: { on: worker01 }
  kube-prometheus-stack: { on: worker01 }
dynamic-scoring:
  on: managed
  scorers: { static: { on: worker01, image: '${image}', expose: { nodePort: 30008 } } }
strategies:
  web:
    goal: performance
    engines: { static/performance: 1 }
    item: { app: app01, device: all }
    clusters: 1
    labels: ${map('zone: a', 'rack: b')}
energetiscope: { on: worker01, image: '${image}', training: { nodeSelector: ${nodes} }, predictor: { nodeSelector: ${nodes} } }
ocifit:
  on: worker01
  images: { webhook: '${image}', modelServer: '${image}' }
  artifact: { reference: '${image}', publish: { credentials: login }, models: ${map(`b: ${model}`, `a: ${model}`)} }
serving:
  on: worker01
  namespace: models
  storage: { s3: { region: eu-central-1 }, bucket: models }
  runtimes: [triton]
  models: ${map(`b: ${served}`, `a: ${served}`)}
`;
}

test('the order in which a person writes labels, node selectors and models changes nothing', () => {
  const there = synthesizeText(environment((entries) => entries));
  const back = synthesizeText(environment(([first, second]) => [second, first]));
  expect(there.errors).toEqual([]);
  expect(there.files.size).toBeGreaterThan(50);
  expect(Object.fromEntries(back.files)).toEqual(Object.fromEntries(there.files));
});
