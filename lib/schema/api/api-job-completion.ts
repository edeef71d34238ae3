import { at } from '../../model/json';
import type { ObjectFault } from '../object-fault';
import { findingKind } from '../../model/finding-kind';
import type { Path } from '../../model/origin';
import type { ApiCheck } from './objects';

export const apiJobCompletionKind = findingKind({
  code: 'api-job-completion',
  why: 'Settings for indexes apply only to a Job whose completions are indexed.',
  fix: 'Set completionMode: Indexed with completions, or leave out the fields that need it.',
  messages: {
    completionsMissing: 'got nothing; completionMode Indexed needs it',
    parallelism: 'got {got:json}; with Indexed at most {expected}',
    notIndexed: 'got {got:json}; it needs completionMode Indexed',
    backoffMissing: 'got {got:json}; it needs backoffLimitPerIndex',
    moreThanCompletions: 'got {got}; must not be more than the {completions} completions',
    policy: 'got a policy; it needs restartPolicy Never',
  },
});

const mostIndexed = 100_000;

/** Also for the Jobs that a CronJob makes. */
export const jobCompletionFaults: ApiCheck = (manifest) => {
  const base: Path = manifest.kind === 'CronJob' ? ['spec', 'jobTemplate', 'spec'] : ['spec'];
  const field = (name: string) => at(manifest, ...base, name);
  const indexed = field('completionMode') === 'Indexed';
  const faults: ObjectFault[] = [];
  const of = (name: string) => ({ path: [...base, name] });

  const completions = field('completions');
  if (indexed && completions === undefined)
    faults.push(apiJobCompletionKind.fault('completionsMissing', {}, of('completions')));
  if (indexed && Number(completions) > mostIndexed && Number(field('parallelism') ?? 1) > mostIndexed)
    faults.push(
      apiJobCompletionKind.fault(
        'parallelism',
        { got: field('parallelism'), expected: mostIndexed },
        of('parallelism'),
      ),
    );
  for (const name of ['backoffLimitPerIndex', 'maxFailedIndexes', 'successPolicy'])
    if (!indexed && field(name) !== undefined)
      faults.push(apiJobCompletionKind.fault('notIndexed', { got: field(name) }, of(name)));
  const failed = field('maxFailedIndexes');
  if (indexed && failed !== undefined && field('backoffLimitPerIndex') === undefined)
    faults.push(apiJobCompletionKind.fault('backoffMissing', { got: failed }, of('maxFailedIndexes')));
  if (typeof failed === 'number' && typeof completions === 'number' && failed > completions)
    faults.push(
      apiJobCompletionKind.fault('moreThanCompletions', { got: failed, completions }, of('maxFailedIndexes')),
    );
  if (field('podFailurePolicy') !== undefined && at(manifest, ...base, 'template', 'spec', 'restartPolicy') !== 'Never')
    faults.push(apiJobCompletionKind.fault('policy', {}, of('podFailurePolicy')));
  return faults;
};
