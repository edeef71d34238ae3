const js = require('@eslint/js');
const tseslint = require('typescript-eslint');
const boundaries = require('eslint-plugin-boundaries');
const { layers, policies } = require('./eslint.layers.js');

const platform = '/^(aks|eks|generic|gke|k3s|kind|openshift)$/';
const message = 'Ask a field of platformOf(cluster), and not which platform it is.';

/** A platform compared with a name, chosen by one, or taken out of the records by one. */
const asksWhichPlatform = [
  `BinaryExpression:has(Identifier[name=/platform/i]):has(Literal[value=${platform}])`,
  `SwitchStatement:has(> Identifier[name=/platform/i])`,
  `SwitchStatement:has(> MemberExpression > Identifier[name=/platform/i])`,
  `Property[key.name='platform'] Literal[value=${platform}]`,
  `MemberExpression[object.name='platforms'] > Identifier.property[name=${platform}]`,
  `ObjectExpression:has(> Property[key.name='eks']):has(> Property[key.name='openshift'])`,
  `ArrayExpression:has(> Literal[value='gke']):has(> Literal[value='openshift'])`,
].map((selector) => ({ selector, message }));

module.exports = tseslint.config(
  { ignores: ['node_modules', 'dist', 'build', 'examples', 'imports', '.cdk8s', 'coverage'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: __dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-duplicate-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['lib/*/**/*.ts'],
    plugins: { boundaries },
    settings: {
      'import/resolver': { typescript: { project: __dirname } },
      'boundaries/elements': layers,
    },
    rules: { 'boundaries/dependencies': ['error', { default: 'disallow', policies }] },
  },
  {
    // What is asked of a platform is a field of its record, so that an environment can derive its own.
    files: ['lib/**/*.ts'],
    ignores: ['lib/platforms/**'],
    rules: { 'no-restricted-syntax': ['error', ...asksWhichPlatform] },
  },
  {
    // The program itself stands above all layers and knows only its commands.
    files: ['main.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: '^\\./lib/(?!commands/)', message: 'Make it a command.' }] },
      ],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off', '@typescript-eslint/unbound-method': 'off' },
  },
  {
    files: ['**/*.js'],
    languageOptions: {
      globals: {
        require: 'readonly',
        module: 'writable',
        process: 'readonly',
        Buffer: 'readonly',
        __dirname: 'readonly',
      },
    },
  },
);
