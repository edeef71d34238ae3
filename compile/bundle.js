const { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { dirname, join, relative, sep } = require('node:path');
const { bundle, entries, root } = require('./entries.js');
const { digestOfSources, markOf } = require('./sources.js');

const folder = dirname(bundle);
/** What reads plug-ins in TypeScript, and what makes validators of the kinds that a folder defines itself. */
const contained = ['sucrase', 'ajv'];
const ownFolder = `const __scorewright = require('node:path').join(__dirname, '..');`;
const settings = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  write: false,
  logLevel: 'silent',
};

/**
 * Writes the JavaScript: one file with everything of ours, and for each entry a small file that gives its names. With one
 * file for all entries a class is the same whichever of them it is imported from, and what an entry does not need is
 * not run.
 */
async function writeJavaScript() {
  const digest = digestOfSources();
  const all = { main: 'main.ts', 'finding-kinds': 'lib/commands/docs/finding-kinds.ts', ...entries };
  const contents = Object.entries(all).map(([name, file]) => `exports[${quote(name)}] = () => require('./${file}');`);
  const { outputFiles } = await require('esbuild').build({
    stdin: { contents: contents.join('\n'), resolveDir: root, sourcefile: 'entries.js' },
    ...settings,
    packages: 'external',
    banner: { js: `${markOf(digest)}\n${ownFolder}` },
    plugins: [
      { name: 'contained', setup: takeContained },
      { name: 'own-folders', setup: keepFolders },
    ],
  });
  await writeContained();
  await writeReplay();
  // It gets its name last: with it the build is current.
  const draft = `${bundle}.${process.pid}`;
  writeFileSync(draft, outputFiles[0].contents);
  const made = require(draft);
  for (const name of Object.keys(entries)) {
    const up = '../'.repeat(name.split('/').length - 1) || './';
    // Node finds the names that an ES module may import by these assignments.
    const names = Object.keys(made[name]()).map((each) => `exports.${each} = entry.${each};`);
    put(
      join(folder, `${name}.js`),
      [
        `'use strict';`,
        `const entry = require('${up}scorewright.js')[${quote(name)}]();`,
        `Object.defineProperty(exports, '__esModule', { value: true });`,
        ...names,
        '',
      ].join('\n'),
    );
  }
  const { builtIn, schemaDocument } = made.index();
  put(join(folder, 'schema.json'), schemaDocument(builtIn));
  renameSync(draft, bundle);
}

/** A file of its own: whoever finds that nothing is to be done loads nothing else. */
async function writeReplay() {
  const entryPoints = [join(root, 'lib/remember/replay.ts')];
  const { outputFiles } = await require('esbuild').build({
    ...settings,
    entryPoints,
    banner: { js: ownFolder },
    plugins: [{ name: 'own-folders', setup: keepFolders }],
  });
  put(join(folder, 'replay.js'), outputFiles[0].contents);
}

async function writeContained() {
  for (const name of contained) {
    const { outputFiles, metafile } = await require('esbuild').build({
      ...settings,
      entryPoints: [require.resolve(name)],
      metafile: true,
    });
    put(join(folder, `${name}.js`), outputFiles[0].contents);
    put(join(folder, `${name}.LICENSE`), licensesOf(Object.keys(metafile.inputs)));
  }
}

/** What the packages of some files ask of whoever passes them on. */
function licensesOf(files) {
  const packages = new Set(files.map((file) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)[1]));
  return [...packages]
    .sort()
    .map((path) => {
      const license = readdirSync(join(root, path)).find((name) => /^licen[cs]e/i.test(name));
      return `${path.split('node_modules/').at(-1)}\n\n${readFileSync(join(root, path, license), 'utf8')}`;
    })
    .join('\n');
}

/**
 * These packages are in the build, so that users install none of their dependencies; of most of them nothing is needed here.
 * Each is loaded where it is required; what is imported at the top of a file belongs to a clone and stays a package.
 */
function takeContained(build) {
  build.onResolve({ filter: new RegExp(`^(${contained.join('|')})$`) }, ({ path, kind }) =>
    kind === 'require-call' ? { path: `./${path}.js`, external: true } : undefined,
  );
}

/** A module that reads files beside its source must find them from inside the bundle, too. */
function keepFolders(build) {
  build.onLoad({ filter: /\.ts$/ }, ({ path }) => {
    const text = readFileSync(path, 'utf8');
    if (!/__dirname|__filename/.test(text)) return undefined;
    const place = (name) => `__scorewright + ${quote(`/${relative(root, name).split(sep).join('/')}`)}`;
    const names = `const __filename = ${place(path)}, __dirname = ${place(dirname(path))};`;
    return { contents: `${names}${text}`, loader: 'ts' };
  });
}

function quote(text) {
  return JSON.stringify(text);
}

/** All at once: another process may be reading. */
function put(file, contents) {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, contents);
  renameSync(draft, file);
}

module.exports = { writeJavaScript };
