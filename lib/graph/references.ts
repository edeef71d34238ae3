import { coreReferences } from './core-references';
import { fleetReferences } from './fleet-references';
import { podReferences } from './pod-references';
import type { ReferenceRow } from './reference-row';
import { secretReferences } from './secret-references';
import { servingReferences } from './serving-references';

/**
 * The one table of which fields of which kinds point at what. To teach the graph a new field, add a row to the file of its
 * subject: edges, waves, AppProjects and the rules read it from here.
 */
export const references: readonly ReferenceRow[] = [
  ...podReferences,
  ...coreReferences,
  ...secretReferences,
  ...fleetReferences,
  ...servingReferences,
];
