const { rmSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { bundle, entries, root } = require('./entries.js');

/**
 * Writes the types: one set of declarations that all entries share. Only what an entry reaches is in it.
 *
 * @returns what an entry shows and does not export: types that users meet and cannot name
 */
async function writeDeclarations() {
  const { rollup } = require('rollup');
  const { dts } = require('rollup-plugin-dts');
  const folder = dirname(bundle);
  rmSync(join(folder, 'shared'), { recursive: true, force: true });
  const leaks = [];
  const output = await rollup({
    input: Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, join(root, file)])),
    external: (name) => !/^[./]/.test(name),
    plugins: [dts({ tsconfig: join(root, 'tsconfig.json'), compilerOptions: { noEmit: false } })],
    onwarn: ({ message }) => leaks.push(message),
  });
  await output.write({
    dir: folder,
    format: 'es',
    entryFileNames: '[name].d.ts',
    chunkFileNames: 'shared/[name].d.ts',
  });
  await output.close();
  return leaks;
}

module.exports = { writeDeclarations };
