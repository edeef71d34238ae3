import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { project, scorewright, writeFile } from './program';

/** Helm on this machine; SCOREWRIGHT_HELM may give its path. */
const helm = process.env.SCOREWRIGHT_HELM ?? 'helm';
const there = spawnSync(helm, ['version', '--short']).status === 0;
if (!there)
  process.stderr.write('SKIPPED: charts against a real Helm, which this machine lacks (SCOREWRIGHT_HELM=PATH)\n');

const environment = (more = '', provides = '{ kind: Service, name: web/site, port: 80 }') => `environment: test
gitops: { repoURL: https://github.com/acme/fleet.git, revision: refs/heads/main, path: dist }
clusters: { hub01: { platform: kind, role: hub } }
charts:
  site:
    on: hub01
    repoURL: https://charts.example.com
    chart: site
    version: 1.2.3
    namespace: web
    values: { port: 80 }
    creates: [Service, Deployment]
    provides: [${provides}]
${more}`;

const service = `apiVersion: v1
kind: Service
metadata: { name: site }
spec: { selector: { app: site }, ports: [{ name: http, port: {{ .Values.port }}, targetPort: 8080 }] }
`;

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: { name: site, namespace: {{ .Release.Namespace }} }
spec:
  selector: { matchLabels: { app: site } }
  template:
    metadata: { labels: { app: site } }
    spec:
      securityContext: { runAsNonRoot: true, seccompProfile: { type: RuntimeDefault } }
      containers:
        - name: web
          image: registry.example.com/site:1.2.3
          ports: [{ containerPort: 8080 }]
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: [ALL] } }
          resources: { requests: { cpu: 10m, memory: 16Mi }, limits: { memory: 64Mi } }
`;

const chart = {
  'charts/site/Chart.yaml': 'apiVersion: v2\nname: site\nversion: 1.2.3\n',
  'charts/site/templates/service.yaml': service,
  'charts/site/templates/deployment.yaml': deployment,
};

/** A program in place of Helm; it fills in the values that the templates of this test use. */
function fakeHelm(folder: string): string {
  const path = join(folder, 'helm.js');
  writeFile(
    folder,
    'helm.js',
    `#!${process.execPath}
const fs = require('fs'), path = require('path');
const [verb, , chart, ...rest] = process.argv.slice(2);
if (verb === 'version') { console.log('v0.0.0'); process.exit(0); }
const option = (name) => rest[rest.indexOf(name) + 1];
const { port } = JSON.parse(fs.readFileSync(option('--values'), 'utf8'));
const templates = path.join(chart, 'templates');
if (!fs.existsSync(templates)) { console.error('Error: path "' + path.basename(chart) + '" not found'); process.exit(1); }
for (const file of fs.readdirSync(templates).sort())
  console.log('---\\n' + fs.readFileSync(path.join(templates, file), 'utf8')
    .replaceAll('{{ .Values.port }}', port).replaceAll('{{ .Release.Namespace }}', option('--namespace'))
    .replaceAll('{{ randAlphaNum 8 }}', Math.random().toString(36)));
`,
  );
  chmodSync(path, 0o755);
  return path;
}

const programs: [string, (folder: string) => string][] = [['a fake Helm', fakeHelm]];
if (there) programs.push(['a real Helm', () => helm]);

describe.each(programs)('with %s', (_, helmIn) => {
  const charts = async (files: Record<string, string>) => {
    const folder = project({ 'environments/test.yaml': environment(), ...chart, ...files });
    const run = await scorewright(folder, 'charts', '--from', 'charts', '--helm', helmIn(folder));
    return { folder, ...run };
  };

  test('a chart as declared is written into the lock, and a second run changes nothing', async () => {
    const { folder, status, stdout, stderr } = await charts({});
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^1 chart as declared \(Helm .*\); wrote: environments\/charts\.lock\.yaml\n$/);
    const lock = readFileSync(join(folder, 'environments/charts.lock.yaml'), 'utf8');
    expect(parse(lock)).toEqual({
      charts: [
        {
          chart: 'site',
          version: '1.2.3',
          repoURL: 'https://charts.example.com',
          settings: expect.stringMatching(/^sha256:/) as unknown,
          digest: expect.stringMatching(/^sha256:/) as unknown,
          images: ['registry.example.com/site:1.2.3'],
        },
      ],
    });
    const again = await scorewright(folder, 'charts', '--from', 'charts', '--helm', helmIn(folder));
    expect(again.stdout).toContain('current: environments/charts.lock.yaml');
  });

  test.each([
    [
      'a kind that is not declared',
      {
        'charts/site/templates/role.yaml':
          'apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: { name: site }\nrules: []\n',
      },
      'chart-differs charts.site: got rbac.authorization.k8s.io/Role site, a kind that is not declared; Argo CD rejects it: add it to creates (on hub01)',
    ],
    [
      'a namespace that is not declared',
      { 'charts/site/templates/deployment.yaml': deployment.replace('{{ .Release.Namespace }}', 'other') },
      'chart-differs charts.site: got apps/Deployment site in namespace other; Argo CD lets the chart into web only: add it to alsoIn (on hub01)',
    ],
    [
      'a port that is declared and missing',
      { 'environments/test.yaml': environment('', '{ kind: Service, name: web/site, port: 8443 }') },
      'chart-differs charts.site: got no Service web/site:8443, which provides declares; correct its values, or provides (on hub01)',
    ],
    [
      'a group that it does not define',
      { 'environments/test.yaml': environment('', '{ kind: APIGroup, name: example.com }') },
      'chart-differs charts.site: got no CustomResourceDefinition of example.com, which provides declares; correct its values, or provides (on hub01)',
    ],
    [
      'a random value',
      { 'charts/site/templates/service.yaml': `${service}# {{ randAlphaNum 8 }}\n` },
      expect.stringMatching(/chart-unstable charts\.site: got two renders that differ, first in line \d+: # /),
    ],
    [
      'pods that its namespace rejects',
      { 'charts/site/templates/deployment.yaml': deployment.replace('drop: [ALL]', 'add: [CHOWN]') },
      expect.stringContaining('pod-security Deployment web/site'),
    ],
    [
      'a field that is missing in its schema',
      { 'charts/site/templates/deployment.yaml': deployment.replace('  selector:', '  selectr: {}\n  selector:') },
      expect.stringContaining('unknown-field Deployment web/site'),
    ],
  ])('%s is reported, and no lock is written', async (_what, files, expected) => {
    const { status, stdout, stderr } = await charts(files);
    const lines = stderr.trim().split('\n');
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(lines.at(-1)).toBe('environments/charts.lock.yaml was not written');
    expect(lines[0]?.replace(/^environments\/test\.yaml:5:\d+ /, '')).toEqual(expected);
  });

  test('a reference of the fleet into a chart is proved by the rendered chart', async () => {
    const { status, stderr } = await charts({
      'environments/test.yaml': environment('manifests: { extras: { on: hub01, path: extras } }\n', ''),
      'environments/extras/web.yaml':
        'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: site, namespace: web }\nspec: { defaultBackend: { service: { name: sitee, port: { number: 80 } } } }\n',
    });
    expect({ status, stderr }).toMatchObject({ status: 1 });
    expect(stderr).toContain('Service web/sitee');
  });
});

describe('without Helm', () => {
  test('the lock of another run is compared', async () => {
    const before = process.env.PATH;
    const folder = project({ 'environments/test.yaml': environment(), ...chart });
    const made = await scorewright(folder, 'charts', '--from', 'charts', '--helm', fakeHelm(folder));
    expect(made.status).toBe(0);
    process.env.PATH = '/nonexistent';
    try {
      expect(await scorewright(folder, 'charts')).toMatchObject({ status: 0, stderr: '' });
      writeFile(
        folder,
        'environments/test.yaml',
        environment().replace('port: 80 }\n    creates', 'port: 81 }\n    creates'),
      );
      expect((await scorewright(folder, 'charts')).stderr).toContain(
        'charts-lock test hub01/site charts.site: got other values, namespace or release than charts.lock.yaml has; run scorewright charts on a machine with Helm',
      );
      writeFile(folder, 'environments/test.yaml', environment().replace('1.2.3', '1.3.0'));
      expect((await scorewright(folder, 'charts')).stderr).toContain(
        'got chart site 1.3.0, which charts.lock.yaml lacks',
      );
    } finally {
      process.env.PATH = before;
    }
  });

  test('a Helm that does not run is wrong usage', async () => {
    const folder = project({ 'environments/test.yaml': environment() });
    expect(await scorewright(folder, 'charts', '--helm', '/nonexistent/helm')).toMatchObject({
      status: 2,
      stderr: 'error: --helm: got /nonexistent/helm, which does not run as Helm\n',
    });
  });
});
