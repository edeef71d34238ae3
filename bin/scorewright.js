#!/usr/bin/env node
// Hundreds of TypeScript files take longer to load one by one than a small fleet takes to render. So they are put together
// into one file, whose name is a digest of all of them: what was made of other sources has another name and is never run.
const { createHash } = require('node:crypto');
const { existsSync, readFileSync, readdirSync } = require('node:fs');
const { dirname, join, relative } = require('node:path');
const { setFlagsFromString } = require('node:v8');

const root = join(__dirname, '..');
// TypeScript is read by our own settings, whatever stands in the folder that the program is called from.
process.env.TSX_TSCONFIG_PATH = join(root, 'tsconfig.json');
const packages = dirname(dirname(require.resolve('esbuild/package.json')));

// Of a large fleet most of what is made is dropped at once: collecting it sooner than V8 would by itself costs 3 % of the time
// and saves a tenth of the memory.
setFlagsFromString('--heap-growing-percent=40');

function run() {
  const file = join(packages, '.cache/scorewright', `${digest()}.cjs`);
  if (existsSync(file)) return require(file);
  const { bundle } = require('./bundle.js');
  return bundle(root, file).then(
    () => require(file),
    ({ errors }) => (errors === undefined ? oneByOne() : refuse(errors)),
  );
}

/** Sources that somebody is working on may not be TypeScript at the moment. */
function refuse(errors) {
  for (const { location, text } of errors) {
    const place = location === null ? 'main.ts' : `${location.file}:${location.line}:${location.column + 1}`;
    process.stderr.write(`${place}: ${text}\n`);
  }
  process.exitCode = 1;
}

/** Where nothing may be written, slower and with the same result. */
function oneByOne() {
  require('tsx/cjs');
  return require('../main.ts');
}

function digest() {
  const hash = createHash('sha256').update(`${root}\0${require('esbuild/package.json').version}`);
  for (const file of sources()) hash.update(`\0${relative(root, file)}\0`).update(readFileSync(file));
  return hash.digest('hex');
}

function sources() {
  const own = readdirSync(join(root, 'lib'), { recursive: true }).map((name) => join(root, 'lib', name));
  const generated = readdirSync(join(root, 'imports')).map((name) => join(root, 'imports', name));
  const other = ['main.ts', 'package.json', 'tsconfig.json', 'bin/bundle.js'].map((name) => join(root, name));
  return [...own, ...generated, ...other].filter((name) => /\.(ts|json|js)$/.test(name)).sort();
}

run();
