/**
 * The one direction in which imports run: a layer may import those that stand after it in its own row, and itself.
 * `docs/decisions/0002-layers.md` says why each row reads as it does.
 */
const rows = {
  commands: [
    'engines',
    'plugins',
    'import',
    'synth',
    'plan',
    'kinds',
    'deliver',
    'publish',
    'components',
    'constructs',
    'scoring',
    'rules',
    'rules/engine',
    'placement',
    'graph',
    'schema',
    'environment',
    'model',
    'generated',
  ],
  // They do I/O: over HTTP to scorers, and by loading modules that an environment names.
  engines: ['scoring', 'environment', 'model'],
  plugins: ['scoring', 'environment', 'model'],
  import: ['model'],
  synth: [
    'plugins',
    'deliver',
    'publish',
    'components',
    'rules',
    'rules/engine',
    'placement',
    'graph',
    'schema',
    'scoring',
    'environment',
    'model',
  ],
  // Two rendered trees, whoever rendered them: it knows manifests and settings, and no component.
  plan: ['kinds', 'publish', 'graph', 'schema', 'environment', 'model'],
  kinds: ['model', 'generated'],
  deliver: ['graph', 'model', 'generated'],
  publish: ['model'],
  components: ['constructs', 'scoring', 'placement', 'environment', 'model', 'generated'],
  constructs: ['scoring', 'environment', 'model', 'generated'],
  scoring: ['environment', 'model'],
  environment: ['model'],
  // What runs the rules knows none of them. It stands before `rules`: the first pattern that fits a file is its layer.
  'rules/engine': ['graph', 'model'],
  rules: ['rules/engine', 'placement', 'graph', 'scoring', 'model'],
  placement: ['model'],
  graph: ['model'],
  schema: ['model', 'generated'],
  model: [],
};

/** Where each layer stands. */
const layers = [...Object.keys(rows), 'generated'].map((type) => ({
  type,
  pattern: type === 'generated' ? 'imports' : `lib/${type}`,
}));

const named = (type) => ({ element: { type } });

/** What each layer may import, in the form of eslint-plugin-boundaries. */
const policies = Object.entries(rows).map(([from, to]) => ({
  from: named(from),
  allow: [from, ...to].map((type) => ({ to: named(type) })),
}));

module.exports = { layers, policies };
