/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  // Jest would leave one processor to whoever watches; of two that is half.
  maxWorkers: '100%',
  testPathIgnorePatterns: ['/slow/'],
  transform: { '\\.[jt]s$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }] },
  // The CEL library ships ES modules only, which Jest's own loader does not read.
  transformIgnorePatterns: ['/node_modules/(?!@marcbachmann/cel-js/)', '<rootDir>/imports/validators/'],
};
