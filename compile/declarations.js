const { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { bundle, entries, root } = require('./entries.js');

const folder = dirname(bundle);
/** Where the sources lie that the declarations are made of. It stands in the clone, so that packages are found from it. */
const draft = join(folder, 'declared');

/**
 * Writes the types: one set of declarations that all entries share. Only what an entry reaches is in it.
 *
 * @returns what is wrong with it: what an entry shows and does not export, types that users meet and cannot name; and
 *   what names zod
 */
async function writeDeclarations() {
  const { rollup } = require('rollup');
  const { dts } = require('rollup-plugin-dts');
  rmSync(join(folder, 'shared'), { recursive: true, force: true });
  writeSources();
  const leaks = [];
  const output = await rollup({
    input: Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, join(draft, file)])),
    external: (name) => !/^[./]/.test(name),
    plugins: [dts({ tsconfig: join(root, 'tsconfig.json'), compilerOptions: { noEmit: false } })],
    onwarn: ({ message }) => leaks.push(message),
  });
  const { output: written } = await output.write({
    dir: folder,
    format: 'es',
    entryFileNames: '[name].d.ts',
    chunkFileNames: 'shared/[name].d.ts',
    hoistTransitiveImports: false,
  });
  await output.close();
  rmSync(draft, { recursive: true });
  const naming = written.filter(({ code }) => /\bfrom '(zod|ajv)/.test(code));
  return [...leaks, ...naming.map(({ fileName }) => `${fileName} names zod or ajv, whose types not every user has`)];
}

/** All sources, with what zod infers written out. */
function writeSources() {
  const ts = require('typescript');
  const { withoutInference } = require('./inferred-types.js');
  rmSync(draft, { recursive: true, force: true });
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const program = ts.createProgram(
    Object.values(entries).map((file) => join(root, file)),
    options,
  );
  cpSync(join(root, 'imports'), join(draft, 'imports'), { recursive: true });
  cpSync(join(root, 'package.json'), join(draft, 'package.json'));
  for (const name of readdirSync(join(root, 'lib'), { recursive: true }).map((each) => join('lib', each))) {
    if (!/\.(ts|json)$/.test(name)) continue;
    const file = program.getSourceFile(join(root, name));
    mkdirSync(dirname(join(draft, name)), { recursive: true });
    const text = file === undefined ? readFileSync(join(root, name)) : withoutInference(program, file);
    writeFileSync(join(draft, name), text);
  }
}

module.exports = { writeDeclarations };
