import { findingKind } from '../../model/finding-kind';
import type { Telling } from '../controller';
import type { EngineFault } from '../engine-fault';

export const endpointUnreachable = findingKind({
  code: 'endpoint-unreachable',
  why:
    'Source and scorer are asked by the agent of every managed cluster that is not masked, under one address for all: ' +
    'a name that only one cluster can resolve leaves the others without scores.',
  fix: 'Expose the scorer to all clusters, run a Prometheus under one name on each, or mask the engine where it cannot work.',
  messages: {
    exposure: 'got {got}{network}',
    cluster: 'got {got}, which pods of the cluster cannot reach; {fix}, or mask "{key}"',
  },
});

/** The endpoints that one cluster gets and its pods cannot reach. */
export function checkReachable(cluster: string, tellings: readonly Telling[]): readonly EngineFault[] {
  return tellings.flatMap((telling) => {
    if (telling.type === 'skipped') return [];
    return telling.worker.unreachable.map((url): EngineFault => {
      const side = url === telling.summary.scoringEndpoint.value ? 'scoring' : 'source';
      const fix = side === 'scoring' ? 'expose it there' : 'run a Prometheus of that name there';
      return endpointUnreachable.fault(
        'cluster',
        { got: url, fix, key: telling.worker.key },
        { engine: telling.engine, path: [side, 'host'], cluster },
      );
    });
  });
}
