import type { Finding } from '../../model/finding';
import { isObject, type Fields } from '../../model/json';
import { formatPath, type Path } from '../../model/origin';
import type { Source } from '../source';
import type { Provenance } from './composed-source';
import { keyInTwoFiles } from './findings';
import { isChoice, joinsEntries, mergesByKey } from './merged-keys';

/** A value and where it comes from. */
export interface Merged {
  readonly data: unknown;
  readonly from: Provenance;
}

/** The whole content of a file. */
export function wholeOf(source: Source): Merged {
  return { data: source.data, from: { source, path: [] } };
}

/**
 * Joins two values from files of equal rank: the keys of maps, and the entries of lists. A value that both give is a finding at the
 * second, which names the first.
 */
export function joined(first: Merged, second: Merged, path: Path, findings: Finding[]): Merged {
  const [one, other] = [first.data, second.data];
  if (Array.isArray(one) && Array.isArray(other) && joinsEntries(path)) return listed(first, second);
  if (isObject(one) && isObject(other) && mergesByKey(path))
    return byKey(first, second, (mine, theirs, key) => joined(mine, theirs, [...path, key], findings));
  const { source, path: at } = first.from;
  const { file, line, column } = source.keyPosition(at);
  findings.push(
    keyInTwoFiles.fault(
      'twice',
      { key: formatPath(path), their: `${file}:${line}:${column}` },
      { position: second.from.source.keyPosition(second.from.path), path: formatPath(path) },
    ),
  );
  return first;
}

/** The values of the environment over those of its base: maps key by key, everything else as a whole. */
export function over(own: Merged, base: Merged, path: Path): Merged {
  if (!isObject(own.data) || !isObject(base.data) || isChoice(path)) return own;
  return byKey(own, base, (mine, theirs, key) => over(mine, theirs, [...path, key]));
}

function byKey(first: Merged, second: Merged, meet: (mine: Merged, theirs: Merged, key: string) => Merged): Merged {
  const entries = new Map(keysOf(first).map((key) => [key, inner(first, key)]));
  for (const key of keysOf(second)) {
    const [mine, theirs] = [entries.get(key), inner(second, key)];
    entries.set(key, mine === undefined ? theirs : meet(mine, theirs, key));
  }
  return {
    data: Object.fromEntries([...entries].map(([key, { data }]) => [key, data])),
    from: { ...first.from, parts: new Map([...entries].map(([key, { from }]) => [key, from])) },
  };
}

function listed(first: Merged, second: Merged): Merged {
  const entries = [first, second].flatMap((each) =>
    (each.data as readonly unknown[]).map((_, index) => inner(each, index)),
  );
  return {
    data: entries.map(({ data }) => data),
    from: { ...first.from, parts: new Map(entries.map(({ from }, index) => [index, from])) },
  };
}

function keysOf({ data }: Merged): string[] {
  return Object.keys(data as Fields);
}

function inner({ data, from }: Merged, key: string | number): Merged {
  const place = from.parts?.get(key) ?? { source: from.source, path: [...from.path, key] };
  return { data: (data as Readonly<Record<string | number, unknown>>)[key], from: place };
}
