#!/usr/bin/env node
const { existsSync } = require('node:fs');
const { join } = require('node:path');
const { setFlagsFromString } = require('node:v8');

const root = join(__dirname, '..');
const [first, ...others] = process.argv.slice(2);

/** Runs what was compiled, unless it is known what would come of it. */
function run() {
  if (first === 'synth' && require('../build/replay.js').replay(process.argv.slice(2))) return;
  // Of a large fleet most of what is made is dropped at once: collecting it sooner than V8 would by itself costs 3 % of the
  // time and saves a tenth of the memory.
  setFlagsFromString('--heap-growing-percent=40');
  require('../build/scorewright.js').main();
}

if (others.length === 0 && ['--version', '-V'].includes(first)) {
  // Nothing else needs to be loaded for it.
  process.stdout.write(`${require('../package.json').version}\n`);
} else if (existsSync(join(root, 'compile'))) {
  // A clone, whose sources somebody may have changed since they were compiled.
  require('../compile/refresh.js')
    .refresh()
    .then((current) => {
      if (current) run();
      else process.exitCode = 1;
    });
} else {
  run();
}
