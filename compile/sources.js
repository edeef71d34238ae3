const { createHash } = require('node:crypto');
const { closeSync, openSync, readFileSync, readSync, readdirSync } = require('node:fs');
const { join, relative } = require('node:path');
const { root } = require('./entries.js');

/** A digest of everything that the JavaScript is made of: in a clone, what was made of other sources is never run. */
function digestOfSources() {
  const hash = createHash('sha256');
  for (const file of sources()) hash.update(`\0${relative(root, file)}\0`).update(readFileSync(file));
  return hash.digest('hex');
}

function sources() {
  const below = (folder) =>
    readdirSync(join(root, folder), { recursive: true }).map((name) => join(root, folder, name));
  const generated = readdirSync(join(root, 'imports')).map((name) => join(root, 'imports', name));
  const others = ['main.ts', 'package.json', 'package-lock.json', 'tsconfig.json'].map((name) => join(root, name));
  return [...below('lib'), ...below('compile'), ...generated, ...others]
    .filter((name) => /\.(ts|json|js)$/.test(name))
    .sort();
}

const mark = '// sources ';

/** The first line of the bundle. */
function markOf(digest) {
  return `${mark}${digest}`;
}

/** The digest of the sources that a bundle was made of; undefined where there is none. */
function digestIn(bundle) {
  let file;
  try {
    file = openSync(bundle, 'r');
  } catch {
    return undefined;
  }
  try {
    const line = Buffer.alloc(mark.length + 64);
    readSync(file, line, 0, line.length, 0);
    return line.toString('latin1').slice(mark.length);
  } finally {
    closeSync(file);
  }
}

module.exports = { digestIn, digestOfSources, markOf };
