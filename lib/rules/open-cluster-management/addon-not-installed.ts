import { find, isObject, parsePattern } from '../../graph/field-pattern';
import { kindKey } from '../../graph/located';
import type { Manifest } from '../../model/manifest';
import { faultOf, shown } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

const placements = parsePattern('spec.installStrategy.placements[*]');
const strategy = parsePattern('spec.installStrategy.type');
const supported = parsePattern('spec.supportedConfigs[*]');
const chosen = [parsePattern('spec.installStrategy.placements[*].configs[*]'), parsePattern('spec.defaultConfigs[*]')];

/** An add-on is installed where it says, with settings that it reads. */
export const addonNotInstalled: Rule<Fault> = {
  code: 'addon-not-installed',
  kinds: ['addon.open-cluster-management.io/ClusterManagementAddOn'],
  severity: 'error',
  why: 'Placements count only under the strategy Placements, and a setting of a kind that supportedConfigs does not list is refused: the add-on then runs nowhere, or with its defaults.',
  fix: 'Set `installStrategy.type: Placements`, and list group and resource of each setting under `supportedConfigs`.',

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

  bad: {
    units: {
      'hub01/demo': [
        addOn({
          installStrategy: {
            placements: [{ name: 'all', namespace: 'demo', configs: [setting('addondeploymentconfig')] }],
          },
          supportedConfigs: [setting('addondeploymentconfigs')],
        }),
      ],
    },
    findings: [
      'ClusterManagementAddOn scoring spec.installStrategy: got type Manual with 1 placements; Placements needs some, and no other type reads them',
      'ClusterManagementAddOn scoring spec.installStrategy.placements[0].configs[0]: got addondeploymentconfig.addon.open-cluster-management.io, which supportedConfigs does not list; add it there',
    ],
  },
  good: {
    'hub01/demo': [
      addOn({
        installStrategy: {
          type: 'Placements',
          placements: [{ name: 'all', namespace: 'demo', configs: [setting('addondeploymentconfigs')] }],
        },
        supportedConfigs: [setting('addondeploymentconfigs')],
      }),
      { ...addOn({}), metadata: { name: 'by-hand' } },
    ],
  },
};

/** The resource and its group, as the API server writes them. */
function settingOf(value: unknown): string {
  const { group = '', resource } = isObject(value) ? value : {};
  return `${shown(resource)}.${shown(group)}`;
}

function setting(resource: string): object {
  return { group: 'addon.open-cluster-management.io', resource, name: 'settings', namespace: 'demo' };
}

function addOn(spec: object): Manifest {
  return {
    apiVersion: 'addon.open-cluster-management.io/v1alpha1',
    kind: 'ClusterManagementAddOn',
    metadata: { name: 'scoring' },
    spec,
  };
}
