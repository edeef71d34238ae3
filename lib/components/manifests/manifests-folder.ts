import { findingKind } from '../../model/finding-kind';

export const manifestsFolder = findingKind({
  code: 'manifests-folder',
  why: 'Each file of the folder is delivered as it stands, so it must hold whole objects, each with its own name and place.',
  fix: 'Keep plain manifests in the folder; render what a tool would make, and name the folder of what it made.',
  messages: {
    missing: 'got {got:json}, and there is no folder {folder}; make it, or correct the path',
    outside: 'got {got:json}, which leads out of the repository; put the folder into it',
    empty: 'got {got:json}, and {folder} holds no manifest; add one, or remove the block',
    kustomize:
      'got a kustomization, which nothing here reads; name the folder that kubectl kustomize {folder} is written to',
    helm: 'got a Helm chart; bring it by charts, or name the folder that helm template {folder} is written to',
    template: 'got a template and not a manifest; name the folder of what it is rendered to',
    notManifest: 'got a document without apiVersion and kind; move it out of the folder',
    nameless: 'got a {kind} without metadata.name; every object needs its own',
    shape: 'got {got:json} in a {kind}; {field} is {expected}',
    noNamespace:
      'got {object}, which names no namespace; write metadata.namespace, or namespace in {block} for all that name none',
    twice: 'got {object}, which {other} holds too; keep one',
  },
});
