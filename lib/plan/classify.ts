import { pointer, valueAt, type Changed, type FieldChange, type Fields, type Verdict } from '../kinds/changed';
import { meaningsOf } from '../kinds/meanings';
import type { Manifest } from '../model/manifest';
import { formatPath } from '../model/origin';
import { transitionFaults } from '../schema/cel-transition';
import type { SchemaFault } from '../schema/object-fault';
import { schemaFaults } from '../schema/schema-faults';
import type { Reason } from './change';
import { differences } from './differences';
import { emptiedObjects } from './emptied';
import { normalForm } from './normal/normal-form';
import { kindOf, syncOptionsOf, type RunningObject } from './running-object';
import { withoutCarried } from './unpack';
import { valueFaults } from './value-faults';

/** Both sides of an object in normal form; undefined where they are one and the same object. */
export function changedBetween(old: RunningObject, now: RunningObject): Changed | undefined {
  const [before, after] = [old, now].map(({ manifest }) => normalForm(withoutCarried(manifest)));
  if (before === undefined || after === undefined) return undefined;
  const fields = differences(before, after, now.manifest.apiVersion, now.manifest.kind);
  return fields.length === 0 ? undefined : { old: before, new: after, fields };
}

/**
 * What a change of an object in place means to the API server, and to whoever delivers it.
 *
 * @param changed undefined where both sides have one normal form
 */
export function reasonsOfChange(old: RunningObject, now: RunningObject, changed: Changed | undefined): Reason[] {
  if (changed === undefined) return now.hook === undefined && !now.inTemplate ? emptied(old, now) : [];
  if (now.agent === 'createonly' || now.agent === 'readonly')
    return changed.fields.map((field) =>
      reason({
        class: 'in-place',
        field,
        why: `not applied: the work agent ${now.agent === 'readonly' ? 'only reads' : 'only creates'} it, and it is there`,
      }),
    );
  const invalid = newFaults(old, now);
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
    ...(isApplied(now) ? emptiedObjects(old.manifest, now.manifest) : []).map((path): Reason => ({
      class: 'refused',
      field: pointer(path),
      why: 'all that was applied in it goes, and server-side apply leaves null there, which the schema refuses',
      fix: 'Leave the field out altogether, or keep something in it.',
    })),
    ...invalid,
  ];
}

function emptied(old: RunningObject, now: RunningObject): Reason[] {
  return (isApplied(now) ? emptiedObjects(old.manifest, now.manifest) : []).map((path) => ({
    class: 'refused',
    field: pointer(path),
    why: 'all that was applied in it goes, and server-side apply leaves null there, which the schema refuses',
    fix: 'Leave the field out altogether, or keep something in it.',
  }));
}

/** Whether the API server merges what it is sent with what it has from the same owner. */
function isApplied({ deliverer, agent }: RunningObject): boolean {
  return agent === 'ssa' || (agent === undefined && deliverer === 'argo-ssa');
}

const transitionFix = 'Keep the value, or give the object another name and remove the old one in a later commit.';

/** What the API server refuses about an object that is new. */
export function reasonsOfNew(now: RunningObject): Reason[] {
  return now.inTemplate ? [] : faultsOf(now.manifest).map(refusal);
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

/** Faults that are new: the API server accepts an unchanged field that was wrong before. */
function newFaults(old: RunningObject, now: RunningObject): Reason[] {
  const faults = faultsOf(now.manifest);
  if (faults.length === 0) return [];
  const before = new Set(faultsOf(old.manifest).map(keyOfFault));
  return faults.filter((fault) => !before.has(keyOfFault(fault))).map(refusal);
}

type FieldFault = Pick<SchemaFault, 'path' | 'message'>;

/** Everything that the API server rejects in one object; faults of carried objects are reported on those objects. */
function faultsOf(manifest: Manifest): FieldFault[] {
  const own = asKnown(withoutCarried(manifest));
  const carrier = withoutCarried(manifest) !== manifest;
  const faults = schemaFaults(own).filter(
    ({ code, path }) => code !== 'kind-without-schema' && !(carrier && carried.test(formatPath(path))),
  );
  return [...faults, ...valueFaults(manifest)];
}

const carried = /^(?:spec(?:\.manifestWorkTemplate)?\.workload|objects)/;

/** A kind whose schema is not imported, as one with the same pods that has one. */
function asKnown(manifest: Manifest): Manifest {
  const { kind } = manifest;
  if (kind === 'ReplicaSet') return { ...manifest, kind: 'Deployment' };
  if (kind !== 'PodTemplate' && kind !== 'ReplicationController') return manifest;
  const template = (kind === 'PodTemplate' ? manifest.template : valueAt(manifest.spec, 'template')) as
    Fields | undefined;
  return { apiVersion: 'v1', kind: 'Pod', metadata: manifest.metadata, spec: template?.spec };
}

function keyOfFault({ path, message }: FieldFault): string {
  return `${formatPath(path)} ${message}`;
}

function refusal({ path, message }: FieldFault): Reason {
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
