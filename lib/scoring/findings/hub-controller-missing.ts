import { findingKind } from '../../model/finding-kind';
import { missingControllers } from '../framework';
import type { EngineFault } from '../engine-fault';

export const hubControllerMissing = findingKind({
  code: 'hub-controller-missing',
  why: 'The hub needs two programs, one for the DynamicScorers and one for the agents; deploy/addon has only the second.',
  fix: "Install the framework's chart, or run both.",
  messages: {
    notStarted: 'got no container that runs {start}; without the {name} {without}',
  },
});

/** The controllers that none of the hub's containers starts. */
export function checkControllers(containers: Parameters<typeof missingControllers>[0]): readonly EngineFault[] {
  return missingControllers(containers).map(({ name, start, without }) =>
    hubControllerMissing.fault('notStarted', { start: start.join(' '), name, without }, { path: [] }),
  );
}
