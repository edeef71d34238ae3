import { Construct } from 'constructs';
import { groupKind, isKind } from '../../kinds/group-kind';
import type { WrittenManifest } from '../../manifests/manifest-file';
import { compare } from '../../model/compare';
import type { Directory } from '../../model/directory';
import { clusterNamed, type Fleet } from '../../model/fleet';
import { outsideApi } from '../../model/group-kind';
import { at } from '../../model/json';
import { groupOf, identity } from '../../model/manifest';
import type { Ref } from '../../model/ref';
import { constructs, defineUnit, type NamespaceNeed, type Unit } from '../../model/unit';
import { platformOf } from '../../platforms/catalogue';
import type { Component } from '../component';
import { isNamespaced, planManifests, type PlacedFolder } from './plan';
import { folderProblems } from './problems';
import { settings, type ManifestsSettings } from './settings';
import { WrittenObject } from './written-object';

const component = 'manifests';

/** Folders of the user's own YAML: each is a unit, delivered, ordered and checked like all others. */
export const manifests: Component<ManifestsSettings, readonly PlacedFolder[]> = {
  name: component,
  settings,
  plan: planManifests,
  provides: (plan) => plan.flatMap(({ cluster, objects }) => objects.flatMap((written) => provided(written, cluster))),
  problems: (plan) => plan.flatMap(folderProblems),
  units: (plan, { fleet }, directory) => plan.map((placed) => toUnit(placed, directory, fleet)),
};

function refOf({ manifest: { apiVersion, kind, metadata } }: WrittenManifest, cluster: string): Ref {
  const { name, namespace } = metadata;
  return { cluster, group: groupOf(apiVersion), kind, name, ...(namespace !== undefined && { namespace }) };
}

/** The object, and the API group whose kinds it defines. */
function provided(written: WrittenManifest, cluster: string): Ref[] {
  const ref = refOf(written, cluster);
  const group = at(written.manifest, 'spec', 'group');
  if (!isKind('apiextensions.k8s.io/CustomResourceDefinition', ref) || typeof group !== 'string') return [ref];
  return [ref, { cluster, ...outsideApi('APIGroup'), name: group }];
}

function toUnit(placed: PlacedFolder, directory: Directory, fleet: Fleet): Unit {
  const { name, cluster, objects, settings: own } = placed;
  return defineUnit({
    component,
    name,
    cluster,
    delivery: own.delivery,
    stage: own.stage,
    settings: [component, name],
    namespaces: namespacesOf(placed, directory, fleet),
    own: true,
    content: constructs((scope) => {
      // One parent, so that a ManifestWork carries the whole folder.
      const parent = new Construct(scope, name);
      for (const written of objects)
        new WrittenObject(parent, identity(written.manifest).replaceAll('/', '.'), written);
    }),
  });
}

/** Namespaces that every cluster or its platform already has. */
const ofOthers = /^(default|kube-.*|openshift(-.*)?|open-cluster-management(-.*)?)$/;

/** The namespaces of its objects, unless the folder itself or another unit brings them. */
function namespacesOf({ cluster, objects }: PlacedFolder, directory: Directory, fleet: Fleet): NamespaceNeed[] {
  const names = new Set(
    objects.flatMap(({ manifest }) => (isNamespaced(manifest) ? (manifest.metadata.namespace ?? []) : [])),
  );
  // On the hub Open Cluster Management makes a namespace for each cluster; another check rejects the one of Argo CD.
  const isThere = (name: string) =>
    directory.has({ cluster, ...groupKind('/Namespace'), name }) ||
    (cluster === fleet.hub.name &&
      (clusterNamed(name, fleet) !== undefined || name === platformOf(fleet.hub).argocd.namespace));
  return [...names]
    .filter((name) => !ofOthers.test(name) && !isThere(name))
    .sort(compare)
    .map((name) => ({ name, podSecurity: 'restricted', yields: true }));
}
