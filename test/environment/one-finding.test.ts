import { loadEnvironment } from '../../lib/environment/loader';
import { Source } from '../../lib/environment/source';
import { formatFinding } from '../../lib/model/finding';
import { composedSchema } from '../../lib/synth/load';

const good = `environment: demo
gitops: { repoURL: https://github.com/acme/fleet.git, revision: refs/heads/main, path: dist }
clusters:
  hub01: { platform: kind, role: hub, address: 172.18.0.2, labels: { power: kepler } }
  worker01: { platform: kind, address: 172.18.0.3 }
charts:
  kube-prometheus-stack: { on: managed }
dynamic-scoring:
  on: { labels: { power: kepler } }
  scorers:
    sample: { on: worker01, expose: { nodePort: 30007 } }
`;

/** The findings of the file after one text in it was replaced by another. */
function findings(text: string, replacement: string): string[] {
  expect(good).toContain(text);
  const source = new Source('demo.yaml', good.replace(text, replacement));
  return loadEnvironment('demo', source, composedSchema).findings.map((finding) => formatFinding(finding));
}

test('the file itself is clean', () => {
  expect(findings('environment', 'environment')).toEqual([]);
});

describe('one wrong line gives one finding', () => {
  test('a mistyped block: neither is it missing, nor is what refers to it wrong', () => {
    expect(findings('clusters:', 'cluster:')).toEqual([
      'demo.yaml:3:1 unknown-key cluster: got an unknown key; did you mean "clusters"?',
    ]);
  });

  test('a refused label: what is placed by it is not reported', () => {
    expect(findings('power: kepler } }', 'power: 1 } }')).toEqual([
      'demo.yaml:4:77 wrong-type clusters.hub01.labels.power: got 1; expected text; write it in quotes: "1"',
    ]);
  });

  test('a refused role: what is placed on the hub is not reported', () => {
    const source = good.replace('on: managed', 'on: hub').replace('role: hub,', 'role: hubb,');
    const { findings: found } = loadEnvironment('demo', new Source('demo.yaml', source), composedSchema);
    expect(found.map(({ code, path }) => `${code} ${path}`)).toEqual(['unknown-value clusters.hub01.role']);
  });

  test('a mistyped key: the map around it is not wrong for lacking the right one', () => {
    expect(findings('nodePort', 'nodeport')).toEqual([
      'demo.yaml:11:39 unknown-key dynamic-scoring.scorers.sample.expose.nodeport: got an unknown key; did you mean "nodePort"?',
    ]);
  });

  test('an open bracket: only the first complaint of the parser', () => {
    expect(findings('address: 172.18.0.3 }', 'address: 172.18.0.3')).toEqual([
      'demo.yaml:6:1 yaml-syntax: not YAML 1.2: Flow map in block collection must be sufficiently indented and end with a }; is a bracket before it not closed, or the line not indented as its neighbours?',
    ]);
  });

  test('thousands of clusters with the same mistake: one finding each, without comparing each with each', () => {
    const clusters = Array.from({ length: 5_000 }, (_, number) => `  c${number}: { platfrom: kind, nodes: 0 }\n`);
    const source = new Source('demo.yaml', good.replace('clusters:\n', `clusters:\n${clusters.join('')}`));
    const found = loadEnvironment('demo', source, composedSchema).findings.map((finding) => formatFinding(finding));
    expect(found).toHaveLength(10_000);
    expect(found.slice(-2)).toEqual([
      'demo.yaml:5003:35 value-range clusters.c4999.nodes: got 0; it must be at least 1',
      'demo.yaml:5003:12 unknown-key clusters.c4999.platfrom: got an unknown key; did you mean "platform"?',
    ]);
  });

  test('a block of one of several shapes: what is wrong in the shape that was meant', () => {
    const role = 'arn:aws:iam::123456789012:role/fleet';
    const store = `secrets: { backend: external-secrets, store: { aws: { region: us-est1, role: '${role}' } } }\ncharts:`;
    expect(findings('charts:', store)).toEqual([
      'demo.yaml:6:63 value-range secrets.store.aws.region: got "us-est1"; write a region as AWS does: us-east-1',
    ]);
  });

  test('a list where text belongs: its type, and not its length too', () => {
    expect(findings('refs/heads/main', '[]')).toEqual([
      'demo.yaml:2:65 wrong-type gitops.revision: got []; expected text',
    ]);
  });

  test('but two mistakes give two', () => {
    expect(findings('kind, role: hub', 'knd, role: hubb')).toHaveLength(2);
  });
});

describe('what is wrong is said in the words of the file', () => {
  test.each(['"', "'"])('a quote %s that is never closed, where it opens', (quote) => {
    expect(findings('refs/heads/main', `${quote}refs/heads/main`)).toEqual([
      'demo.yaml:2:65 yaml-syntax: got a quote that nothing closes; close it',
    ]);
  });

  test('a key with its value stuck to it, and nothing about the key that seems to be missing', () => {
    expect(findings('platform: kind, role', 'platform:kind, role')).toEqual([
      'demo.yaml:4:12 unknown-key clusters.hub01["platform:kind"]: got an unknown key; did you mean "platform"? Write a blank after the ":"',
    ]);
    expect(findings('on: managed', 'on:\u00a0managed')).toEqual([
      'demo.yaml:7:28 unknown-key charts.kube-prometheus-stack["on:\\u00a0managed"]: got an unknown key; did you mean "on"? Write a blank after the ":"',
    ]);
  });

  test('a line without a blank after its ":"', () => {
    expect(findings('environment: demo', 'environment:demo')).toEqual([
      'demo.yaml:1:1 yaml-syntax: not YAML 1.2: Implicit keys need to be on a single line; is the blank after a ":" missing?',
    ]);
  });

  test.each([
    ['"ma\\0in"', '\\u0000", a control character'],
    ['"\\e[31m"', '\\u001b", a control character'],
    ['"\\x9b31m"', '\\u009b", a control character'],
    ['"\\ud800"', '\\ud800", half a character'],
  ])('an escape that makes no text: %s', (text, got) => {
    expect(findings('refs/heads/main', text)).toEqual([`demo.yaml:2:65 yaml-syntax: got "${got}; remove it`]);
  });

  test('an escape that makes text', () => {
    expect(findings('refs/heads/main', '"\\x6dain-\\u00e9-\\ud83d\\ude00"')).toEqual([]);
  });

  test('a number of hundreds of digits is cut', () => {
    expect(findings('30007', '9'.repeat(400))).toEqual([
      `demo.yaml:11:49 wrong-type dynamic-scoring.scorers.sample.expose.nodePort: got ${'9'.repeat(79)}…; expected a number`,
    ]);
  });

  test('a number in quotes', () => {
    expect(findings('30007', '"30007"')).toEqual([
      'demo.yaml:11:49 wrong-type dynamic-scoring.scorers.sample.expose.nodePort: got "30007"; expected a number; write it without quotes',
    ]);
  });

  test('a number below its bound', () => {
    expect(findings('role: hub,', 'role: hub, nodes: 0,')).toEqual([
      'demo.yaml:4:46 value-range clusters.hub01.nodes: got 0; it must be at least 1',
    ]);
  });

  test('an empty text', () => {
    expect(findings('refs/heads/main', '""')).toEqual([
      'demo.yaml:2:65 value-range gitops.revision: got ""; it must not be empty',
    ]);
  });

  test.each(['172.18.0.300', 'a b', 'http://host'])('the address %s', (address) => {
    expect(findings('172.18.0.3 }', `${address} }`)).toEqual([
      `demo.yaml:5:40 host-syntax clusters.worker01.address: got "${address}"; write an IP address or a host name`,
    ]);
  });

  test.each(['172.18.0.3', '"fd00::3"', 'node1.example.com'])('the address %s is one', (address) => {
    expect(findings('172.18.0.3 }', `${address} }`)).toEqual([]);
  });
});
