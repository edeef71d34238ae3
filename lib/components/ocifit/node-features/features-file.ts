import { isObject } from '../../../model/json';
import { hint } from '../../../model/words';
import { findingKind } from '../../../model/finding-kind';
import type { Source } from '../../../environment/source';
import { formatPath, type Path } from '../../../model/origin';
import type { SettingsFault } from '../../component';
import { architectureOf } from '../../eks/instance-type';
import type { NodeGroup } from '../../eks/node-group';
import { architectureLabel, hostnameLabel, instanceTypeLabel } from '../../../constructs/ocifit/names';
import { modelKeys } from './keys';

export const nodeFeaturesMissing = findingKind({
  code: 'node-features-missing',
  why: 'The file that the environment names is missing or is not JSON; the webhook would know only running nodes.',
  fix: 'Make it with `kubectl get nodes -o json | npm run node-features > FILE`, or remove the key.',
  messages: {
    syntax: '{message}',
    unreadable: 'got {got:json}, which cannot be read; it lies beside the environment files',
  },
});

export const nodeFeaturesEntry = findingKind({
  code: 'node-features-entry',
  why: 'One entry that the model server cannot use makes it refuse every request; one of a type without a group starts no node.',
  fix: 'Write a list of maps from label to text, each with an instance type of a node group, its architecture and the same features.',
  messages: {
    noList: '{place}got no list; write a list of maps from label to text',
    noMap: '{place}got {got:json}; write a map from label to text',
    noText: '{place}got {got:json}; every feature is text, in quotes',
    noLabel: '{place}got no {key}; without it the node cannot be chosen',
    unknownType: '{place}got {got:json}, which no node group has; {hint}',
    architecture: '{place}got {got:json}; {type} is {expected}',
    hostname: '{place}got the name of a node that is gone; remove it, or the random choice selects by it',
    twice: '{place}got {got:json} a second time; the webhook reads only the first',
    gap: '{place}got no {key}, which other entries have; a model that reads it rejects every pod',
  },
});

export const nodeFeaturesSize = findingKind({
  code: 'node-features-size',
  why: 'The API server rejects a ConfigMap of more than 1 MiB.',
  fix: 'Make the file with `npm run node-features`, which keeps only what the models read.',
  messages: {
    tooLarge: 'got {got} KiB; a ConfigMap holds 1024 KiB',
  },
});

export const nodeFeaturesAbsent = findingKind({
  code: 'node-features-absent',
  severity: 'warning',
  why: 'Without nodes, the webhook knows a group only from the file: without an entry it places nothing there, so no node starts.',
  fix: 'Add an entry for its type, or give the group `min: 1` where it is meant for the webhook.',
  messages: {
    absent:
      'got no entry for {types}, which starts without nodes: the webhook never chooses an unknown type; add one, or min: 1 to the group',
  },
});

const limitBytes = 1024 * 1024;

/** What keeps the webhook from using the file, each at its place in the file. */
export function featureProblems(
  file: string,
  source: Source | undefined,
  groups: readonly NodeGroup[],
): SettingsFault[] {
  const settings = ['nodeFeatures'];
  if (source === undefined) return [nodeFeaturesMissing.fault('unreadable', { got: file }, { settings })];
  const [broken] = source.findings;
  if (broken !== undefined) {
    const { message, position } = broken;
    return [nodeFeaturesMissing.fault('syntax', { message }, { settings, ...(position && { position }) })];
  }
  const at: Located = (path) => ({
    place: path.length === 0 ? '' : `${formatPath(path)}: `,
    where: { settings, position: source.position(path) },
  });
  const { data } = source;
  if (!Array.isArray(data)) {
    const { place, where } = at([]);
    return [nodeFeaturesEntry.fault('noList', { place }, where)];
  }
  const text = featuresText(source);
  if (Buffer.byteLength(text) > limitBytes) {
    const size = Math.ceil(Buffer.byteLength(text) / 1024);
    return [nodeFeaturesSize.fault('tooLarge', { got: size }, { settings })];
  }
  const entries: readonly unknown[] = data;
  const problems = [
    ...entries.flatMap((entry, index) => entryProblems(entry, [index], groups, at)),
    ...twins(entries, at),
    ...gaps(entries, at),
  ];
  return problems.length > 0 ? problems : unknownGroups(entries as readonly Labels[], groups);
}

type Labels = Readonly<Record<string, string>>;

/** The groups that start from no node and that the file does not tell of; they may be meant for other workloads. */
function unknownGroups(entries: readonly Labels[], groups: readonly NodeGroup[]): SettingsFault[] {
  const told = new Set(entries.map((entry) => entry[instanceTypeLabel]));
  const types = groups
    .filter(({ role, min, type }) => role === 'autoscaled' && min === 0 && !told.has(type))
    .map(({ type }) => type);
  if (types.length === 0) return [];
  return [nodeFeaturesAbsent.fault('absent', { types: types.join(', ') }, { settings: ['nodeFeatures'] })];
}

/** The file as it goes into the ConfigMap: its data, without the blanks. */
export function featuresText(source: Source): string {
  return `${JSON.stringify(source.data)}\n`;
}

/** Where a place of the file is: in words, and for the finding. */
type Located = (path: Path) => {
  readonly place: string;
  readonly where: Pick<SettingsFault, 'settings' | 'position'>;
};

function entryProblems(entry: unknown, path: Path, groups: readonly NodeGroup[], at: Located): SettingsFault[] {
  const { place, where } = at(path);
  if (!isObject(entry)) return [nodeFeaturesEntry.fault('noMap', { got: entry, place }, where)];
  const untyped = Object.entries(entry).filter(([, value]) => typeof value !== 'string');
  if (untyped.length > 0)
    return untyped.map(([key, value]) => {
      const field = at([...path, key]);
      return nodeFeaturesEntry.fault('noText', { got: value, place: field.place }, field.where);
    });
  const { [instanceTypeLabel]: type, [architectureLabel]: architecture } = entry as Labels;
  const absent = [instanceTypeLabel, architectureLabel].filter((key) => entry[key] === undefined);
  if (type === undefined || architecture === undefined)
    return absent.map((key) => nodeFeaturesEntry.fault('noLabel', { key, place }, where));
  const problems: SettingsFault[] = [];
  if (groups.every((group) => group.type !== type)) {
    const types = groups.filter(({ role }) => role === 'autoscaled').map((group) => group.type);
    const field = at([...path, instanceTypeLabel]);
    const data = { got: type, place: field.place, ...hint(type, types, 'types') };
    problems.push(nodeFeaturesEntry.fault('unknownType', data, field.where));
  } else if (architectureOf(type) !== architecture) {
    const field = at([...path, architectureLabel]);
    const data = { got: architecture, type, expected: architectureOf(type), place: field.place };
    problems.push(nodeFeaturesEntry.fault('architecture', data, field.where));
  }
  if (entry[hostnameLabel] !== undefined) {
    const field = at([...path, hostnameLabel]);
    problems.push(nodeFeaturesEntry.fault('hostname', { place: field.place }, field.where));
  }
  return problems;
}

function twins(entries: readonly unknown[], at: Located): SettingsFault[] {
  const seen = new Set<unknown>();
  return entries.flatMap((entry, index) => {
    const type = (entry as Readonly<Record<string, unknown>> | null)?.[instanceTypeLabel];
    if (typeof type !== 'string') return [];
    if (seen.has(type)) {
      const { place, where } = at([index, instanceTypeLabel]);
      return [nodeFeaturesEntry.fault('twice', { got: type, place }, where)];
    }
    seen.add(type);
    return [];
  });
}

/**
 * What one entry lacks of the labels that models read and another has: with a model that reads it every request is
 * refused, whichever node would be chosen.
 */
function gaps(entries: readonly unknown[], at: Located): SettingsFault[] {
  const maps = entries.filter((entry): entry is object => typeof entry === 'object' && entry !== null);
  const features = modelKeys.filter((key) => key !== instanceTypeLabel && key !== architectureLabel);
  const known = features.filter((key) => maps.some((entry) => Object.hasOwn(entry, key)));
  return entries.flatMap((entry, index) => {
    if (!isObject(entry)) return [];
    const { place, where } = at([index]);
    return known
      .filter((key) => !Object.hasOwn(entry, key))
      .map((key) => nodeFeaturesEntry.fault('gap', { key, place }, where));
  });
}
