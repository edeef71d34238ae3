import { fieldsOf, isObject } from '../model/json';
import { fromKey, groupKind } from '../kinds/group-kind';
import { definitionName } from '../kinds/resource-name';
import type { Ref } from '../model/ref';
import { cleanScoreName } from '../model/score-name';
import type { Offer } from './edge';
import { find, parsePattern } from './field-pattern';
import { scoreOf } from './fleet-references';
import type { Located } from './located';
import { strings } from './pod-template';

/** What a controller makes of an object. */
export type Made = Omit<Ref, 'cluster' | 'key' | 'port'> &
  Pick<Offer, 'keys' | 'keysOf' | 'ports'> & {
    /** It is on every other cluster too. */
    readonly everywhere?: true;
  };

type Maker = (located: Located) => readonly Made[];

/** By kind: the objects that exist because a controller, not we, renders them. */
export const makers: ReadonlyMap<string, Maker> = new Map<string, Maker>([
  ['cert-manager.io/Certificate', certificateSecret],
  ['external-secrets.io/ExternalSecret', externalSecret],
  ['bitnami.com/SealedSecret', sealedSecret],
  ['networking.k8s.io/Ingress', ingressSecrets],
  ['/Service', servingCertificate],
  ['apiextensions.k8s.io/CustomResourceDefinition', definedKind],
  ['serving.kserve.io/InferenceService', modelServices],
  ['flux-framework.org/MiniCluster', miniClusterService],
  ['skupper.io/Listener', listenerService],
  ['apps/Deployment', exposedService],
  ['apps/StatefulSet', claims],
  ['dynamic-scoring.open-cluster-management.io/DynamicScorer', scores],
]);

function specOf({ manifest }: Located): Readonly<Record<string, unknown>> {
  return fieldsOf(manifest.spec);
}

function inNamespace({ ref }: Located, key: string, name: string): Made {
  const { namespace } = ref;
  return namespace === undefined ? { ...fromKey(key), name } : { ...fromKey(key), namespace, name };
}

const tls = ['tls.crt', 'tls.key', 'ca.crt'];

function certificateSecret(located: Located): Made[] {
  const { secretName, keystores, additionalOutputFormats } = specOf(located);
  if (typeof secretName !== 'string') return [];
  const stores = fieldsOf(keystores);
  const formats = JSON.stringify(additionalOutputFormats ?? []);
  const keys = [
    ...tls,
    ...(stores.jks ? ['keystore.jks', 'truststore.jks'] : []),
    ...(stores.pkcs12 ? ['keystore.p12', 'truststore.p12'] : []),
    ...(formats.includes('CombinedPEM') ? ['tls-combined.pem'] : []),
    ...(formats.includes('DER') ? ['key.der'] : []),
  ];
  return [{ ...inNamespace(located, '/Secret', secretName), keys }];
}

const generators = parsePattern('dataFrom[*].sourceRef.generatorRef');

function externalSecret(located: Located): Made[] {
  const spec = specOf(located);
  const target = fieldsOf(spec.target);
  if (target.creationPolicy === 'None') return [];
  const secret = inNamespace(located, '/Secret', typeof target.name === 'string' ? target.name : located.ref.name);
  const template = fieldsOf(target.template);
  const templated = Object.keys(strings(template.data));
  // A template takes the place of what was fetched unless it says Merge.
  if (templated.length > 0 && template.mergePolicy !== 'Merge')
    return [template.templateFrom === undefined ? { ...secret, keys: templated } : secret];
  const data: readonly unknown[] = Array.isArray(spec.data) ? spec.data : [];
  const keys = data.flatMap((item) => (isObject(item) && typeof item.secretKey === 'string' ? [item.secretKey] : []));
  const from: readonly unknown[] = Array.isArray(spec.dataFrom) ? spec.dataFrom : [];
  const generated = find(generators, spec, []).flatMap(({ value }) =>
    isObject(value) && value.kind === 'Password' && typeof value.name === 'string'
      ? [
          {
            ...inNamespace(located, 'generators.external-secrets.io/Password', value.name),
            cluster: located.ref.cluster,
          },
        ]
      : [],
  );
  const rewritten = from.some((item) => isObject(item) && item.rewrite !== undefined);
  const told = from.length === generated.length && !rewritten && template.templateFrom === undefined;
  if (!told || target.creationPolicy === 'Merge') return [secret];
  return [{ ...secret, keys: [...keys, ...templated], ...(generated.length > 0 && { keysOf: generated }) }];
}

function sealedSecret(located: Located): Made[] {
  const { encryptedData, template } = specOf(located);
  const shape = fieldsOf(template);
  const metadata = fieldsOf(shape.metadata);
  const name = typeof metadata.name === 'string' ? metadata.name : located.ref.name;
  const keys = [...Object.keys(strings(encryptedData)), ...Object.keys(strings(shape.data))];
  return [{ ...inNamespace(located, '/Secret', name), keys }];
}

/** cert-manager makes the TLS Secrets of an Ingress that names an issuer. */
function ingressSecrets(located: Located): Made[] {
  const annotations = located.manifest.metadata.annotations ?? {};
  const { tls: entries } = specOf(located);
  const issued = annotations['cert-manager.io/issuer'] ?? annotations['cert-manager.io/cluster-issuer'];
  if (issued === undefined || !Array.isArray(entries)) return [];
  return entries.flatMap((item: unknown) =>
    isObject(item) && typeof item.secretName === 'string'
      ? [{ ...inNamespace(located, '/Secret', item.secretName), keys: tls }]
      : [],
  );
}

/** OpenShift's service CA. */
function servingCertificate(located: Located): Made[] {
  const name = located.manifest.metadata.annotations?.['service.beta.openshift.io/serving-cert-secret-name'];
  return name === undefined ? [] : [{ ...inNamespace(located, '/Secret', name), keys: ['tls.crt', 'tls.key'] }];
}

/** The name that an edge forms of the kind, where the CRD has chosen a plural that the conventions do not. */
function definedKind(located: Located): Made[] {
  const { group, names } = specOf(located);
  if (typeof group !== 'string' || !isObject(names) || typeof names.kind !== 'string') return [];
  const name = definitionName({ group, kind: names.kind });
  return name === located.ref.name ? [] : [{ ...groupKind('apiextensions.k8s.io/CustomResourceDefinition'), name }];
}

/** KServe's Service of each component; its ports depend on the mode and on whether it is headless. ModelMesh has one for all. */
function modelServices(located: Located): Made[] {
  const spec = specOf(located);
  const mode = located.manifest.metadata.annotations?.['serving.kserve.io/deploymentMode'];
  if (mode === 'ModelMesh')
    return [{ ...inNamespace(located, '/Service', 'modelmesh-serving'), ports: modelMeshPorts }];
  return ['predictor', 'transformer', 'explainer']
    .filter((component) => spec[component] !== undefined)
    .map((component) => inNamespace(located, '/Service', `${located.ref.name}-${component}`));
}

/** gRPC, and the REST proxy beside it; with a route the dashboard puts a token proxy before both. */
const modelMeshPorts = [8033, 8008, 8443].map((port) => ({ port, targetPort: port }));

function miniClusterService(located: Located): Made[] {
  const { network } = specOf(located);
  const name = isObject(network) && typeof network.headlessName === 'string' ? network.headlessName : 'flux-service';
  return [inNamespace(located, '/Service', name)];
}

function listenerService(located: Located): Made[] {
  const { host, port } = specOf(located);
  if (typeof host !== 'string' || typeof port !== 'number') return [];
  return [{ ...inNamespace(located, '/Service', host), ports: [{ port, targetPort: port }] }];
}

/** Skupper 1 makes a Service for a Deployment that has its annotations, in the namespace of that name of every linked site. */
function exposedService(located: Located): Made[] {
  const annotations = located.manifest.metadata.annotations ?? {};
  if (annotations['skupper.io/proxy'] === undefined) return [];
  const name = annotations['skupper.io/address'] ?? located.ref.name;
  const port = Number(annotations['skupper.io/port']);
  const ports = Number.isInteger(port) ? { ports: [{ port, targetPort: port }] } : {};
  const service = { ...inNamespace(located, '/Service', name), ...ports };
  return [service, { ...service, everywhere: true }];
}

/** A StatefulSet's controller makes `<template>-<name>-<ordinal>`. */
function claims(located: Located): Made[] {
  const { volumeClaimTemplates, replicas } = specOf(located);
  if (!Array.isArray(volumeClaimTemplates)) return [];
  const count = typeof replicas === 'number' ? replicas : 1;
  return volumeClaimTemplates.flatMap((template: unknown) => {
    const metadata = fieldsOf(fieldsOf(template).metadata);
    const name = typeof metadata.name === 'string' ? metadata.name : '';
    return Array.from({ length: count }, (_, at) =>
      inNamespace(located, '/PersistentVolumeClaim', `${name}-${located.ref.name}-${at}`),
    );
  });
}

const scoreObject = groupKind('cluster.open-cluster-management.io/AddOnPlacementScore');

/** The hub's score objects of a scorer, one per cluster, under one name; `*` where only its own /config tells the name. */
function scores(located: Located): Made[] {
  const score = scoreOf(located);
  if (score === undefined) return [{ ...scoreObject, name: unknownScore }];
  const format = specOf(located).scoreDimensionFormat;
  const key = typeof format === 'string' ? format.replaceAll('${scoreName}', score) : score;
  const made = { ...scoreObject, name: cleanScoreName(score) };
  return [key.includes('${') ? made : { ...made, keys: [key] }];
}

/** Name of the score that a DynamicScorer offers whose score only its own /config tells. */
export const unknownScore = '*';
