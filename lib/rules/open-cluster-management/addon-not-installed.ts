import { faultOf } from '../engine/fault';
import { objectRule } from '../engine/object-rule';
import type { Fault } from '../engine/rule';

export const addonNotInstalled = objectRule({
  code: 'addon-not-installed',
  kinds: ['addon.open-cluster-management.io/v1alpha1/ClusterManagementAddOn'],
  severity: 'error',
  summary: 'An add-on is installed on the clusters that it names, with settings that it reads.',
  why: 'Placements count only under the strategy Placements, and a setting whose kind is not listed under `supportedConfigs` is refused: the add-on then runs nowhere, or with its defaults.',
  fix: 'Set `installStrategy.type: Placements`, and list group and resource of each setting under `supportedConfigs`.',
  turnOff: 'When somebody enables the add-on per cluster by a ManagedClusterAddOn.',

  // Later versions have no supportedConfigs.
  *collect(located): Iterable<Fault> {
    const { installStrategy = {}, supportedConfigs = [] } = located.manifest.spec;
    const { type = 'Manual', placements = [] } = installStrategy;
    if (type === 'Placements' ? placements.length === 0 : placements.length > 0)
      yield faultOf(
        located,
        ['spec', 'installStrategy'],
        `got type ${type} with ${placements.length} placements; the type Placements needs at least one, and no other type reads them`,
      );
    const known = new Set(supportedConfigs.map(settingOf));
    for (const [place, { configs = [] }] of placements.entries())
      for (const [at, config] of configs.entries())
        if (!known.has(settingOf(config)))
          yield faultOf(
            located,
            ['spec', 'installStrategy', 'placements', place, 'configs', at],
            `got ${settingOf(config)}, which is not listed under supportedConfigs; add it there`,
          );
  },

  judge: (faults) => faults,
});

/** The resource and its group, as the API server writes them. */
function settingOf({ group = '', resource }: { readonly group?: string; readonly resource: string }): string {
  return `${resource}.${group}`;
}
