/**
 * The one direction in which imports run: a layer may import those that stand after it in its own row, and itself.
 * `docs/decisions/0002-layers.md` says why each row reads as it does.
 */
const rows = {
  commands: [
    'remember',
    'engines',
    'plugins',
    'import',
    'synth',
    'review',
    'plan',
    'kinds',
    'manifests',
    'deliver',
    'publish',
    'components',
    'constructs',
    'scoring',
    'rules',
    'rules/engine',
    'placement',
    'graph',
    'kinds',
    'schema',
    'environment',
    'platforms',
    'yaml',
    'model',
    'generated',
  ],
  // What other programs import by a path of its own (`scorewright/constructs`).
  api: [
    // The validation for cdk8s is the command `check` in another dress.
    'commands',
    'publish',
    'plugins',
    'synth',
    // A ManifestWork is the delivery of one, in an app without a fleet.
    'deliver',
    'engines',
    'constructs',
    'scoring',
    'rules',
    'rules/engine',
    'placement',
    'graph',
    'schema',
    'environment',
    'platforms',
    'model',
  ],
  // They do I/O: over HTTP to scorers, and by loading modules that an environment names.
  engines: ['scoring', 'environment', 'model'],
  plugins: ['scoring', 'environment', 'model'],
  import: ['model'],
  synth: [
    'plugins',
    'manifests',
    'deliver',
    'publish',
    'components',
    'constructs',
    'rules',
    'rules/engine',
    'placement',
    'graph',
    'kinds',
    'schema',
    'scoring',
    'environment',
    'yaml',
    'platforms',
    'model',
  ],
  // What a plan and two trees say to the people and the programs that decide on a change.
  review: ['plan', 'kinds', 'publish', 'graph', 'schema', 'placement', 'environment', 'model'],
  // Two rendered trees, whoever rendered them: it knows manifests and settings, and no component.
  plan: ['kinds', 'publish', 'graph', 'schema', 'placement', 'environment', 'yaml', 'model'],
  // What a run depended on and left; it knows files, and nothing of what is in them.
  remember: ['publish'],
  deliver: ['graph', 'kinds', 'model', 'generated'],
  // What others wrote, read object by object with its lines.
  manifests: ['kinds', 'yaml', 'model'],
  publish: ['model'],
  components: [
    'manifests',
    'constructs',
    'scoring',
    'placement',
    'environment',
    'platforms',
    'kinds',
    'model',
    'generated',
  ],
  constructs: ['scoring', 'environment', 'platforms', 'kinds', 'model', 'generated'],
  scoring: ['environment', 'platforms', 'kinds', 'model'],
  environment: ['platforms', 'kinds', 'model'],
  // What runs the rules knows none of them. It stands before `rules`: the first pattern that fits a file is its layer.
  'rules/engine': ['placement', 'graph', 'kinds', 'yaml', 'model', 'generated'],
  rules: ['rules/engine', 'placement', 'graph', 'scoring', 'platforms', 'kinds', 'yaml', 'model', 'generated'],
  placement: ['model'],
  graph: ['platforms', 'kinds', 'yaml', 'model'],
  // What differs between the platforms of clusters; nothing else may ask which one it is.
  platforms: ['kinds', 'model'],
  schema: ['kinds', 'yaml', 'model', 'generated'],
  // What the import knows of kinds; it names them, and reads nothing else.
  kinds: ['model', 'generated'],
  // Text that others wrote, read as Kubernetes reads it.
  yaml: ['model'],
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
