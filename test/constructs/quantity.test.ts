import { bytesSchema, cpuSchema, resourcesSchema } from '../../lib/constructs/quantity';

function messages(result: ReturnType<typeof resourcesSchema.safeParse>): string[] {
  return (result.error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);
}

test.each(['100m', '1', '1.5', '0.25', '1e3', '1k'])('%s is a CPU quantity', (text) => {
  expect(cpuSchema.parse(text)).toBe(text);
});

test('a number is a quantity too', () => {
  expect([cpuSchema.parse(1), cpuSchema.parse(0.5), bytesSchema.parse(1_000_000)]).toEqual(['1', '0.5', '1000000']);
});

test.each([
  ['1 core', 'got "1 core"; a CPU quantity is "250m" or "1.5", in steps of 1m'],
  ['0.5m', 'got "0.5m"; a CPU quantity is "250m" or "1.5", in steps of 1m'],
  ['-1', 'got "-1"; a CPU quantity is more than 0, as "100m"'],
  ['0', 'got "0"; a CPU quantity is more than 0, as "100m"'],
  ['0m', 'got "0m"; a CPU quantity is more than 0, as "100m"'],
])('%s is not a CPU quantity', (text, message) => {
  expect(cpuSchema.safeParse(text).error?.issues.map((issue) => issue.message)).toEqual([message]);
});

test.each(['512Mi', '1.5Gi', '1G', '128974848', '129e6', '2Ti'])('%s is a size', (text) => {
  expect(bytesSchema.parse(text)).toBe(text);
});

test.each([
  ['5GB', 'got "5GB"; a size is in whole bytes, as "5Gi", "1.5Gi" or "1G"'],
  ['0.5', 'got "0.5"; a size is in whole bytes, as "5Gi", "1.5Gi" or "1G"'],
  ['-5Gi', 'got "-5Gi"; a size is more than 0, as "128Mi"'],
  ['0Gi', 'got "0Gi"; a size is more than 0, as "128Mi"'],
])('%s is not a size', (text, message) => {
  expect(bytesSchema.safeParse(text).error?.issues.map((issue) => issue.message)).toEqual([message]);
});

test('a limit below its request is rejected, each by itself', () => {
  const requests = { cpu: '500m', memory: '1Gi' };
  expect(messages(resourcesSchema.safeParse({ requests, limits: { cpu: '0.1', memory: '512Mi' } }))).toEqual([
    'limits.cpu: got "0.1"; a limit is at least the request, "500m"',
    'limits.memory: got "512Mi"; a limit is at least the request, "1Gi"',
  ]);
  expect(resourcesSchema.safeParse({ requests, limits: { cpu: 0.5, memory: '1024Mi' } }).success).toBe(true);
});
