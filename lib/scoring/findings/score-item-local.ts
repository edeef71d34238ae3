import { findingKind } from '../../model/finding-kind';
import type { Engine } from '../engine';
import type { EngineFault } from '../engine-fault';
import { localPlaceholders } from '../score-items';

export const scoreItemLocal = findingKind({
  code: 'score-item-local',
  why:
    'A Placement asks every cluster for one fixed item name; where clusters have other nodes, pods or namespaces, those ' +
    'without the item count as 0 and beat every cluster with a negative score.',
  fix: 'Register the engine with a query that yields one series per cluster, and the format ${scoreName}.',
  messages: {
    local: 'got "{got}"; {names} differs from cluster to cluster: use {expected}',
  },
});

/** Whether the names of the engine's items differ between clusters, so that no strategy can rely on one. */
export function checkItemLocal(engine: Engine): readonly EngineFault[] {
  const local = localPlaceholders(engine);
  if (local.length === 0) return [];
  const names = local.map((name) => `\${${name}}`).join(', ');
  const expected = '${scoreName}, ${app} or ${device}';
  return [
    scoreItemLocal.fault(
      'local',
      { got: engine.dimensionFormat, names, expected },
      { engine: engine.id, path: ['dimensionFormat'] },
    ),
  ];
}
