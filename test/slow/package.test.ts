import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { consumer, settings, typeErrors } from '../consumer-types';
import { installPacked } from '../packed';
import { withoutProgress } from '../without-progress';

const root = join(__dirname, '../..');
const shell = process.platform === 'win32';

/** Every file below a folder, by its path in there. */
function files(folder: string): Record<string, string> {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = found.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(paths.map((path) => [relative(folder, path), readFileSync(path, 'utf8')]));
}

describe('a repository that has this package as its dependency, and nothing of ours beside it', () => {
  let folder: string;
  let leaks: string;

  beforeAll(() => {
    ({ folder, leaks } = installPacked());
    // The settings of a consumer are none of ours, and may be broken.
    writeFileSync(join(folder, 'tsconfig.json'), '{ "extends": "./not-there.json" }\n');
    cpSync(join(root, 'environments'), join(folder, 'environments'), { recursive: true });
    rmSync(join(folder, 'environments/schema.json'), { force: true });
  }, 180_000);

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test('npx scorewright synth renders what stands in our own dist/ and argocd/', () => {
    const { status, stderr } = spawnSync('npx', ['--offline', 'scorewright', 'synth'], {
      cwd: folder,
      encoding: 'utf8',
      shell,
    });
    const errors = withoutProgress(stderr)
      .split('\n')
      .filter((line) => line !== '' && !/:\d+ warning /.test(line));
    expect({ status, errors }).toEqual({ status: 0, errors: [] });
    for (const part of ['dist', 'argocd']) expect(files(join(folder, part))).toEqual(files(join(root, part)));
    const schema = 'environments/schema.json';
    expect(readFileSync(join(folder, schema), 'utf8')).toBe(readFileSync(join(root, schema), 'utf8'));
  }, 60_000);

  const program = `
    const outcome = index.synthesizeAll({ environments: 'environments', out: 'elsewhere', check: false });
    console.log(JSON.stringify({
      clean: index.isClean(outcome),
      scorers: index.builtIn.length > 0,
      score: index.cleanScoreName('My Score'),
      oneClass: index.Workload === constructs.Workload,
      chosen: placement.schedule({
        placement: { metadata: { name: 'own' }, spec: {} },
        clusters: [{ metadata: { name: 'worker02' } }, { metadata: { name: 'worker01' } }],
      }).decisions,
      scorer: typeof plugin.defineScorer,
      namespace: typeof k8s.KubeNamespace,
      title: schema.title,
    }));
  `;
  const specifiers = {
    index: 'scorewright',
    constructs: 'scorewright/constructs',
    placement: 'scorewright/placement',
    plugin: 'scorewright/plugin',
    k8s: 'scorewright/imports/k8s',
    schema: 'scorewright/schema.json',
  };

  test.each([
    [
      'an ES module',
      'consumer.mjs',
      (name: string, from: string) =>
        from.endsWith('.json')
          ? `import ${name} from '${from}' with { type: 'json' };`
          : `import * as ${name} from '${from}';`,
    ],
    ['a CommonJS module', 'consumer.cjs', (name: string, from: string) => `const ${name} = require('${from}');`],
  ])(
    '%s imports the pipeline, the scoring model, constructs and L1s',
    (_, file, statement) => {
      const imports = Object.entries(specifiers).map(([name, from]) => statement(name, from));
      writeFileSync(join(folder, file), [...imports, program].join('\n'));
      const { status, stdout, stderr } = spawnSync(process.execPath, ['--no-warnings', file], {
        cwd: folder,
        encoding: 'utf8',
      });
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(JSON.parse(stdout)).toEqual({
        clean: true,
        scorers: true,
        score: 'my-score',
        oneClass: true,
        chosen: ['worker01', 'worker02'],
        scorer: 'function',
        namespace: 'function',
        title: 'Scorewright environment',
      });
      expect(files(join(folder, 'elsewhere', 'argocd'))).toEqual(files(join(root, 'argocd')));
    },
    60_000,
  );

  test('an ES module names what it imports', () => {
    writeFileSync(
      join(folder, 'named.mjs'),
      `import { Claim } from 'scorewright/constructs'; import { KubeNamespace } from 'scorewright/imports/k8s'; console.log(typeof Claim, typeof KubeNamespace);`,
    );
    expect(execFileSync(process.execPath, ['named.mjs'], { cwd: folder, encoding: 'utf8' })).toBe(
      'function function\n',
    );
  }, 30_000);

  test('it reads plug-ins in TypeScript, with all of its syntax and a module beside them', () => {
    const scorers = join(folder, 'typescript/scorers');
    mkdirSync(scorers, { recursive: true });
    const headroom = readFileSync(join(root, 'environments/scorers/headroom.ts'), 'utf8');
    writeFileSync(join(scorers, 'limits.ts'), 'export enum Limit { Top = 100 }\n');
    writeFileSync(
      join(scorers, 'headroom.ts'),
      headroom.replace(/^/, "import { Limit } from './limits';\n").replace(/max: 100/, 'max: Limit.Top'),
    );
    writeFileSync(join(scorers, 'broken.ts'), 'export const broken: = 3;\n');
    const kind = readFileSync(join(root, 'environments/kind.yaml'), 'utf8');
    const synth = (text: string) => {
      writeFileSync(join(folder, 'typescript/kind.yaml'), text);
      const { status, stderr } = spawnSync(
        process.execPath,
        ['node_modules/scorewright/bin/scorewright.js', 'synth', '--environments', 'typescript', '--out', 'ts-out'],
        { cwd: folder, encoding: 'utf8' },
      );
      return {
        status,
        lines: withoutProgress(stderr)
          .split('\n')
          .filter((line) => !/ warning |^$/.test(line)),
      };
    };
    expect(readFileSync(join(scorers, 'headroom.ts'), 'utf8')).toContain('Limit.Top');
    expect(synth(kind)).toEqual({ status: 0, lines: [] });
    expect(synth(kind.replace('scorers/headroom.ts', 'scorers/broken.ts')).lines).toContainEqual(
      expect.stringContaining('it threw while it was loaded: line 1, column 22: Unexpected token'),
    );
  }, 60_000);

  test('it offers no command that only a clone of our repository can run', () => {
    const help = (where: string) =>
      execFileSync(process.execPath, [join(where, 'bin/scorewright.js'), '--help'], { cwd: folder, encoding: 'utf8' });
    expect(help(join(folder, 'node_modules/scorewright'))).not.toMatch(/^ {2}(docs|import) /m);
    expect(help(root)).toMatch(/^ {2}docs /m);
  }, 30_000);

  test('cdk8s validates with it what an app synthesizes', () => {
    const app = (selector: string) => `
      const { App, Chart, ApiObject } = require('cdk8s');
      const app = new App();
      const chart = new Chart(app, 'web', { namespace: 'demo' });
      const labels = { app: 'web' };
      new ApiObject(chart, 'pods', { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec: {
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers: [{ name: 'web', image: 'registry.example.com/web:1.0.0', ports: [{ containerPort: 80 }] }] } },
      } });
      new ApiObject(chart, 'service', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web-http' }, spec: { selector: { app: '${selector}' }, ports: [{ port: 80 }] } });
      app.synth();
    `;
    const cdk8s = join(folder, 'cdk8s');
    mkdirSync(cdk8s);
    writeFileSync(
      join(cdk8s, 'cdk8s.yaml'),
      'language: typescript\napp: node app.cjs\nvalidations: [{ package: ./../node_modules/scorewright, version: 0.1.0, class: ScorewrightValidation, properties: { off: [pod-security] } }]\n',
    );
    const synth = (selector: string) => {
      writeFileSync(join(cdk8s, 'app.cjs'), app(selector));
      return spawnSync(process.execPath, [join(root, 'node_modules/cdk8s-cli/bin/cdk8s'), 'synth'], {
        cwd: cdk8s,
        encoding: 'utf8',
        env: { ...process.env, CI: '1' },
      });
    };
    const dangling = synth('webb');
    expect(dangling.status).toBe(2);
    expect(dangling.stdout).toContain('service-selects-no-pod (1 occurrences)');
    expect(dangling.stdout).toContain('Construct Path: web/service');
    const sound = synth('web');
    expect(sound.stdout).toContain('Validations ended succesfully');
    expect(sound.status).toBe(0);
  }, 60_000);

  test('its types have no error under the settings of the template of cdk8s', () => {
    writeFileSync(join(folder, 'types.ts'), consumer);
    expect(typeErrors(ts, folder, ['types.ts'], settings['the template of cdk8s'])).toEqual([]);
  }, 120_000);

  test('every type that an entry shows is exported', () => {
    expect(leaks).toBe('');
  });

  test('it explains rules and every other code', () => {
    const explain = (code: string) =>
      execFileSync('node_modules/.bin/scorewright', ['explain', code], { cwd: folder, encoding: 'utf8', shell });
    expect(explain('output-foreign')).toMatch(/^output-foreign \(error\)\n {2}why /);
    expect(explain('reference-dangling')).toMatch(/\n {2}turn off .*\n\n {2}\S/);
  }, 30_000);

  test('it writes nothing into its own folder, which may be read-only', () => {
    const before = files(join(folder, 'node_modules/scorewright'));
    const installed = join(folder, 'node_modules/scorewright');
    const out = execFileSync(process.execPath, [join(installed, 'bin/scorewright.js'), '--version'], {
      encoding: 'utf8',
    });
    expect(out).toBe(`${(JSON.parse(before['package.json'] ?? '') as { version: string }).version}\n`);
    execFileSync(process.execPath, [join(installed, 'bin/scorewright.js'), 'rules'], { cwd: folder });
    expect(files(installed)).toEqual(before);
    // Of what it remembers of a clean synth, docs/decisions/0034 tells; nothing else writes there.
    const cache = join(folder, 'node_modules/.cache');
    expect(existsSync(cache) ? readdirSync(cache) : ['scorewright']).toEqual(['scorewright']);
  }, 30_000);

  test('it brings no development files', () => {
    const own = readdirSync(join(folder, 'node_modules/scorewright')).sort();
    expect(own).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'bin',
      'build',
      'docs',
      'imports',
      'lib',
      'package.json',
    ]);
    expect(
      Object.keys(files(join(folder, 'node_modules/scorewright'))).filter((name) => /(?<!\.d)\.ts$/.test(name)),
    ).toEqual([]);
  });
});
