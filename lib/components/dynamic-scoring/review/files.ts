import type { Directory } from '../../../model/directory';
import { compare } from '../../../model/finding';
import type { Context, OutputFile } from '../../component';
import { fleetScoring } from '../fleet-scoring';
import { catalogueFile } from './catalogue-file';
import { clusterFiles } from './cluster-file';

/** What a reviewer reads of a change: which engine appears, changes or falls silent, and where. */
export function* reviewFiles(context: Context, directory: Directory): Iterable<OutputFile> {
  const scoring = fleetScoring(context, directory);
  if (scoring === undefined) return;
  const engines = scoring.engines
    .flatMap(({ registered, ...engine }) => (registered === undefined ? [] : [{ ...engine, registered }]))
    .sort((a, b) => compare(a.engine.id, b.engine.id));
  yield catalogueFile(engines);
  yield* clusterFiles(engines, scoring);
}
