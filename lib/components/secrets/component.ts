import { externalSecretsGroup, sealedSecretsGroup, secretOperatorMissing } from '../../constructs/secret-backend';
import { externalSecretsNamespace, secrets, storeAccount, storeRole, type Secrets } from '../../environment/secrets';
import { splitObjectName } from '../../environment/values/name-syntax';
import { groupKind } from '../../kinds/group-kind';
import { outsideApi } from '../../model/group-kind';
import type { Ref } from '../../model/ref';
import { atSetting } from '../../model/setting';
import { constructs, defineUnit, type Unit } from '../../model/unit';
import type { Directory } from '../../model/directory';
import type { Component, Context, SettingsFault } from '../component';
import { isMadeByEksctl, roleFault } from '../eks/role-account';
import { regionFault } from '../eks/secret-region';
import { OpenedSecret } from './opened-secret';
import { RenderedStore, type ManagerSettings } from './rendered-store';

type Sealed = Extract<Secrets, { readonly backend: 'sealed-secrets' }>['sealed'];

const component = 'secrets';

/** What a secret backend needs once per cluster, whoever reads the Secrets: the store and its login, the sealed data. */
export const secretBackend: Component<Secrets, Secrets> = {
  name: component,
  always: true,
  settings: secrets,
  // Which clusters get a store follows from what other components provide.
  plan: (chosen) => chosen,
  provides: (chosen) => (chosen.backend === 'sealed-secrets' ? sealedRefs(chosen.sealed) : []),
  problems: (chosen, context, directory) =>
    chosen.backend === 'sealed-secrets'
      ? sealedProblems(chosen.sealed, directory)
      : storeProblems(chosen, context, directory),
  units: (chosen, context, directory) => {
    if (chosen.backend === 'existing') return [];
    if (chosen.backend === 'sealed-secrets') {
      return Object.entries(chosen.sealed).map(([cluster, byName]) => sealedUnit(cluster, byName));
    }
    return storeClusters(chosen, context, directory).map(({ cluster, aws }) => storeUnit(cluster, aws, context));
  },
};

/** A cluster with a rendered store. */
interface StoreCluster {
  readonly cluster: string;
  readonly aws: ManagerSettings;
  /** The setting in its own block that names the role. */
  readonly roleSetting: readonly string[];
}

function storeProblems(chosen: Secrets, context: Context, directory: Directory): SettingsFault[] {
  const stores = storeClusters(chosen, context, directory);
  return [...idleRoles(chosen, stores), ...stores.flatMap((store) => roleProblems(store, context))];
}

/** The clusters that get a rendered store: those that have the operator. */
function storeClusters(chosen: Secrets, { fleet }: Context, directory: Directory): readonly StoreCluster[] {
  if (chosen.backend !== 'external-secrets' || !('aws' in chosen.store)) return [];
  const { aws } = chosen.store;
  const { region, roles = {} } = aws;
  return fleet.clusters
    .filter(({ name }) => directory.has(externalSecretsGroup(name)))
    .map(({ name }) => ({
      cluster: name,
      aws: { region, role: storeRole(aws, name) },
      roleSetting: Object.hasOwn(roles, name) ? ['store', 'aws', 'roles', name] : ['store', 'aws', 'role'],
    }));
}

function roleProblems({ cluster, aws: { role, region }, roleSetting }: StoreCluster, context: Context) {
  const refused = roleFault(role, { cluster, ...storeAccount }, context);
  if (refused !== undefined) return [{ ...refused, settings: roleSetting, cluster }];
  const elsewhere = regionFault(role, region, cluster, context);
  if (elsewhere === undefined) return [];
  return [{ ...elsewhere, settings: ['store', 'aws', 'region'], cluster }];
}

/** A role for a cluster that gets no store; nothing would read it. */
function idleRoles(chosen: Secrets, stores: readonly StoreCluster[]): SettingsFault[] {
  if (chosen.backend !== 'external-secrets' || !('aws' in chosen.store)) return [];
  return Object.keys(chosen.store.aws.roles ?? {})
    .filter((name) => !stores.some(({ cluster }) => cluster === name))
    .map((cluster) =>
      secretOperatorMissing.fault('storeRole', { cluster }, { settings: ['store', 'aws', 'roles', cluster] }),
    );
}

function sealedProblems(sealed: Sealed, directory: Directory): SettingsFault[] {
  return Object.keys(sealed)
    .filter((cluster) => !directory.has(sealedSecretsGroup(cluster)))
    .map((cluster) => secretOperatorMissing.fault('sealedSecrets', { cluster }, { settings: ['sealed', cluster] }));
}

function sealedRefs(sealed: Sealed): Ref[] {
  return Object.entries(sealed).flatMap(([cluster, byName]) =>
    Object.entries(byName).flatMap(([name, data]) =>
      Object.keys(data).map((key): Ref => ({ cluster, ...groupKind('/Secret'), ...splitObjectName(name), key })),
    ),
  );
}

function sealedUnit(cluster: string, byName: Sealed[string]): Unit {
  return defineUnit({
    component,
    name: 'sealed-secrets-data',
    cluster,
    stage: 'secrets',
    settings: [component, 'sealed', cluster],
    content: constructs((scope) => {
      for (const [name, data] of Object.entries(byName))
        atSetting(
          scope,
          [component, 'sealed', cluster, name],
          () => new OpenedSecret(scope, name.replace('/', '.'), name, data),
        );
    }),
  });
}

function storeUnit(cluster: string, aws: ManagerSettings, context: Context): Unit {
  const role = { cluster, ...outsideApi('IAM role'), name: aws.role };
  return defineUnit({
    component,
    name: 'secret-store',
    cluster,
    stage: 'secrets',
    settings: [component, 'store'],
    namespaces: [{ name: externalSecretsNamespace, podSecurity: 'restricted' }],
    needs: isMadeByEksctl(aws.role, context)
      ? []
      : [{ ref: role, why: 'External Secrets reads Secrets Manager with it' }],
    content: constructs((scope) => {
      new RenderedStore(scope, 'store', aws);
    }),
  });
}
