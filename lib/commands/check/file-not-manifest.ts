import type { FindingKind } from '../../model/finding';

export const fileNotManifest: FindingKind = {
  code: 'file-not-manifest',
  why: 'Argo CD reads every YAML and JSON file of a plain directory as a manifest, and one that is none fails the whole Application.',
  fix: 'Move the file to a folder that no Application syncs, or render the template before it is checked.',
};
