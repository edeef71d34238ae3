import { bytesSchema, canonicalCpu, cpuSchema, mebibytes, resourcesSchema } from '../../lib/constructs/quantity';

function messages(result: ReturnType<typeof resourcesSchema.safeParse>): string[] {
  return (result.error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);
}

test.each(['100m', '1', '1.5', '0.25'])('%s is a CPU quantity', (text) => {
  expect(cpuSchema.parse(text)).toBe(text);
});

test.each([
  ['1 core', 'got "1 core"; a CPU quantity is "250m" or "1.5"'],
  ['-1', 'got "-1"; a CPU quantity is "250m" or "1.5"'],
  ['0', 'got "0"; a CPU quantity is more than 0, as "100m"'],
  ['0m', 'got "0m"; a CPU quantity is more than 0, as "100m"'],
])('%s is no CPU quantity', (text, message) => {
  expect(cpuSchema.safeParse(text).error?.issues.map((issue) => issue.message)).toEqual([message]);
});

test.each([
  ['-5Gi', 'got "-5Gi"; a size is a whole number with Mi, Gi or Ti, as "5Gi"'],
  ['5GB', 'got "5GB"; a size is a whole number with Mi, Gi or Ti, as "5Gi"'],
  ['0Gi', 'got "0Gi"; a size is more than 0, as "128Mi"'],
])('%s is no size', (text, message) => {
  expect(bytesSchema.safeParse(text).error?.issues.map((issue) => issue.message)).toEqual([message]);
});

test('sizes count in mebibytes', () => {
  expect([mebibytes('3Mi'), mebibytes('2Gi'), mebibytes('1Ti')]).toEqual([3, 2048, 1048576]);
});

test('CPU takes the form that the API server keeps', () => {
  expect(['0.5', '1.0', '2000m', '1500m'].map(canonicalCpu)).toEqual(['500m', '1', '2', '1500m']);
});

test('a limit below its request is refused, each by itself', () => {
  const requests = { cpu: '500m', memory: '1Gi' };
  expect(messages(resourcesSchema.safeParse({ requests, limits: { cpu: '0.1', memory: '512Mi' } }))).toEqual([
    'limits.cpu: got "0.1"; a limit is at least the request, "500m"',
    'limits.memory: got "512Mi"; a limit is at least the request, "1Gi"',
  ]);
  expect(resourcesSchema.safeParse({ requests, limits: { cpu: '0.5', memory: '1024Mi' } }).success).toBe(true);
});
