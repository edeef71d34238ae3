import * as fc from 'fast-check';
import { anyWay } from './exposure';
import { onJust, resources, some, someOf, type Draft, type Site } from './site';

const kinds = fc.shuffledSubarray(['Deployment', 'Job', 'CronJob', 'Pod'], { minLength: 1 });
const namespaces = fc.constantFrom(['default'], ['demo', 'default']);
const schedule = fc.constantFrom('0 3 * * *', '*/15 * * * 1-5', '30 2 1 jan,jul sun');
const deadline = fc.constantFrom('10m', '2h');
const step = { resources, deadline };
const selector = fc.constantFrom({ 'kubernetes.io/hostname': 'node-1' }, { disk: 'ssd', 'example.com/pool': '' });

const training = some({
  retrain: fc.constantFrom('again', '2026-08-01'),
  neighbors: fc.integer({ min: 1, max: 9 }),
  keep: fc.integer({ min: 1, max: 9 }),
  history: some({ successful: fc.nat({ max: 3 }), failed: fc.nat({ max: 3 }) }),
  collect: some({ kinds, namespaces, listen: fc.constantFrom('30s', '2m'), ...step }),
  label: some({ owners: fc.constantFrom('auto', 'prom', 'k8s'), wait: fc.constantFrom('10m', '1d'), ...step }),
  join: some(step),
  train: some(step),
  predict: some(step),
});

const when = fc.oneof(
  fc.record({ once: fc.constantFrom(undefined, true), schedule: fc.option(schedule, { nil: undefined }) }),
  fc.record({ once: fc.constant(false), schedule }),
);

const spans = fc.constantFrom({}, { window: '12h' }, { window: '7d', step: '5m' }, { step: '30s' });

/** What may be predicted, with the modes that give it; the last needs a metric that no Kepler has. */
const goals = fc.constantFrom(
  {},
  { target: 'total_energy_j' },
  { target: 'total_energy_j', mode: 'job' },
  { target: 'energy_step_j', mode: 'window' },
  { target: 'energy_step_j' },
);
const power = fc.constantFrom({ target: 'avg_power_w' }, { target: 'avg_power_w', mode: 'window' });

/** The block `energetiscope`, with charts or an address for what it measures by. */
export function anyEnergetiscope(all: readonly Site[]): fc.Arbitrary<Draft> {
  return someOf(all).chain((chosen) =>
    fc
      .record({
        on: onJust(chosen, all),
        measured: fc.oneof(
          // OpenShift refuses the pods of both charts.
          ...(chosen.some(({ platform }) => platform === 'openshift')
            ? []
            : [fc.record({ prometheus: fc.constantFrom(undefined, 'kube-prometheus-stack'), goal: goals })]),
          fc.record({
            prometheus: fc.constant({ url: 'http://prometheus.example.com:9090' }),
            goal: fc.oneof(goals, power),
          }),
        ),
        rest: some({
          namespace: fc.constant('power'),
          image: fc.constant('registry.example.com/energetiscope:sha-1'),
          imagePullPolicy: fc.constantFrom('Always', 'IfNotPresent', 'Never'),
        }),
        shared: fc.boolean(),
        storage: fc.constantFrom(
          undefined,
          { size: '10Gi' },
          { size: '512Mi', access: 'ReadWriteOnce', class: 'fast' },
        ),
        training: fc.tuple(training, when, spans),
        nodes: fc.option(selector, { nil: undefined }),
        predictor: some({
          replicas: fc.integer({ min: 1, max: 3 }),
          release: fc.constant('20260811T030000Z'),
          resources,
        }),
        way: fc.option(
          anyWay({ on: chosen, namespace: 'energy', nodePort: 30_321, host: 'energy.example.com', told: false }),
          { nil: undefined },
        ),
        collector: fc.option(some({ kinds, namespaces, store: fc.boolean(), resources }), { nil: undefined }),
        prescoring: fc.option(
          fc.record({ schedule, deployments: fc.constantFrom(['demo/web'], ['demo/web', 'demo/a.b']) }),
          { nil: undefined },
        ),
        limits: some({ resources }),
      })
      .map(({ on, measured, rest, shared, storage, nodes, way, collector, prescoring, limits, ...its }): Draft => {
        const claim = shared ? { size: '1Ti', access: 'ReadWriteMany', class: 'files' } : storage;
        const [steps, { once, schedule: often }, span] = its.training;
        const place = nodes && { nodeSelector: nodes };
        // Where a volume is on one node, all of its pods are told the same; the others may run anywhere.
        const namespace = rest.namespace ?? 'energy';
        const external = way?.external.map((entry) => ({
          ...entry,
          name: entry.name.replace(/^energy\//, `${namespace}/`),
        }));
        return {
          block: {
            on,
            ...rest,
            ...(measured.prometheus !== undefined && { prometheus: measured.prometheus }),
            ...(claim && { storage: claim }),
            training: {
              ...(once !== undefined && { once }),
              ...(often !== undefined && { schedule: often }),
              ...span,
              ...measured.goal,
              ...steps,
              ...place,
            },
            predictor: { ...its.predictor, ...(way && { expose: way.expose }), ...place },
            ...(collector && { collector: { ...collector, ...place } }),
            ...(prescoring && { prescoring: { ...prescoring, ...limits } }),
          },
          charts: typeof measured.prometheus === 'object' ? {} : { 'kube-prometheus-stack': chosen, kepler: chosen },
          external: [
            ...(external ?? []),
            ...(prescoring?.deployments ?? []).flatMap((name) =>
              chosen.map((site) => ({ on: site.name, kind: 'Deployment', name, why: 'is rated' })),
            ),
          ],
        };
      }),
  );
}
