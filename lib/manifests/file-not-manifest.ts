import { findingKind } from '../model/finding-kind';

export const fileNotManifest = findingKind({
  code: 'file-not-manifest',
  severity: 'warning',
  why: 'Argo CD reads every YAML and JSON file of a plain directory as a manifest, and any other file fails the whole Application.',
  fix: 'Move the file to a folder that no Application syncs, or render the template before it is checked.',
  messages: {
    template: 'got a template, not a manifest; render it, as with helm template, and check what comes out',
    notManifest: 'got a document without apiVersion and kind; Argo CD would reject the folder: move it away',
  },
});
