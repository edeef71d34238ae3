const { bundle } = require('./entries.js');
const { digestIn, digestOfSources } = require('./sources.js');

/**
 * Compiles the JavaScript of a clone anew where its sources have changed: nothing stale is run and no step of a build can
 * be forgotten. Reading and hashing the sources takes some 30 ms.
 *
 * @returns false where it cannot be done; then it is said why
 */
async function refresh() {
  if (digestIn(bundle) === digestOfSources()) return true;
  try {
    await require('./bundle.js').writeJavaScript();
    return true;
  } catch (error) {
    for (const line of explain(error)) process.stderr.write(`${line}\n`);
    return false;
  }
}

function explain({ errors, code, message }) {
  if (Array.isArray(errors)) {
    // Sources that somebody is working on may not be TypeScript at the moment.
    return errors.map(({ location, text }) =>
      location === null ? text : `${location.file}:${location.line}:${location.column + 1}: ${text}`,
    );
  }
  if (code === 'MODULE_NOT_FOUND')
    return [`${message.split('\n')[0]}; run \`npm ci\`, which brings what compiles this clone`];
  return [
    `build/ is older than the sources and cannot be written: ${message}; run \`npm run build\` as a user who may`,
  ];
}

module.exports = { refresh };
