import type { Component } from './component';
import { charts } from './charts/component';
import { dynamicScoring } from './dynamic-scoring/component';

/** Every component; a new one is a folder and its line here. Sorted by name. */
export const components = [charts, dynamicScoring] as readonly Component<unknown>[];
