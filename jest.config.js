/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  // Jest would leave one processor to whoever watches; of two that is half.
  maxWorkers: '100%',
  // A worker never gives back what its suites leave behind: above this its collector takes more time than a new worker does.
  workerIdleMemoryLimit: '700MB',
  testPathIgnorePatterns: ['/slow/'],
  // Nothing here is timed: what takes half a second may take ten while others use the machine.
  testTimeout: 120_000,
  // A program of ours under the name of the package is its sources, and not what was compiled of them earlier.
  moduleNameMapper: {
    '^scorewright$': '<rootDir>/lib/index.ts',
    '^scorewright/(constructs|plugin|cdk8s)$': '<rootDir>/lib/api/$1.ts',
    '^scorewright/imports/(.*)$': '<rootDir>/imports/$1.ts',
  },
  transform: { '\\.[jt]s$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }] },
  // The CEL library ships ES modules only, which Jest's own loader does not read.
  transformIgnorePatterns: ['/node_modules/(?!@marcbachmann/cel-js/)', '<rootDir>/imports/validators/'],
};
