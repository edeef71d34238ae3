import { findingKind } from '../../model/finding-kind';

export const nothingToCheck = findingKind({
  code: 'nothing-to-check',
  why: 'A check without manifests proves nothing, and a wrong folder would look right.',
  fix: 'Name the folder that holds the rendered manifests; render charts and kustomizations first.',
  messages: {
    empty: 'got no file of YAML or JSON; name the folder that holds the manifests',
    skipped: 'got no manifest in {files}; render charts and kustomizations first, and check what comes out',
    unrendered: 'missing; run scorewright synth --env {environment} first',
  },
});
