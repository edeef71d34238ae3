import { execFileSync } from 'node:child_process';
import Ajv2020 from 'ajv/dist/2020';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { planOf } from '../../lib/plan/plan';
import { documentOf, misuseDocument } from '../../lib/plan/words/document';
import { planText } from '../../lib/plan/words/text';
import { exampleTree } from './example-tree';

const deployment = (image: string) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'demo' },
  spec: {
    replicas: 3,
    selector: { matchLabels: { app: 'web' } },
    template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image }] } },
  },
});

describe('in a Git checkout', () => {
  let folder: string;
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', folder, '-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
      stdio: 'pipe',
    });
  const write = (files: ReadonlyMap<string, string>) => {
    for (const root of ['dist', 'argocd', 'environments'])
      fs.rmSync(path.join(folder, root), { recursive: true, force: true });
    for (const [file, text] of files) {
      fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      fs.writeFileSync(path.join(folder, file), text);
    }
  };
  const plan = (options: Partial<Parameters<typeof planOf>[0]> = {}) =>
    planOf({ folder, environments: 'environments', ...options });

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'plan-'));
    git('init', '-q', '-b', 'main');
    write(exampleTree({ 'worker01/demo': [deployment('web:1')] }, 'demo: { image: web:1 }\n'));
    git('add', '-A');
    git('commit', '-q', '-m', 'base');
  });

  afterEach(() => {
    fs.rmSync(folder, { recursive: true });
  });

  test('a changed image rolls the pods, with the line that caused it', () => {
    write(exampleTree({ 'worker01/demo': [deployment('web:2')] }, '\ndemo: { image: web:2 }\n'));
    expect(documentOf(plan()).environments).toEqual([
      {
        name: 'example',
        totals: { roll: 1 },
        changes: [
          {
            class: 'roll',
            cluster: 'worker01',
            clusters: ['worker01'],
            group: 'apps',
            kind: 'Deployment',
            namespace: 'demo',
            name: 'web',
            deliverer: 'argo-ssa',
            application: 'example.worker01.demo',
            wave: 0,
            reasons: [
              {
                class: 'roll',
                field: '/spec/template/spec/containers/0/image',
                old: 'web:1',
                new: 'web:2',
                why: 'the pods are replaced in steps (maxSurge 25%, maxUnavailable 25%)',
              },
            ],
            line: 'environments/example.yaml:2:16',
            fix: null,
          },
        ],
        moves: [],
      },
    ]);
    const form = JSON.parse(fs.readFileSync(path.join(__dirname, '../../docs/plan.schema.json'), 'utf8')) as object;
    const fits = new Ajv2020({ allowUnionTypes: true }).compile(form);
    expect([documentOf(plan()), misuseDocument('got x')].map((document) => fits(document))).toEqual([true, true]);
    expect(planText(plan()).at(-1)).toBe('plan: 1 rolled (3 pods) on 1 cluster');
  });

  test('key order, comments and defaults written out are no change', () => {
    const { spec, ...rest } = deployment('web:1');
    const defaults = { ...spec, revisionHistoryLimit: 10, strategy: { type: 'RollingUpdate' } };
    write(exampleTree({ 'worker01/demo': [{ spec: defaults, ...rest }] }, 'demo: { image: web:1 }\n'));
    const file = path.join(folder, 'dist/example/worker01/demo/Deployment.demo.web.yaml');
    fs.writeFileSync(file, `# a comment\n${fs.readFileSync(file, 'utf8')}`);
    expect(plan().environments).toEqual([{ name: 'example', changes: [], totals: {}, brakes: [], unused: [] }]);
  });

  test('base and head change places: what was added is removed', () => {
    write(exampleTree({ 'worker01/demo': [deployment('web:1')], 'worker01/more': [] }, ''));
    const more = { ...deployment('more:1'), metadata: { name: 'more', namespace: 'demo' } };
    write(exampleTree({ 'worker01/demo': [deployment('web:1'), more] }, ''));
    git('add', '-A');
    git('commit', '-q', '-m', 'head');
    const classes = (base: string, head: string) =>
      plan({ base, head }).environments.flatMap(({ changes }) =>
        changes.map((change) => `${change.class} ${change.key}`),
      );
    expect(classes('HEAD~1', 'HEAD')).toEqual(['add worker01 apps/Deployment demo more']);
    expect(classes('HEAD', 'HEAD~1')).toEqual(['remove worker01 apps/Deployment demo more']);
  });

  test.each([
    [
      'an unknown ref',
      { base: 'nowhere' },
      '"nowhere" is not a commit, branch or tag of this repository; git fetch it, or name another',
    ],
    [
      'an option for a ref',
      { base: '--output=x' },
      '"--output=x" is not a commit, branch or tag of this repository; git fetch it, or name another',
    ],
    [
      'an unknown environment',
      { only: ['other'] },
      /neither the base \(\w{7}\) nor the head \(the working tree\) has an environment other; it holds example/,
    ],
  ])('%s is refused in a sentence', (_, options, message) => {
    expect(() => plan(options)).toThrow(message);
  });

  test('a base without the environment that is asked for is refused', () => {
    git('rm', '-rq', '.');
    fs.mkdirSync(path.join(folder, 'dist/other/files'), { recursive: true });
    fs.writeFileSync(path.join(folder, 'dist/other/files/needs.md'), '');
    git('add', '-A');
    git('commit', '-q', '-m', 'other');
    write(exampleTree({ 'worker01/demo': [deployment('web:1')] }, ''));
    expect(() => plan({ only: ['example'] })).toThrow(
      /has no environment example, so that there is nothing to compare with/,
    );
  });

  describe('with a base from before the first environment', () => {
    beforeEach(() => {
      git('rm', '-rq', '.');
      git('commit', '-q', '--allow-empty', '-m', 'nothing');
      write(exampleTree({ 'worker01/demo': [deployment('web:1')] }, 'environment: example\n'));
    });
    const first = { base: 'HEAD' };

    test.each([[first], [{ ...first, only: ['example'] }]])('all is added (%p)', (options) => {
      const [example] = plan(options).environments;
      expect(example?.changes.map(({ key, old, reasons: [reason] }) => [key, old, reason?.class])).toEqual([
        ['hub01 argoproj.io/AppProject argocd example', undefined, 'add'],
        ['hub01 argoproj.io/Application argocd example', undefined, 'add'],
        ['hub01 argoproj.io/Application argocd example.worker01.demo', undefined, 'add'],
        ['worker01 apps/Deployment demo web', undefined, 'add'],
      ]);
    });

    test.each([
      [
        'a misspelt folder',
        { environments: 'env' },
        /^neither the base \(\w{7}\) nor the head .* holds env\/; name the/,
      ],
      ['an unknown environment', { only: ['other'] }, /has an environment other; the head holds example$/],
    ])('%s is refused', (_, options, message) => {
      expect(() => plan({ ...first, ...options })).toThrow(message);
    });

    test('a base that holds the environment in another folder is refused', () => {
      fs.mkdirSync(path.join(folder, 'sub'));
      for (const root of ['dist', 'argocd', 'environments'])
        fs.cpSync(path.join(folder, root), path.join(folder, 'sub', root), { recursive: true });
      git('add', 'sub');
      git('commit', '-q', '-m', 'in a folder');
      expect(() => plan(first)).toThrow(
        /^the base \(\w{7}\) holds environment example in another folder \(sub\/argocd\/example\.yaml\)/,
      );
    });

    test('a head that is not rendered is refused', () => {
      for (const root of ['dist', 'argocd']) fs.rmSync(path.join(folder, root), { recursive: true });
      expect(() => plan(first)).toThrow(/^the head .* holds no environment: .*; run scorewright synth there/);
    });

    test('so is a base whose environments are not', () => {
      git('add', 'environments');
      git('commit', '-q', '-m', 'settings');
      expect(() => plan(first)).toThrow(/^the base .* holds no environment: .*; name a commit that has been rendered/);
    });
  });

  test('a half-written tree is refused', () => {
    fs.rmSync(path.join(folder, 'argocd/example.yaml'));
    expect(() => plan()).toThrow(
      'the head (the working tree) is half-written: dist/example is there and argocd/example.yaml is not; run scorewright synth there, commit all of it, and plan again',
    );
  });

  test('a folder outside of Git is refused', () => {
    fs.rmSync(path.join(folder, '.git'), { recursive: true });
    expect(() => plan()).toThrow(/is in no Git checkout, and a plan compares two commits; run it in a clone/);
  });
});
