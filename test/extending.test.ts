import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { environment, project, scorewright, tree } from './commands/program';

/** The code of a chapter of docs/extending.md, in its order. */
function codeOf(chapter: string, language: string): string[] {
  const text = readFileSync(join(__dirname, '../docs/extending.md'), 'utf8');
  const [, own = ''] = text.split(`\n## ${chapter}\n`);
  const [body = ''] = own.split('\n## ');
  return [...body.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, code = '']) => code);
}

test('what the documentation shows of one’s own renders as it stands', async () => {
  const [component = '', rule = ''] = [codeOf('Own component', 'ts')[0], codeOf('Own rule', 'ts')[0]];
  const [greeter = ''] = codeOf('Own component', 'yaml');
  const [labels = ''] = codeOf('Own rule', 'yaml');
  const [images = ''] = codeOf('Images', 'yaml');
  const [own = ''] = codeOf('Own YAML', 'yaml');
  const [argocd = ''] = codeOf('Argo CD as you run it', 'yaml');
  const [gitops = '', patches = ''] = argocd.split(/^(?=patches:)/m);
  const text = environment()
    .replace(
      /^gitops: \{(.*) \}\n/m,
      (_, settings: string) =>
        `${gitops}${settings
          .trim()
          .split(', ')
          .map((line) => `  ${line}\n`)
          .join('')}`,
    )
    .replace(/^rules: .*\n/m, '');
  const map = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name}, namespace: shop }\n`;
  const dir = project({
    'environments/kind.yaml': [
      text,
      greeter.replace('greeter.ts]', 'greeter.ts, ./components/rule.ts]'),
      // Nothing lacks the label, so that the rule has no findings.
      labels.replace(/^rules: .*\n/m, ''),
      images,
      own,
      patches,
    ].join('\n'),
    'environments/components/greeter.ts': component,
    'environments/components/rule.ts': rule,
    'environments/manifests/shop/a.yaml': map('a'),
    'environments/manifests/worker01/b.yaml': map('b').replace(', namespace: shop', ''),
    'environments/manifests/widgets/c.yaml': map('c'),
  });
  symlinkSync(join(__dirname, '../node_modules'), join(dir, 'node_modules'));
  expect((await scorewright(dir, 'synth')).stderr).toBe('');
  const files = tree(dir);
  expect(files['dist/kind/worker01/greeter/ConfigMap.greeter.greeter.yaml']).toContain('acme.com/team: energy');
  expect(files['dist/kind/worker01/shop-site/ConfigMap.shop.b.yaml']).toBeDefined();
});

test('each is shown in some twenty lines', () => {
  for (const chapter of ['Own YAML', 'Own component', 'Own rule', 'Images', 'Argo CD as you run it'])
    for (const language of ['ts', 'yaml'])
      for (const code of codeOf(chapter, language)) expect(code.split('\n').length).toBeLessThan(28);
});
