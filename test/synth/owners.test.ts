import path from 'node:path';
import { formatFindings } from '../../lib/model/finding';
import { synthesizeAll } from '../../lib/synth/run';
import { temporaryFolder, writeFile } from '../commands/program';

const repository = 'https://git.example/fleet.git';

/** An environment on a hub; `rest` is all but its head. */
interface Text {
  readonly hub?: string;
  readonly repoURL?: string;
  readonly folder?: string;
  readonly clusters?: string;
  readonly rest?: string;
}

function environment(name: string, { hub = 'hub01', repoURL = repository, folder = 'dist', ...text }: Text): string {
  return `environment: ${name}
gitops: { repoURL: '${repoURL}', revision: main, path: ${folder} }
clusters:
  ${hub}: { platform: kind, role: hub, address: 172.18.0.2 }
${text.clusters ?? `  ${name}-worker: { platform: kind }`}
${text.rest ?? ''}
`;
}

/** What a run says of ownership, without the folder of the files. */
function findings(texts: Readonly<Record<string, Text>>, only?: readonly string[]): string[] {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(texts)) writeFile(folder, `${name}.yaml`, environment(name, text));
  const out = path.join(folder, 'out');
  const outcome = synthesizeAll({ environments: folder, out, check: true, ...(only && { only }) });
  const all = outcome.environments.flatMap((report) => report.findings);
  return formatFindings([...outcome.findings, ...all])
    .map((line) => line.replaceAll(`${folder}/`, ''))
    .filter((line) => !line.includes(' warning ') || line.includes('cluster-on-two-hubs'));
}

const worker = (address = '172.18.0.3') => `  worker01: { platform: kind, address: ${address} }`;
const scorers = (scorer: string) => `dynamic-scoring: { on: managed, scorers: { static: { ${scorer} } } }`;
const outside = scorers('external: http://scorer.example');
const skupper = 'charts: { skupper: { on: all } }';

describe('clusters', () => {
  test('a cluster in two environments of one hub is a finding with both lines', () => {
    expect(findings({ a: { clusters: worker() }, b: { clusters: `\n${worker()}` } })).toEqual([
      'b.yaml:6:3 cluster-in-two-environments clusters.worker01: got worker01, which environment a has at a.yaml:5:3, on the same hub hub01; list it in one of them',
    ]);
  });

  test('what is rendered for a doubled cluster is not said again', () => {
    const text = { clusters: worker(), rest: 'charts: { cert-manager: { on: worker01 } }' };
    expect(findings({ a: text, b: text })).toHaveLength(1);
  });

  test('two hubs may each have a cluster of that name; with one address too it is hardly another', () => {
    const b = { hub: 'hub02', clusters: worker('172.18.0.9') };
    expect(findings({ a: { clusters: worker() }, b })).toEqual([]);
    expect(findings({ a: { clusters: worker() }, b: { ...b, clusters: worker() } })).toEqual([
      'b.yaml:5:3 warning cluster-on-two-hubs clusters.worker01: got worker01 at 172.18.0.3, as environment a has it at a.yaml:5:3 under hub hub01; list it in one of them',
    ]);
  });
});

describe('what a hub is', () => {
  const a = { clusters: worker() };

  test.each(['https://GIT.example/fleet', 'git@git.example:fleet.git', 'ssh://git@git.example:22/fleet.git/'])(
    '%s is the same repository',
    (repoURL) => {
      expect(findings({ a, b: { clusters: worker(), repoURL } })).toHaveLength(1);
    },
  );

  test('hubs of one name that read other repositories or folders are two', () => {
    const other = { clusters: worker() };
    expect(findings({ a, b: { ...other, repoURL: 'https://git.example/other.git' } })).toEqual([]);
    expect(findings({ a, b: { ...other, folder: 'others' } })).toEqual([]);
  });
});

describe('objects on a shared hub', () => {
  test('environments that share nothing but the hub are accepted', () => {
    expect(findings({ a: { rest: outside }, b: { rest: 'charts: { cert-manager: { on: b-worker } }' } })).toEqual([]);
  });

  test('what one setting renders twice is one finding, at the lines of both', () => {
    const found = findings({ a: { rest: `\n${skupper}` }, b: { rest: skupper } });
    expect(found).toEqual([
      expect.stringMatching(
        /^b\.yaml:6:20 taken-by-another-environment charts\.skupper: got .*Deployment \S+.*, which environment a renders too at a\.yaml:7:20; render it in one of them$/,
      ),
    ]);
  });

  test('a scorer of one name is one object of the hub', () => {
    const found = findings({ a: { rest: outside }, b: { rest: outside } });
    expect(found.join('\n')).toContain('got DynamicScorer open-cluster-management/example-performance-scorer');
    expect(found.filter((line) => !line.startsWith('b.yaml:'))).toEqual([]);
  });

  test('a NodePort, at the setting that asks for it', () => {
    const found = findings({
      a: { rest: scorers('on: hub01, expose: { nodePort: 30800 }') },
      b: {
        rest: scorers('on: b-worker, expose: { nodePort: 30800 }'),
        clusters: '  b-worker: { platform: kind, address: 172.18.0.2 }',
      },
    });
    expect(found).toContainEqual(
      expect.stringMatching(
        /^b\.yaml:6:\d+ taken-by-another-environment dynamic-scoring\.scorers\.static\.expose\.nodePort: got NodePort 30800 of Service dynamic-scoring\/static-scorer-nodeport, which environment a takes at a\.yaml:6:\d+; choose another port between 30000 and 32767$/,
      ),
    );
  });

  test('a hub that another hub manages is one cluster', () => {
    const upper = { hub: 'hub00', clusters: '  hub01: { platform: kind }', rest: skupper };
    expect(findings({ lower: { rest: skupper }, upper })).toContainEqual(
      expect.stringMatching(/^upper\.yaml:6:20 taken-by-another-environment charts\.skupper: got .* environment lower/),
    );
  });
});

describe('with --env', () => {
  const texts = { a: { clusters: worker(), rest: outside }, b: { clusters: worker(), rest: outside } };

  test('the others count too, whichever is rendered', () => {
    for (const [name, other] of [
      ['a', 'b'],
      ['b', 'a'],
    ] as const) {
      const found = findings(texts, [name]);
      expect(found[0]).toContain(`which environment ${other} has at ${other}.yaml:5:3`);
      expect(found.length).toBe(findings(texts).length);
      expect(found.every((line) => line.startsWith(`${name}.yaml:`))).toBe(true);
    }
  });

  test('what is wrong between the others is not said', () => {
    expect(findings({ ...texts, c: { hub: 'hub03' } }, ['c'])).toEqual([]);
  });
});
