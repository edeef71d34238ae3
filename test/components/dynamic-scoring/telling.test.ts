import fc from 'fast-check';
import { localOrigins, registered, tellAll } from '../../../lib/components/dynamic-scoring/telling';
import { builtIn, enginesOf } from '../../../lib/scoring/catalogue';
import { summaries } from '../../../lib/scoring/controller';
import { configName } from '../../../lib/scoring/framework';
import type { AgentCluster } from '../../../lib/scoring/summary';

const engines = enginesOf(builtIn).map((engine) => registered(engine, { hub: 'http://10.0.0.1:8000' }));
const scores = enginesOf(builtIn).map(({ scoring }) => scoring.name);
const origins = localOrigins(engines);

const cluster = fc.record({
  secrets: fc.subarray([
    { name: 'api-auth-secret', keys: ['token'] },
    { name: 'source-query-secret', keys: ['token'] },
  ]),
  unreachable: fc.subarray(origins),
  masked: fc.subarray(scores),
});

test('the origins that lead to a Service of the asking cluster are those of the built-in engines', () => {
  expect(origins).toEqual([
    'http://kube-prometheus-kube-prome-prometheus.monitoring.svc:9090',
    'https://thanos-querier.openshift-monitoring.svc.cluster.local:9091',
  ]);
});

test('clusters that are told alike are told what each would be told alone', () => {
  fc.assert(
    fc.property(fc.array(cluster, { minLength: 1, maxLength: 8 }), (drawn) => {
      const agents: AgentCluster[] = drawn.map((each, at) => ({ ...each, name: `c${at}` }));
      const masks = drawn.flatMap(({ masked }, at) =>
        masked.map((scoreName) => ({ clusterName: `c${at}`, scoreName })),
      );
      const config = { name: configName, masks };
      const groups = tellAll(engines, config, agents);
      expect(groups.flatMap(({ clusters }) => clusters).sort()).toEqual(agents.map(({ name }) => name).sort());
      for (const { clusters, tellings } of groups)
        for (const agent of agents.filter(({ name }) => clusters.includes(name))) {
          const alone = summaries(engines, config, agent);
          const kinds = (list: typeof alone) => list.map((each) => (each.type === 'sent' ? each.summary : each.reason));
          expect(kinds(tellings)).toEqual(kinds(alone));
          const missing = (list: typeof alone) =>
            list.map((each) => (each.type === 'sent' ? [each.worker.missingSecrets, each.worker.unreachable] : []));
          expect(missing(tellings)).toEqual(missing(alone));
        }
    }),
    { numRuns: 50 },
  );
});
