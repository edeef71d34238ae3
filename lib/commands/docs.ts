import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Command } from 'commander';
import { findingKinds } from './docs/finding-kinds';
import { findingsPage } from './docs/findings-page';
import { catalogue } from '../rules/catalogue';
import { readme } from './docs/readme';
import { rulesPage } from './rules/rules-page';

const root = join(__dirname, '../..');

/** Every document that is written from the code, in whole or in part. */
function documents(): Readonly<Record<string, string>> {
  return {
    'docs/findings.md': findingsPage(findingKinds(root)),
    'docs/rules.md': rulesPage(catalogue),
    'README.md': readme(root),
  };
}

/** `docs`: writes what the documents say of the program from the program itself, or checks it. */
export function docsCommand(): Command {
  return new Command('docs')
    .description('write docs/findings.md, docs/rules.md and the marked blocks of README.md from the code')
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
