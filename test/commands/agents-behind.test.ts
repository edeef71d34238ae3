import { scorewright, temporaryFolder, writeFile } from './program';

const environment = (nodePort: number, rest = '') => `environment: kind
gitops: { repoURL: https://github.com/acme/fleet.git, revision: refs/heads/main, path: dist }
clusters:
  hub01: { platform: kind, role: hub, address: 172.18.0.2 }
  worker01: { platform: kind, address: 172.18.0.3 }
  worker02: { platform: kind, address: 172.18.0.4 }
  worker03: { platform: kind, address: 172.18.0.5 }
charts: { kube-prometheus-stack: { on: managed } }
rules: { mutable-image-tag: { severity: off, reason: what is tested here is another thing } }
dynamic-scoring:
  on: managed
  scorers:
    sample: { on: worker01, expose: { nodePort: ${nodePort} } }
${rest}`;
const masks = (clusters: readonly string[]) =>
  `  masks:\n${clusters.map((cluster) => `    - { cluster: ${cluster}, score: sample_my_score }\n`).join('')}`;
const pods = '-n dynamic-scoring delete pods -l app=dynamic-scoring-agent';

test.each([
  ['', `for cluster in worker01 worker02 worker03; do kubectl --context $cluster ${pods}; done`],
  [masks(['worker02']), `for cluster in worker01 worker03; do kubectl --context $cluster ${pods}; done`],
  [masks(['worker01', 'worker03']), `kubectl --context worker02 ${pods}`],
])(
  'a port that changes under the same score name: the agents that ask it start anew (masks: %j)',
  async (rest, command) => {
    const folder = temporaryFolder();
    const synth = async (text: string) => {
      writeFile(folder, 'environments/kind.yaml', text);
      return (await scorewright(folder, 'synth')).stdout.split('\n').filter((line) => line.startsWith('then,'));
    };
    expect(await synth(environment(30007, rest))).toEqual([]);
    expect(await synth(environment(30008, rest))).toEqual([
      `then, once synced, since agents keep the old address of sample_my_score: ${command}`,
    ]);
    expect(await synth(environment(30008, rest))).toEqual([]);
  },
);
