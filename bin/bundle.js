const { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');

/**
 * Puts the program's own sources into one file of JavaScript; packages stay where they are.
 *
 * @param root the folder of main.ts
 * @param file where it goes, all at once: another run may be reading
 */
async function bundle(root, file) {
  const { outputFiles } = await require('esbuild').build({
    absWorkingDir: root,
    entryPoints: [join(root, 'main.ts')],
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    write: false,
    logLevel: 'silent',
    plugins: [{ name: 'own-folders', setup: keepFolders }],
  });
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, outputFiles[0].contents);
  renameSync(draft, file);
  for (const other of readdirSync(dirname(file))) dropOld(join(dirname(file), other));
}

const day = 24 * 60 * 60 * 1000;

/** Another clone may share our packages, so what is new may be in use. */
function dropOld(file) {
  if (Date.now() - statSync(file).mtimeMs > day) rmSync(file, { force: true });
}

/** A module that reads files beside itself must find them from inside the one file, too. */
function keepFolders(build) {
  build.onLoad({ filter: /\.ts$/ }, ({ path }) => {
    const text = readFileSync(path, 'utf8');
    if (!/__dirname|__filename/.test(text)) return undefined;
    const names = `const __filename = ${JSON.stringify(path)}, __dirname = ${JSON.stringify(dirname(path))};`;
    return { contents: `${names}${text}`, loader: 'ts' };
  });
}

module.exports = { bundle };
