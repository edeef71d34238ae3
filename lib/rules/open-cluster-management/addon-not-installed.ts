import { findingKind } from '../../model/finding-kind';
import { fieldOf } from '../engine/fault';
import { objectRule } from '../engine/object-rule';
import type { Fault } from '../engine/rule';

const finding = findingKind({
  code: 'addon-not-installed',
  why: 'Placements count only under the strategy Placements, and a setting whose kind is not listed under `supportedConfigs` is rejected: the add-on then runs nowhere, or with its defaults.',
  fix: 'Set `installStrategy.type: Placements`, and list group and resource of each setting under `supportedConfigs`.',
  messages: {
    strategy:
      'got type {got} with {placements} placements; the type Placements needs at least one, and no other type reads them',
    setting: 'got {got}, which is not listed under supportedConfigs; add it there',
  },
});

export const addonNotInstalled = objectRule({
  ...finding,
  kinds: ['addon.open-cluster-management.io/v1alpha1/ClusterManagementAddOn'],
  summary: 'An add-on is installed on the clusters that it names, with settings that it reads.',
  turnOff: 'When somebody enables the add-on per cluster by a ManagedClusterAddOn.',

  // Later versions have no supportedConfigs.
  *collect(located): Iterable<Fault> {
    const { installStrategy = {}, supportedConfigs = [] } = located.manifest.spec;
    const { type = 'Manual', placements = [] } = installStrategy;
    if (type === 'Placements' ? placements.length === 0 : placements.length > 0)
      yield finding.fault(
        'strategy',
        { got: type, placements: placements.length },
        fieldOf(located, ['spec', 'installStrategy']),
      );
    const known = new Set(supportedConfigs.map(settingOf));
    for (const [place, { configs = [] }] of placements.entries())
      for (const [at, config] of configs.entries())
        if (!known.has(settingOf(config)))
          yield finding.fault(
            'setting',
            { got: settingOf(config) },
            fieldOf(located, ['spec', 'installStrategy', 'placements', place, 'configs', at]),
          );
  },

  judge: (faults) => faults,
});

/** The resource and its group, as the API server writes them. */
function settingOf({ group = '', resource }: { readonly group?: string; readonly resource: string }): string {
  return `${resource}.${group}`;
}
