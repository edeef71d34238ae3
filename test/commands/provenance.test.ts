import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { block } from '../../lib/commands/docs/blocks';
import { provenanceTable } from '../../lib/commands/docs/provenance';

const root = join(__dirname, '../..');

test.each(['eks', 'kind', 'openshift'])('docs/%s.md accounts for all that its environment needs', (name) => {
  const page = readFileSync(join(root, 'docs', `${name}.md`), 'utf8');
  expect(block(page, 'provenance').trimEnd()).toBe(provenanceTable(root, name));
});

describe('the table of an environment', () => {
  const folder = mkdtempSync(join(tmpdir(), 'scorewright-provenance-'));
  const head = `environment: test
gitops: { repoURL: https://git.example/fleet.git, revision: main, path: dist }
clusters:
  hub01: { platform: kind, role: hub, address: 172.18.0.2 }
  worker01: { platform: kind, address: 172.18.0.3 }
`;

  function table(blocks: string): string {
    writeFileSync(join(folder, 'environments/test.yaml'), head + blocks);
    return provenanceTable(folder, 'test');
  }

  beforeAll(() => {
    mkdirSync(join(folder, 'environments'));
    cpSync(join(root, 'package.json'), join(folder, 'package.json'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test('tells the unit, the chart, the network and the person', () => {
    const lines = table(`charts: { kube-prometheus-stack: { on: worker01 }, skupper: { on: all } }
dynamic-scoring:
  on: managed
  scorers: { simple-prediction: { on: worker01, expose: { skupper: 8000 }, auth: api-auth-secret/token } }
`).split('\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        '| Secret `dynamic-scoring/api-auth-secret` | external: agents send it to scorers as a bearer token | worker01 |',
        '| Service `dynamic-scoring/simple-prediction-scorer` | Skupper, from unit dynamic-scoring of worker01 | hub01 |',
        '| Service `dynamic-scoring/simple-prediction-scorer` | unit dynamic-scoring | worker01 |',
        '| Service `monitoring/kube-prometheus-kube-prome-prometheus` | chart kube-prometheus-stack | worker01 |',
        '| image `quay.io/skupper/site-controller:1.9.0` | external: pulled from quay.io | hub01, worker01 |',
        '| kinds of `dynamic-scoring.open-cluster-management.io` | chart dynamic-scoring-framework | hub01 |',
      ]),
    );
    expect(new Set(lines).size).toBe(lines.length);
  });

  test('says nothing of an environment that is rejected', () => {
    expect(() => table('dynamic-scoring: { on: worker02 }\n')).toThrow('did you mean "worker01"?');
  });
});
