import type { FindingKind } from '../../model/finding';
import type { Path } from '../../model/origin';
import { quote, type Fault } from '../problem';
import { at, type ApiCheck } from './objects';

export const apiJobCompletionKind: FindingKind = {
  code: 'api-job-completion',
  why: 'What a Job says of indexes holds only where its completions are indexed.',
  fix: 'Set completionMode: Indexed with completions, or leave out the fields that need it.',
};

const mostIndexed = 100_000;

/** Also for the Jobs that a CronJob makes. */
export const jobCompletionFaults: ApiCheck = (manifest) => {
  const { code } = apiJobCompletionKind;
  const base: Path = manifest.kind === 'CronJob' ? ['spec', 'jobTemplate', 'spec'] : ['spec'];
  const field = (name: string) => at(manifest, ...base, name);
  const indexed = field('completionMode') === 'Indexed';
  const faults: Fault[] = [];
  const say = (name: string, message: string) => faults.push({ code, path: [...base, name], message });

  const completions = field('completions');
  if (indexed && completions === undefined) say('completions', 'got nothing; completionMode Indexed needs it');
  if (indexed && Number(completions) > mostIndexed && Number(field('parallelism') ?? 1) > mostIndexed)
    say('parallelism', `got ${quote(field('parallelism'))}; with Indexed at most ${mostIndexed}`);
  for (const name of ['backoffLimitPerIndex', 'maxFailedIndexes', 'successPolicy'])
    if (!indexed && field(name) !== undefined) say(name, `got ${quote(field(name))}; it needs completionMode Indexed`);
  const failed = field('maxFailedIndexes');
  if (indexed && failed !== undefined && field('backoffLimitPerIndex') === undefined)
    say('maxFailedIndexes', `got ${quote(failed)}; it needs backoffLimitPerIndex`);
  if (typeof failed === 'number' && typeof completions === 'number' && failed > completions)
    say('maxFailedIndexes', `got ${failed}; must not be more than the ${completions} completions`);
  if (field('podFailurePolicy') !== undefined && at(manifest, ...base, 'template', 'spec', 'restartPolicy') !== 'Never')
    say('podFailurePolicy', 'got a policy; it needs restartPolicy Never');
  return faults;
};
