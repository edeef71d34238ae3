import type { FindingKind } from '../../model/finding';
import { missingControllers } from '../framework';
import type { Problem } from '../problem';

export const hubControllerMissing: FindingKind = {
  code: 'hub-controller-missing',
  why: 'The hub needs two programs, one for the DynamicScorers and one for the agents; deploy/addon has only the second.',
  fix: "Install the framework's chart, or run both.",
};

/** The controllers that none of the hub's containers starts. */
export function checkControllers(containers: Parameters<typeof missingControllers>[0]): readonly Problem[] {
  return missingControllers(containers).map(({ name, start, without }) => ({
    code: hubControllerMissing.code,
    severity: 'error',
    path: [],
    message: `got no container that runs ${start.join(' ')}; without the ${name} ${without}`,
  }));
}
