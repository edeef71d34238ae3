import type { FindingKind } from '../../model/finding';
import type { Telling } from '../controller';
import type { Problem } from '../problem';

export const endpointUnreachable: FindingKind = {
  code: 'endpoint-unreachable',
  why:
    'Source and scorer are asked by the agent of every managed cluster that is not masked, under one address for all: ' +
    'a name that only one cluster can resolve leaves the others without scores.',
  fix: 'Expose the scorer to all clusters, run a Prometheus under one name on each, or mask the engine where it cannot work.',
};

/** The endpoints that one cluster is told and its pods cannot reach. */
export function checkReachable(cluster: string, tellings: readonly Telling[]): readonly Problem[] {
  return tellings.flatMap((telling) => {
    if (telling.type === 'skipped') return [];
    return telling.worker.unreachable.map((url): Problem => {
      const side = url === telling.summary.scoringEndpoint.value ? 'scoring' : 'source';
      const fix = side === 'scoring' ? 'expose it there' : 'run a Prometheus of that name there';
      const message = `got ${url}, which pods of the cluster cannot reach; ${fix}, or mask "${telling.worker.key}"`;
      return {
        code: endpointUnreachable.code,
        severity: 'error',
        engine: telling.engine,
        path: [side, 'host'],
        message,
        cluster,
      };
    });
  });
}
