import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { schedule, type Decision, type Request } from '../../lib/placement/schedule';

/** Random fleets, one a line, and what the scheduler of open-cluster-management.io/ocm 1.2.1 decided for each. */
type Vector = Request & { readonly expected: Decision };

const vectors = gunzipSync(readFileSync(join(__dirname, 'vectors.jsonl.gz')))
  .toString()
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Vector);

test('there are vectors of every prioritizer, filter and status', () => {
  const text = JSON.stringify(vectors);
  expect(vectors).toHaveLength(320);
  for (const word of ['Balance', 'Steady', 'ResourceAllocatableCPU', 'ResourceAllocatableMemory', 'claimSelector'])
    expect(text).toContain(word);
  expect(new Set(vectors.map(({ expected }) => expected.status))).toEqual(new Set(['Success', 'Warning']));
});

test('the scheduler decides as upstream for every vector, totals included', () => {
  const wrong = vectors.flatMap(({ expected, ...request }, line) => {
    const decision = schedule(request);
    return JSON.stringify(decision) === JSON.stringify(inOrder(expected)) ? [] : [{ line, decision, expected }];
  });
  expect(wrong).toEqual([]);
});

function inOrder({ status, decisions, unscheduled, totals }: Decision): Decision {
  return { status, decisions, unscheduled, totals };
}
