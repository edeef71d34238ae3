import type { Fleet } from '../model/fleet';
import type { Manifest } from '../model/manifest';
import { clusterApplication } from './application';
import { applicationName, clusterUnit, deliveryLabels, repositoryPath } from './names';

/**
 * The most Applications that the root Application holds. It writes the state of each into its own status; users met the
 * size limit of one object at some 3,000 (argo-cd 14486).
 */
export const clustersPerRoot = 2000;

/** The name of a cluster, as a Go template reads it off the folder of its Applications. */
const clusterOfFolder = `{{ trimPrefix "${clusterUnit('')}" .path.basename }}`;

/**
 * In place of the root Application, for larger fleets: it makes the same Application of each cluster, by a template, for
 * each folder of Applications in the repository.
 *
 * It never deletes one. A generator that finds fewer folders, as after a renamed path, would else take clusters down, and
 * deleting the ApplicationSet would take down all. With the finalizer its controller lets go of the Applications first.
 */
export function rootApplicationSet(fleet: Fleet, argocdNamespace: string): Manifest {
  const { environment, gitops, hub } = fleet;
  const { metadata, spec } = clusterApplication(fleet, clusterOfFolder, argocdNamespace);
  const { namespace: _own, ...templateMeta } = metadata;
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'ApplicationSet',
    metadata: {
      finalizers: ['resources-finalizer.argocd.argoproj.io'],
      labels: deliveryLabels(fleet),
      name: applicationName(environment),
      namespace: argocdNamespace,
    },
    spec: {
      generators: [
        {
          git: {
            directories: [{ path: repositoryPath(fleet, hub.name, clusterUnit('*')) }],
            repoURL: gitops.repoURL,
            revision: gitops.revision,
          },
        },
      ],
      goTemplate: true,
      goTemplateOptions: ['missingkey=error'],
      syncPolicy: { applicationsSync: 'create-update' },
      template: { metadata: templateMeta, spec },
    },
  };
}
