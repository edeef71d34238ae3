import type { Directory } from '../../../model/directory';
import { compare } from '../../../model/finding';
import type { Fleet } from '../../../model/fleet';
import type { OutputFile } from '../../component';
import type { ScoringPlan } from '../plan';
import { reachedEngines } from '../reached-engines';
import { catalogueFile } from './catalogue-file';
import { groupFiles, toldBy } from './group-files';

/** What a reviewer reads of a change: which engine appears, changes or falls silent, and where. */
export function* reviewFiles(plan: ScoringPlan, fleet: Fleet, directory: Directory): Iterable<OutputFile> {
  const engines = reachedEngines(plan, fleet, directory).sort((a, b) => compare(a.engine.id, b.engine.id));
  const told = toldBy(engines, plan);
  yield catalogueFile(engines, told);
  yield* groupFiles(told);
}
