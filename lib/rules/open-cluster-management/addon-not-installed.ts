import { find, isObject, parsePattern } from '../../graph/field-pattern';
import { kindKey } from '../../graph/located';
import { faultOf, shown } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

const placements = parsePattern('spec.installStrategy.placements[*]');
const strategy = parsePattern('spec.installStrategy.type');
const supported = parsePattern('spec.supportedConfigs[*]');
const chosen = [parsePattern('spec.installStrategy.placements[*].configs[*]'), parsePattern('spec.defaultConfigs[*]')];

export const addonNotInstalled: Rule<Fault> = {
  code: 'addon-not-installed',
  kinds: ['addon.open-cluster-management.io/ClusterManagementAddOn'],
  severity: 'error',
  summary: 'An add-on is installed on the clusters that it names, with settings that it reads.',
  why: 'Placements count only under the strategy Placements, and a setting whose kind is not listed under `supportedConfigs` is refused: the add-on then runs nowhere, or with its defaults.',
  fix: 'Set `installStrategy.type: Placements`, and list group and resource of each setting under `supportedConfigs`.',
  turnOff: 'When somebody enables the add-on per cluster by a ManagedClusterAddOn.',

  *collect(_, { objects: [outer] }) {
    const { manifest } = outer;
    if (kindKey(manifest) !== 'addon.open-cluster-management.io/ClusterManagementAddOn') return;
    // Later versions have no supportedConfigs.
    if (!manifest.apiVersion.endsWith('/v1alpha1')) return;
    const [type] = find(strategy, manifest, []);
    const places = find(placements, manifest, []);
    if (type?.value === 'Placements' ? places.length === 0 : places.length > 0)
      yield faultOf(
        outer,
        ['spec', 'installStrategy'],
        `got type ${shown(type?.value ?? 'Manual')} with ${places.length} placements; Placements needs some, and no other type reads them`,
      );
    const known = new Set(find(supported, manifest, []).map(({ value }) => settingOf(value)));
    for (const { value, path } of chosen.flatMap((where) => find(where, manifest, [])))
      if (!known.has(settingOf(value)))
        yield faultOf(outer, path, `got ${settingOf(value)}, which supportedConfigs does not list; add it there`);
  },

  judge: (faults) => faults,
};

/** The resource and its group, as the API server writes them. */
function settingOf(value: unknown): string {
  const { group = '', resource } = isObject(value) ? value : {};
  return `${shown(resource)}.${shown(group)}`;
}
