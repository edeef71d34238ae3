import type { Component } from './component';
import { charts } from './charts/component';
import { dynamicScoring } from './dynamic-scoring/component';
import { eks } from './eks/component';
import { energetiscope } from './energetiscope/component';
import { manifests } from './manifests/component';
import { ocifit } from './ocifit/component';
import { scoringApi } from './scoring-api/component';
import { secretBackend } from './secrets/component';
import { serving } from './serving/component';
import { strategies } from './strategies/component';

/** Every component; a new one is a folder and its line here. Sorted by name. */
export const components = [
  charts,
  dynamicScoring,
  eks,
  energetiscope,
  manifests,
  ocifit,
  scoringApi,
  secretBackend,
  serving,
  strategies,
] as readonly Component<unknown, unknown>[];
