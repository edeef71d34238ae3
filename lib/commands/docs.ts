import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Command } from 'commander';
import { z } from 'zod';
import { fenced, withBlocks } from './docs/blocks';
import { findingKinds } from './docs/finding-kinds';
import { findingsPage } from './docs/findings-page';
import { exampleRepository, firstFiles, schemaPath } from './init/files';
import { reviewForm } from '../review/words/document';
import { catalogue } from '../rules/catalogue';
import { provenanceTable } from './docs/provenance';
import { readme } from './docs/readme';
import { rulePages } from './docs/rule-pages';
import { synthForm } from './report/json';
import { versionTable } from './docs/version-table';

const root = join(__dirname, '../..');

/** The environments that come with the program, each with a page that accounts for all that it needs. */
const environments = ['eks', 'kind', 'openshift'];

function environmentPage(name: string): string {
  const text = readFileSync(join(root, 'docs', `${name}.md`), 'utf8');
  return withBlocks(text, { provenance: provenanceTable(root, name) });
}

function versionsPage(): string {
  return withBlocks(readFileSync(join(root, 'docs/versions.md'), 'utf8'), { versions: versionTable(root) });
}

/** The page of the package, with the example as it stands. */
function packagePage(): string {
  const example = (file: string, language: string) =>
    fenced(readFileSync(join(root, 'examples/cdk8s-app', file), 'utf8'), language);
  return withBlocks(readFileSync(join(root, 'docs/package.md'), 'utf8'), {
    app: example('main.ts', 'ts'),
    validation: example('cdk8s.yaml', 'yaml'),
    hub: example('hub.ts', 'ts'),
  });
}

/** What `init` writes, but for the schema, which stands in the repository already. */
function ownRepository(): Readonly<Record<string, string>> {
  const files = [...firstFiles(exampleRepository)].filter(([path]) => path !== schemaPath);
  return Object.fromEntries(files.map(([path, text]) => [`examples/own-repository/${path}`, text]));
}

/** The schema of what the program prints for others, from the form that it prints by. */
function schemaOf(form: z.ZodType): string {
  return `${JSON.stringify(z.toJSONSchema(form), undefined, 2)}\n`;
}

/** Every document that is written from the code, in whole or in part. */
function documents(): Readonly<Record<string, string>> {
  return {
    'docs/findings.md': findingsPage(findingKinds(root)),
    ...rulePages(catalogue),
    'README.md': readme(root),
    'docs/versions.md': versionsPage(),
    'docs/package.md': packagePage(),
    ...ownRepository(),
    'docs/review.schema.json': schemaOf(reviewForm),
    'docs/synth.schema.json': schemaOf(synthForm),
    ...Object.fromEntries(environments.map((name) => [`docs/${name}.md`, environmentPage(name)])),
  };
}

/** `docs`: writes what the documents say of the program from the program itself, or checks it. */
export function docsCommand(): Command {
  return new Command('docs')
    .description(
      'Write docs/findings.md, docs/rules/, examples/own-repository and the marked blocks of documents from the code.',
    )
    .option('--check', 'write nothing; exit 1 naming each document that is not current')
    .action(({ check = false }: { check?: boolean }, command: Command) => {
      const stale = Object.entries(documents()).filter(([path, text]) => text !== read(join(root, path)));
      if (check && stale.length > 0) {
        const names = stale.map(([path]) => path).join(', ');
        command.error(`not what the code says: ${names}; run npm run docs and commit what it writes`, { exitCode: 1 });
      }
      for (const [path, text] of check ? [] : stale) {
        mkdirSync(dirname(join(root, path)), { recursive: true });
        writeFileSync(join(root, path), text);
        console.log(`wrote ${path}`);
      }
      if (stale.length === 0) console.log('every document is current');
    });
}

function read(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
