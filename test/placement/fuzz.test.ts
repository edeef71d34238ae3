import fc from 'fast-check';
import { schedule, type Request } from '../../lib/placement/schedule';

const names = ['a', 'b', 'c', 'd', 'e'];
const label = fc.constantFrom('region', 'gpu', 'x/y');
const value = fc.constantFrom('eu', 'us', '', 'yes');
const nullish = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });

const expression = fc.record(
  {
    key: label,
    operator: fc.constantFrom('In', 'NotIn', 'Exists', 'DoesNotExist', 'Near'),
    values: nullish(fc.array(value, { maxLength: 2 })),
  },
  { requiredKeys: ['key', 'operator'] },
);
const cel = fc.constantFrom(
  'managedCluster.metadata.labels["region"] == "eu"',
  'managedCluster.scores("cpu").exists(s, s.value > 0)',
  'managedCluster.spec.taints.size() > 0',
  'quantity(managedCluster.status.allocatable["cpu"]).isGreaterThan(quantity("1"))',
  'ip("10.0.0.1").family() == 4',
  '1 < 2.0',
  'true &&',
  '"a".find("(")  == ""',
  'managedCluster',
);
const selector = fc.record(
  {
    labelSelector: nullish(
      fc.record(
        { matchLabels: nullish(fc.dictionary(label, value)), matchExpressions: nullish(fc.array(expression)) },
        { requiredKeys: [] },
      ),
    ),
    claimSelector: nullish(
      fc.record({ matchExpressions: nullish(fc.array(expression, { maxLength: 1 })) }, { requiredKeys: [] }),
    ),
    celSelector: nullish(fc.record({ celExpressions: nullish(fc.array(cel, { maxLength: 1 })) }, { requiredKeys: [] })),
  },
  { requiredKeys: [] },
);
const effect = fc.constantFrom('NoSelect', 'PreferNoSelect', 'NoSelectIfNew');
const cluster = (name: string) =>
  fc.record(
    {
      metadata: fc.record(
        { name: fc.constant(name), labels: nullish(fc.dictionary(label, value)) },
        { requiredKeys: ['name'] },
      ),
      spec: nullish(fc.record({ taints: nullish(fc.array(fc.record({ key: label, value: nullish(value), effect }))) })),
      status: nullish(
        fc.record(
          {
            allocatable: nullish(fc.dictionary(fc.constantFrom('cpu', 'memory'), fc.constantFrom('1', '500m', '2Gi'))),
            clusterClaims: nullish(fc.array(fc.record({ name: label, value: nullish(value) }))),
          },
          { requiredKeys: [] },
        ),
      ),
    },
    { requiredKeys: ['metadata'] },
  );
const coordinate = fc.oneof(
  fc.record({
    type: fc.constant('BuiltIn'),
    builtIn: fc.constantFrom('Balance', 'Steady', 'ResourceAllocatableCPU', 'Luck'),
  }),
  fc.record({
    type: fc.constant('AddOn'),
    addOn: nullish(fc.constantFrom({ resourceName: 'cpu', scoreName: 'cpu' }, { resourceName: 'cpu', scoreName: 'n' })),
  }),
);
const request: fc.Arbitrary<Request> = fc.record({
  now: fc.constant(new Date('2026-12-01T00:00:00Z')),
  placement: fc.record({
    metadata: fc.constantFrom({ name: 'own', namespace: 'demo' }, { name: 'x'.repeat(80), namespace: 'demo' }),
    spec: fc.record(
      {
        numberOfClusters: nullish(fc.nat(6)),
        clusterSets: nullish(fc.array(fc.constantFrom('global', 'prod'))),
        predicates: nullish(fc.array(fc.record({ requiredClusterSelector: nullish(selector) }), { maxLength: 2 })),
        tolerations: nullish(
          fc.array(
            fc.record(
              { key: label, operator: fc.constantFrom('Equal', 'Exists', ''), value: nullish(value), effect },
              { requiredKeys: [] },
            ),
            { maxLength: 2 },
          ),
        ),
        prioritizerPolicy: nullish(
          fc.record(
            {
              mode: fc.constantFrom('Exact', 'Additive', '', 'Odd'),
              configurations: nullish(
                fc.array(
                  fc.record({
                    scoreCoordinate: nullish(coordinate),
                    weight: nullish(fc.integer({ min: -10, max: 10 })),
                  }),
                  { maxLength: 3 },
                ),
              ),
            },
            { requiredKeys: [] },
          ),
        ),
      },
      { requiredKeys: [] },
    ),
  }),
  clusters: fc
    .subarray(names)
    .chain((some) =>
      fc
        .tuple(...some.map(cluster))
        .chain((list) => fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length })),
    ),
  addOnPlacementScores: fc.array(
    fc.record({
      metadata: fc.record({ name: fc.constantFrom('cpu', 'power'), namespace: fc.constantFrom(...names, 'gone') }),
      status: nullish(
        fc.record(
          {
            scores: nullish(
              fc.array(fc.record({ name: fc.constantFrom('cpu', 'n'), value: fc.integer({ min: -100, max: 100 }) }), {
                maxLength: 3,
              }),
            ),
            validUntil: nullish(fc.constantFrom('2026-11-30T00:00:00Z', '2026-12-02T00:00:00Z')),
          },
          { requiredKeys: [] },
        ),
      ),
    }),
    { maxLength: 6 },
  ),
  placementDecisions: fc.array(
    fc.record({
      metadata: fc.constantFrom(
        {
          name: 'own-decision-1',
          namespace: 'demo',
          labels: { 'cluster.open-cluster-management.io/placement': 'own' },
        },
        { name: 'other-decision-1', namespace: 'demo' },
      ),
      status: nullish(
        fc.record({
          decisions: nullish(fc.array(fc.record({ clusterName: fc.constantFrom(...names, 'gone') }), { maxLength: 3 })),
        }),
      ),
    }),
    { maxLength: 2 },
  ),
});

test('whatever the hub holds, a decision is made or refused, and it adds up', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(request, (drawn) => {
      const { status, decisions, unscheduled, totals } = schedule(drawn);
      seen.add(status);
      const wanted = drawn.placement.spec.numberOfClusters;
      const feasible = Object.keys(totals);
      expect(feasible).toEqual([...feasible].sort());
      expect(feasible.every((name) => drawn.clusters.some(({ metadata }) => metadata.name === name))).toBe(true);
      expect(new Set(decisions).size).toBe(decisions.length);
      if (status !== 'Success' && status !== 'Warning') {
        expect([decisions, unscheduled, totals]).toEqual([[], 0, {}]);
        return;
      }
      expect(decisions).toHaveLength(Math.min(wanted ?? feasible.length, feasible.length));
      expect(unscheduled).toBe((wanted ?? feasible.length) - decisions.length);
      // Nobody who is left out has a greater sum, nor an equal one and an earlier name.
      const order = [...feasible].sort((a, b) => totals[b]! - totals[a]!);
      expect(decisions).toEqual(order.slice(0, decisions.length));
    }),
    { numRuns: 400 },
  );
  expect(seen).toContain('Success');
  expect(seen).toContain('Misconfigured');
});

test('a choice that gets a better score stays a choice', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: -50, max: 50 }), { minLength: 3, maxLength: 5 }),
      fc.integer({ min: 1, max: 3 }),
      fc.nat(50),
      (values, numberOfClusters, better) => {
        const decide = (scores: readonly number[]) =>
          schedule({
            placement: {
              metadata: { name: 'own' },
              spec: {
                numberOfClusters,
                prioritizerPolicy: {
                  mode: 'Exact',
                  configurations: [
                    { scoreCoordinate: { type: 'AddOn', addOn: { resourceName: 'cpu', scoreName: 'cpu' } }, weight: 3 },
                  ],
                },
              },
            },
            clusters: scores.map((_, at) => ({ metadata: { name: names[at]! } })),
            addOnPlacementScores: scores.map((score, at) => ({
              metadata: { name: 'cpu', namespace: names[at]! },
              status: { scores: [{ name: 'cpu', value: score }] },
            })),
          }).decisions;
        for (const name of decide(values)) {
          const at = names.indexOf(name);
          expect(decide(values.map((score, index) => (index === at ? score + better : score)))).toContain(name);
        }
      },
    ),
  );
});

test.each([
  ['1 < 2.0', 'Misconfigured'],
  ['managedCluster.metadata.labels.exists(k, size(k) > 1.5)', 'Misconfigured'],
  ['size(managedCluster.metadata.name) > 0', 'Success'],
  ['double(size(managedCluster.metadata.name)) > 0.5', 'Success'],
  ['isIP("10.0.0.1")', 'NotSimulated'],
])('the expression %s: %s', (text, status) => {
  const spec = { predicates: [{ requiredClusterSelector: { celSelector: { celExpressions: [text] } } }] };
  const { status: said } = schedule({
    placement: { metadata: { name: 'own' }, spec },
    clusters: [{ metadata: { name: 'a', labels: { region: 'eu' } } }],
  });
  expect(said).toBe(status);
});
