const { readdirSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');

/** What other programs may import, by its path after `scorewright/`, and the source behind it. */
const entries = {
  index: 'lib/index.ts',
  constructs: 'lib/api/constructs.ts',
  placement: 'lib/api/placement.ts',
  plugin: 'lib/api/plugin.ts',
  cdk8s: 'lib/api/cdk8s.ts',
  ...Object.fromEntries(
    readdirSync(join(root, 'imports'))
      .filter((name) => name.endsWith('.ts'))
      .map((name) => [`imports/${name.slice(0, -'.ts'.length)}`, `imports/${name}`]),
  ),
};

/** The one file of JavaScript with everything of ours. */
const bundle = join(root, 'build/scorewright.js');

module.exports = { bundle, entries, root };
