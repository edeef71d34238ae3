import { pointer, valueAt, type Changed, type FieldChange, type Verdict } from '../kinds/changed';
import { meaningsOf } from '../kinds/meanings';
import { formatPath } from '../model/origin';
import { transitionFaults } from '../schema/cel-transition';
import type { SchemaProblem } from '../schema/problem';
import { schemaProblems } from '../schema/schema-problems';
import type { Reason } from './change';
import { differences } from './differences';
import { normalForm } from './normal/normal-form';
import { kindOf, syncOptionsOf, type RunningObject } from './running-object';
import { withoutCarried } from './unpack';

/** Both sides of an object in normal form; undefined where they are one and the same object. */
export function changedBetween(old: RunningObject, now: RunningObject): Changed | undefined {
  const [before, after] = [old, now].map(({ manifest }) => normalForm(withoutCarried(manifest)));
  if (before === undefined || after === undefined) return undefined;
  const fields = differences(before, after, now.manifest.apiVersion, now.manifest.kind);
  return fields.length === 0 ? undefined : { old: before, new: after, fields };
}

/** What a change of an object in place means to the API server, and to whoever delivers it. */
export function reasonsOfChange(old: RunningObject, now: RunningObject, changed: Changed): Reason[] {
  if (now.agent === 'createonly' || now.agent === 'readonly')
    return changed.fields.map((field) =>
      reason({
        class: 'in-place',
        field,
        why: `not applied: the work agent ${now.agent === 'readonly' ? 'only reads' : 'only creates'} it, and it is there`,
      }),
    );
  const invalid = newProblems(old, now);
  if (now.hook !== undefined || now.inTemplate)
    return [...changed.fields.map((field) => reason({ class: 'next-run', field, why: later(now) })), ...invalid];
  const verdicts = meaningsOf(kindOf(now)).flatMap((meaning) => [...meaning.judge(changed)]);
  const told = new Set(verdicts.map(({ field }) => field));
  const rest = changed.fields.filter((field) => !told.has(field));
  return [
    ...verdicts.map((verdict) => reason(delivered(verdict, now))),
    ...rest.map((field) => reason({ class: 'in-place', field, why: inPlace(field) })),
    ...transitionFaults(old.manifest, now.manifest).map(({ path, message }): Reason => ({
      class: 'refused',
      field: pointer(path),
      why: `the rule of the kind says no: ${message}`,
      fix: transitionFix,
    })),
    ...invalid,
  ];
}

const transitionFix = 'Keep the value, or give the object another name and remove the old one in a later commit.';

/** What the API server refuses about an object that is new. */
export function reasonsOfNew(now: RunningObject): Reason[] {
  return now.inTemplate ? [] : schemaProblems(withoutCarried(now.manifest)).filter(isRefusal).map(refusal);
}

function later({ hook, inTemplate }: RunningObject): string {
  if (inTemplate) return 'takes effect when the Template is processed next';
  return hook === 'Skip' ? 'never applied (hook Skip)' : `takes effect at the next sync (hook ${String(hook)})`;
}

function inPlace({ path, old, new: now }: FieldChange): string {
  if (now === undefined) return 'removed: it vanishes or returns to its default';
  const isNote = path[0] === 'metadata';
  return old === undefined ? (isNote ? 'added' : 'set') : 'changed';
}

/** What the API server would have taken before and refuses now: it lets pass what was wrong already and stays. */
function newProblems(old: RunningObject, now: RunningObject): Reason[] {
  const problems = schemaProblems(withoutCarried(now.manifest)).filter(isRefusal);
  if (problems.length === 0) return [];
  const before = new Set(schemaProblems(withoutCarried(old.manifest)).map(keyOfProblem));
  return problems.filter((problem) => !before.has(keyOfProblem(problem))).map(refusal);
}

/** Kinds without a schema here may be known there. */
function isRefusal({ code }: SchemaProblem): boolean {
  return code !== 'kind-without-schema';
}

function keyOfProblem({ code, path, message }: SchemaProblem): string {
  return `${code} ${formatPath(path)} ${message}`;
}

function refusal({ path, message }: SchemaProblem): Reason {
  return {
    class: 'refused',
    field: pointer(path),
    why: message,
    fix: 'Correct the value: scorewright synth says where.',
  };
}

/** Kinds that the work agent deletes and makes anew where an update is refused: library-go's resourceapply. */
const remade = new Set(['/Secret', 'storage.k8s.io/StorageClass', 'storage.k8s.io/CSIDriver']);

function delivered(verdict: Verdict, now: RunningObject): Verdict {
  if (verdict.class !== 'refused') return verdict;
  if (now.agent === 'update' && remade.has(kindOf(now)))
    return {
      ...verdict,
      class: 'recreate',
      why: `${verdict.why}: the work agent deletes the object and makes it anew`,
    };
  const options = syncOptionsOf(now.manifest);
  if (options.includes('Replace=true') && options.includes('Force=true'))
    return {
      ...verdict,
      class: 'recreate',
      why: `${verdict.why}: Argo CD deletes the object and makes it anew (Force, Replace)`,
    };
  return verdict;
}

function reason({ class: word, field, why, fix }: Verdict): Reason {
  return {
    class: word,
    field: pointer(field.path),
    ...(field.old !== undefined && { old: field.old }),
    ...(field.new !== undefined && { new: field.new }),
    why,
    ...(fix !== undefined && { fix }),
  };
}

/** How many pods an object runs, for counting what a roll touches. */
export function podsOf({ manifest }: RunningObject): number {
  const { kind, spec } = manifest;
  if (kind === 'Pod') return 1;
  if (kind !== 'Deployment' && kind !== 'StatefulSet' && kind !== 'ReplicaSet') return 0;
  const replicas = valueAt(spec, 'replicas');
  return typeof replicas === 'number' ? replicas : 1;
}
