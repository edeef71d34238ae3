import { findingKind } from '../../model/finding-kind';

export const nothingToCheck = findingKind({
  code: 'nothing-to-check',
  why: 'A check without manifests proves nothing, and a wrong folder would look correct.',
  fix: 'Name the folder that holds the rendered manifests; render charts and kustomizations first.',
  messages: {
    empty: 'got no YAML or JSON file; name the folder that holds the manifests',
    skipped: 'got no manifest in {files}; render charts and kustomizations first, and check the result',
    unrendered: 'missing; run scorewright synth --env {environment} first',
  },
});
