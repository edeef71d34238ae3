import type { Component } from './component';
import { charts } from './charts/component';
import { dynamicScoring } from './dynamic-scoring/component';
import { secretBackend } from './secrets/component';

/** Every component; a new one is a folder and its line here. Sorted by name. */
export const components = [charts, dynamicScoring, secretBackend] as readonly Component<unknown>[];
