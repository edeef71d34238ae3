import { findingKind } from '../../model/finding-kind';

export const manifestsFolder = findingKind({
  code: 'manifests-folder',
  why: 'Each file of the folder is delivered unchanged, so it must contain complete objects, each with a name and a namespace of its own.',
  fix: 'Keep plain manifests in the folder; render charts, kustomizations and templates first, and name the folder with the output.',
  messages: {
    missing: 'got {got:json}, but the folder {folder} is missing; make it, or correct the path',
    outside: 'got {got:json}, which leads out of the repository; put the folder into it',
    empty: 'got {got:json}, but {folder} contains no manifest; add one, or remove the block',
    kustomize:
      'got a kustomization, which is not rendered here; name the folder with the output of kubectl kustomize {folder}',
    helm: 'got a Helm chart; add it to charts, or name the folder with the output of helm template {folder}',
    template: 'got a template, which is not a manifest; name the folder with its rendered output',
    notManifest: 'got a document without apiVersion and kind; move it out of the folder',
    nameless: 'got a {kind} without metadata.name; every object needs its own',
    shape: 'got {got:json} in a {kind}; {field} is {expected}',
    noNamespace:
      'got {object} without a namespace; write metadata.namespace, or namespace in {block} for all objects without one',
    twice: 'got {object}, which {other} contains too; keep one',
  },
});
