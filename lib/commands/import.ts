import { join, relative } from 'node:path';
import { Command } from 'commander';

const imports = join(__dirname, '../../imports');

/** `import`: writes imports/ from the pinned schemas, or checks it without network. */
export function importCommand(): Command {
  return new Command('import')
    .description('Write imports/ (typed constructs, schemas, validators) from the pinned upstream schemas.')
    .option('--from <dir>', 'read a local folder (one <group>.yaml per API group) in place of the pinned URLs')
    .option('--update', 'take schemas that differ from the lock, as after a change of lib/import/sources.json')
    .option('--check', 'write nothing and use no network: prove that imports/ is what its lock generates')
    .action(async (options: { from?: string; update?: boolean; check?: boolean }, command: Command) => {
      // The generator needs development dependencies, which a user of the package does not have.
      const { checkImports, importSchemas, ImportMismatch } = await import('../import/import-schemas');
      const folder = relative(process.cwd(), imports) || '.';
      try {
        if (options.check) {
          await checkImports(imports);
          console.log(`${folder}: as its lock says`);
          return;
        }
        const { from, update = false } = options;
        const { changed, unlisted, mended } = await importSchemas({
          out: imports,
          update,
          ...(from !== undefined && { from }),
        });
        for (const line of mended) console.log(`mended: ${line}`);
        for (const [url, sum] of unlisted) console.log(`${url}: SHA-256 ${sum} is not in lib/import/sources.json`);
        console.log(
          changed.length === 0 ? `${folder}: nothing to change` : `${folder}: ${changed.length} files written`,
        );
      } catch (error) {
        if (!(error instanceof ImportMismatch)) throw error;
        command.error(error.message, { exitCode: 1 });
      }
    });
}
