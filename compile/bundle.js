const { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { dirname, join, relative, sep } = require('node:path');
const { bundle, entries, root } = require('./entries.js');
const { digestOfSources, markOf } = require('./sources.js');

const folder = dirname(bundle);
/** What reads plug-ins in TypeScript, and what makes validators of the kinds that a folder defines itself. */
const contained = ['sucrase', 'ajv'];
/** What every run needs, in the one file: users install a quarter less, and it is loaded faster from there. */
const inside = ['zod'];
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
  const { outputFiles, metafile } = await require('esbuild').build({
    stdin: { contents: contents.join('\n'), resolveDir: root, sourcefile: 'entries.js' },
    ...settings,
    metafile: true,
    banner: { js: `${markOf(digest)}\n${ownFolder}` },
    plugins: [
      { name: 'packages', setup: resolvePackages },
      { name: 'languages', setup: dropLanguages },
      { name: 'own-folders', setup: keepFolders },
    ],
  });
  putLicenses(inside[0], metafile);
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
      minify: true,
      metafile: true,
    });
    put(join(folder, `${name}.js`), outputFiles[0].contents);
    putLicenses(name, metafile);
  }
}

/** What the packages in a file of the build ask of whoever passes them on. */
function putLicenses(name, { inputs }) {
  const packages = new Set(
    Object.keys(inputs).flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file) ?? []),
  );
  const texts = [...packages].sort().map((path) => {
    const license = readdirSync(join(root, path)).find((each) => /^licen[cs]e/i.test(each));
    return `${path.split('node_modules/').at(-1)}\n\n${readFileSync(join(root, path, license), 'utf8')}`;
  });
  put(join(folder, `${name}.LICENSE`), texts.join('\n'));
}

/**
 * Packages stay packages, but for those that are in the build, so that users install none of their dependencies: of most of
 * them nothing is needed here. Those with a file of their own are loaded where they are required; what is imported at the
 * top of a file belongs to a clone.
 */
function resolvePackages(build) {
  build.onResolve({ filter: /^[a-z@]/ }, ({ path, kind, importer }) => {
    if (inside.includes(path) || importer.includes('node_modules')) return undefined;
    if (contained.includes(path) && kind === 'require-call') return { path: `./${path}.js`, external: true };
    return { path, external: true };
  });
}

/** Leaves zod's messages out in all languages except English. */
function dropLanguages(build) {
  build.onLoad({ filter: /[/\\]zod[/\\]v4[/\\]locales[/\\]index\.js$/ }, () => ({
    contents: `export { default as en } from './en.js';`,
  }));
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
