import { externalSecretsGroup, sealedSecretsGroup, secretOperatorMissing } from '../../constructs/secret-backend';
import { externalSecretsNamespace, secrets, type Secrets } from '../../environment/secrets';
import { splitObjectName } from '../../environment/values/name-syntax';
import type { Ref } from '../../model/ref';
import type { Unit } from '../../model/unit';
import type { Component, Problem } from '../component';
import { OpenedSecret } from './opened-secret';
import { RenderedStore, type ManagerSettings } from './rendered-store';

type Sealed = Extract<Secrets, { readonly backend: 'sealed-secrets' }>['sealed'];

/** What a secret backend needs once per cluster, whoever reads the Secrets: the store and its login, the sealed data. */
export const secretBackend: Component<Secrets> = {
  name: 'secrets',
  settings: secrets,
  provides: (chosen) => (chosen.backend === 'sealed-secrets' ? sealedRefs(chosen.sealed) : []),
  problems: (chosen, _context, directory) =>
    chosen.backend !== 'sealed-secrets'
      ? []
      : Object.keys(chosen.sealed)
          .filter((cluster) => !directory.has(sealedSecretsGroup(cluster)))
          .map((cluster): Problem => ({
            code: secretOperatorMissing.code,
            settings: ['sealed', cluster],
            message: `got no Sealed Secrets on ${cluster} to open these; add charts: { sealed-secrets: { on: ${cluster} } }`,
          })),
  units: (chosen, { fleet }, directory) => {
    if (chosen.backend === 'existing') return [];
    if (chosen.backend === 'sealed-secrets') {
      return Object.entries(chosen.sealed).map(([cluster, byName]) => sealedUnit(cluster, byName));
    }
    const { store } = chosen;
    if (!('aws' in store)) return [];
    return fleet.clusters
      .filter(({ name }) => directory.has(externalSecretsGroup(name)))
      .map(({ name }) => storeUnit(name, store.aws));
  },
};

function sealedRefs(sealed: Sealed): Ref[] {
  return Object.entries(sealed).flatMap(([cluster, byName]) =>
    Object.entries(byName).flatMap(([name, data]) =>
      Object.keys(data).map((key): Ref => ({ cluster, kind: 'Secret', ...splitObjectName(name), key })),
    ),
  );
}

const common = { component: 'secrets', delivery: 'argo', stage: 'secrets' } as const;

function sealedUnit(cluster: string, byName: Sealed[string]): Unit {
  return {
    ...common,
    name: 'sealed-secrets-data',
    cluster,
    settings: ['secrets', 'sealed', cluster],
    namespaces: [],
    needs: [],
    content: {
      type: 'constructs',
      ignoreDifferences: [],
      tests: [],
      build: (scope) => {
        for (const [name, data] of Object.entries(byName)) new OpenedSecret(scope, name.replace('/', '.'), name, data);
      },
    },
  };
}

function storeUnit(cluster: string, aws: ManagerSettings): Unit {
  const role = { cluster, kind: 'IAM role', name: aws.role };
  return {
    ...common,
    name: 'secret-store',
    cluster,
    settings: ['secrets', 'store'],
    namespaces: [{ name: externalSecretsNamespace, podSecurity: 'restricted' }],
    needs: [{ ref: role, why: 'External Secrets reads Secrets Manager with it' }],
    content: {
      type: 'constructs',
      ignoreDifferences: [],
      tests: [],
      build: (scope) => {
        new RenderedStore(scope, 'store', aws);
      },
    },
  };
}
