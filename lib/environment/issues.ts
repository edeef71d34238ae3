import type { z } from 'zod';
import { findingKind } from '../model/finding-kind';
import { findingAt, type Finding } from '../model/finding';
import { formatPath, type Path } from '../model/origin';
import { clusterUnknown } from './names';
import { placementEmpty } from './placement';
import type { EnvironmentSource } from './environment-source';
import { customCode, explain, type Issue } from './issue-explanation';
import { at } from '../model/json';
import { hint, nearest, type Hint } from '../model/words';
import { unknownKeyHints } from './unknown-key-hint';

export const unknownKey = findingKind({
  code: 'unknown-key',
  why: 'A key that nothing reads is a typing error or a setting of another version; ignoring it would hide that.',
  fix: 'Use the key that the message suggests, or remove it.',
  messages: {
    unknown: 'got an unknown key; {hint}',
  },
});

/** What stood open at the place of unknown keys. */
interface OpenKeys {
  readonly names: readonly string[];
  /** What is said where none of them is near. @default - their list */
  readonly hint?: string;
}

/** By the unknown keys of one issue, what stood open at their place; filled by `rememberKeys` while zod parses. */
export type KnownKeys = WeakMap<readonly string[], OpenKeys>;

/** A zod error map that keeps the names an unknown key may have been meant to be, which the issue itself does not say. */
export function rememberKeys(known: KnownKeys): z.core.$ZodErrorMap {
  return (issue) => {
    if (issue.code === 'unrecognized_keys') {
      const map = issue.inst as z.ZodObject | undefined;
      known.set(issue.keys, { names: Object.keys(map?.def.shape ?? {}), ...(map && unknownKeyHints.get(map)) });
    }
    return undefined;
  };
}

/** Turns what zod refuses into findings, one for each wrong value; what only follows from another is left out. */
export function issueFindings(issues: readonly Issue[], source: EnvironmentSource, known: KnownKeys): Finding[] {
  const unfolded = issues.flatMap((issue) => unfold(issue, []));
  const causes = causesIn(unfolded, known);
  const findings = unfolded
    .filter((issue) => !follows(issue, causes))
    .flatMap((issue) => toFindings(issue, source, known));
  return onePerPlace(findings);
}

/** What several aliases stand for is wrong once: where it is written. */
function onePerPlace(findings: readonly Finding[]): Finding[] {
  const places = new Map<string, Finding>();
  for (const finding of findings) {
    const { position, code, path, message } = finding;
    const place = JSON.stringify([position, code, path.split('.').at(-1), message]);
    if (!places.has(place)) places.set(place, finding);
  }
  return [...places.values()];
}

/** Of all issues, what others may follow from; gathered once, since thousands of clusters may repeat one mistake. */
interface Causes {
  /** Something about the clusters is refused. */
  readonly clusters: boolean;
  /** There are no clusters to speak of. */
  readonly noClusters: boolean;
  /** Where a key is mistyped, by the path of the map around it, the keys that may have been meant. */
  readonly mistyped: ReadonlyMap<string, ReadonlySet<string>>;
  /** The paths of values that are of another type altogether. */
  readonly ofOtherType: ReadonlySet<string>;
}

function causesIn(issues: readonly Issue[], known: KnownKeys): Causes {
  const aboutClusters = issues.filter(({ path }) => path[0] === 'clusters');
  const mistyped = new Map<string, Set<string>>();
  for (const issue of issues) {
    if (issue.code !== 'unrecognized_keys') continue;
    const place = formatPath(issue.path as Path);
    const meant = issue.keys.flatMap((key) => meantKey(key, known.get(issue.keys)?.names ?? []) ?? []);
    mistyped.set(place, new Set([...(mistyped.get(place) ?? []), ...meant]));
  }
  return {
    clusters: aboutClusters.length > 0,
    noClusters: aboutClusters.some(({ path, code }) => path.length === 1 && code !== 'custom'),
    mistyped,
    ofOtherType: new Set(
      issues.filter(({ code }) => code === 'invalid_type').map(({ path }) => formatPath(path as Path)),
    ),
  };
}

/** Whether mending a cause mends `issue` too, so that only the first is worth a line. */
function follows(issue: Issue, { clusters, noClusters, mistyped, ofOtherType }: Causes): boolean {
  if (issue.code === 'custom') {
    // What is placed is compared with the clusters as they stand in the file, refused or not.
    const code = customCode(issue);
    if (clusters && code === placementEmpty.code) return true;
    if (noClusters && code === clusterUnknown.code) return true;
    return mistyped.has(formatPath(issue.path as Path));
  }
  if (issue.code === 'too_small' || issue.code === 'too_big') return ofOtherType.has(formatPath(issue.path as Path));
  if (!['invalid_type', 'invalid_value', 'invalid_union'].includes(issue.code)) return false;
  const meant = mistyped.get(formatPath(issue.path.slice(0, -1) as Path));
  return meant?.has(String(issue.path.at(-1))) ?? false;
}

/** Replaces a union's issue by those of the branch that the value was evidently meant for. */
function unfold(issue: Issue, prefix: Path): Issue[] {
  const path = [...prefix, ...issue.path] as Issue['path'];
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [{ ...issue, path }];
  const [meant] = issue.errors
    .filter((branch) => !branch.some(mismatchesBranch))
    .sort((a, b) => foreignKeys(a) - foreignKeys(b));
  if (meant === undefined) return [{ ...issue, path }];
  return meant.flatMap((inner) => unfold(inner, path as Path));
}

function mismatchesBranch(issue: Issue): boolean {
  return issue.path.length === 0 && (issue.code === 'invalid_type' || issue.code === 'invalid_value');
}

/** The known key that was probably meant, be it with its value stuck to it: `platform:kind`. */
function meantKey(key: string, known: readonly string[]): string | undefined {
  return nearest(key.split(':')[0] ?? key, known);
}

function keyHint(key: string, { names, hint: unlike }: OpenKeys = { names: [] }): Hint {
  const meant = meantKey(key, names);
  if (meant === undefined) return unlike === undefined ? hint(key, names, 'known keys') : { hint: unlike };
  const blank = key.includes(':') ? ' Write a blank after the ":"' : '';
  return { hint: `did you mean "${meant}"?${blank}`, suggestion: meant };
}

/** How many keys of the value the branch does not know: the one that knows most was meant. */
function foreignKeys(branch: readonly Issue[]): number {
  return branch.reduce(
    (sum, issue) => sum + (issue.code === 'unrecognized_keys' && issue.path.length === 0 ? issue.keys.length : 0),
    0,
  );
}

function toFindings(issue: Issue, source: EnvironmentSource, known: KnownKeys): Finding[] {
  const path = issue.path as Path;
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) =>
      unknownKey.fault(
        'unknown',
        { got: key, ...keyHint(key, known.get(issue.keys)) },
        { position: source.keyPosition([...path, key]), path: formatPath([...path, key]) },
      ),
    );
  }
  const inKey = issue.code === 'invalid_key';
  const position = inKey ? source.keyPosition(path) : source.position(path);
  const value = inKey ? path.at(-1) : at(source.data, ...path);
  if (issue.code === 'invalid_key') {
    return issue.issues.map((inner) => findingAt(explain(inner, value), { position, path: formatPath(path) }));
  }
  return [findingAt(explain(issue, value, source.written(path)), { position, path: formatPath(path) })];
}
