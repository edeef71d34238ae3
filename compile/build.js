const { readFileSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { bundle, root } = require('./entries.js');
const { digestIn, digestOfSources } = require('./sources.js');

/** `npm run build`, and what npm runs in a clone after `npm ci` and before `npm pack`: JavaScript and types, where not current. */
async function build() {
  const digest = digestOfSources();
  if (digestIn(bundle) !== digest) await require('./bundle.js').writeJavaScript();
  const note = join(dirname(bundle), 'types-of');
  if (noted(note) === digest) return;
  const leaks = await require('./declarations.js').writeDeclarations();
  // For `explain` in a package, which has no sources to look them up in.
  const { findingKinds } = require(bundle)['finding-kinds']();
  writeFileSync(join(dirname(bundle), 'finding-kinds.json'), JSON.stringify(findingKinds(root)));
  for (const leak of leaks) process.stderr.write(`${leak}\n`);
  if (leaks.length === 0) writeFileSync(note, digest);
}

function noted(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

build().catch((error) => {
  if (error.code === 'MODULE_NOT_FOUND') {
    // `npm ci --omit=dev`, which brings nothing to compile with.
    process.stdout.write(`nothing is compiled: ${error.message.split('\n')[0]}\n`);
    return;
  }
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
