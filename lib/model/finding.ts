import type { Code } from './codes';
import { compare } from './compare';
import type { Position } from './origin';

export { compare };

/** `error` stops the run before anything is written; `warning` is shown and the run goes on. */
export type Severity = 'error' | 'warning';

/** What a finding was made of, kept beside its sentence for programs. */
export interface Evidence {
  /** The value at fault; absent where nothing was given. */
  readonly got?: unknown;
  /** What is right there: a value, a list of values, or words. */
  readonly expected?: unknown;
  /** The known name that was probably meant. */
  readonly suggestion?: string;
}

/**
 * What is wrong, by one who does not know yet where it is written. `Where` is as much of the place as is known: the path in an
 * object, in a block of settings, in an engine. With a whole `Place` it is a finding.
 */
export type Fault<Where extends object = object> = Evidence & Where & FaultBase;

interface FaultBase {
  /** Stable kebab-case name, documented in `docs/findings.md`; the same as the file that raises it. */
  readonly code: Code;
  readonly severity: Severity;
  /** What was got, and the fix: `got 80; a NodePort is in 30000-32767`. */
  readonly message: string;
}

/** Where a finding is shown. */
export interface Place {
  /** Absent where no file was written by a person, as for a foreign file in `dist/`. */
  readonly position?: Position;
  /** What the finding is about: a path into the environment, or an object and a field of it. */
  readonly path: string;
  /** The cluster concerned, where the same fault may occur on many: such findings are shown as one line. */
  readonly cluster?: string;
}

/** One thing that is wrong, and where: said so that the reader can mend it without opening our code. */
export interface Finding extends FaultBase, Evidence, Place {}

/** Puts a fault where a person finds it; of what its raiser knew of the place, nothing remains. */
export function findingAt({ code, severity, message, got, expected, suggestion }: Fault, place: Place): Finding {
  return {
    code,
    severity,
    ...place,
    message,
    ...(got !== undefined && { got }),
    ...(expected !== undefined && { expected }),
    ...(suggestion !== undefined && { suggestion }),
  };
}

/** One line: `environments/kind.yaml:24:60 nodeport-range path: got 80; …`. */
export function formatFinding(finding: Finding, clusters: readonly string[] = []): string {
  const { position, code, path, message, severity } = finding;
  const where = position ? `${position.file}:${position.line}:${position.column} ` : '';
  const about = path === '' ? '' : ` ${path}`;
  return visible(
    `${where}${severity === 'warning' ? 'warning ' : ''}${code}${about}: ${message}${formatClusters(clusters)}`,
  );
}

/** One line as a terminal shows it: what it would obey, hide, turn around or take for a blank is written as its number. */
export function visible(line: string): string {
  return line.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu, (character) => {
    const digits = character.codePointAt(0)?.toString(16) ?? '';
    return digits.length > 4 ? `\\u{${digits}}` : `\\u${digits.padStart(4, '0')}`;
  });
}

function formatClusters(clusters: readonly string[]): string {
  if (clusters.length === 0) return '';
  if (clusters.length === 1) return ` (on ${clusters.join('')})`;
  const named = clusters.slice(0, 3).join(', ');
  return ` (on ${clusters.length} clusters: ${named}${clusters.length > 3 ? ', …' : ''})`;
}

/** A finding and the clusters that have it. */
export interface Shared {
  readonly finding: Finding;
  readonly clusters: ReadonlySet<string>;
}

/** Every finding as one line, sorted by place; those that differ only in the cluster are one line. */
export function formatFindings(findings: readonly Finding[]): string[] {
  return sharedFindings(findings).map(({ finding, clusters }) => formatFinding(finding, [...clusters].sort(compare)));
}

/** The findings sorted by place; those that differ only in the cluster are one, whose message names `<cluster>`. */
export function sharedFindings(findings: readonly Finding[]): Shared[] {
  const each = [...findings].sort(byPlace).map((finding) => ({ finding, clusters: clusterOf(finding) }));
  const alike = merged(each, ({ finding }) => finding);
  return merged(alike, ({ finding, clusters }) => (clusters.size === 1 ? ofAnyCluster(finding) : finding));
}

/** Joins those that `common` makes equal, and leaves the others as they are. */
function merged(all: readonly Shared[], common: (shared: Shared) => Finding): Shared[] {
  const groups = new Map<string, Shared[]>();
  for (const shared of all) {
    const line = formatFinding(common(shared));
    const group = groups.get(line);
    if (group) group.push(shared);
    else groups.set(line, [shared]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined || group.length === 1) return group;
    return [{ finding: common(first), clusters: new Set(group.flatMap(({ clusters }) => [...clusters])) }];
  });
}

function clusterOf({ cluster }: Finding): Set<string> {
  return new Set(cluster === undefined ? [] : [cluster]);
}

/** The finding as it reads for each of the clusters that share it: its message names none of them. */
function ofAnyCluster(finding: Finding): Finding {
  const { cluster, message } = finding;
  if (cluster === undefined || !message.includes(cluster)) return finding;
  const name = cluster.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return { ...finding, message: message.replace(new RegExp(`(?<![\\w.-])${name}(?![\\w.-])`, 'g'), '<cluster>') };
}

function byPlace(a: Finding, b: Finding): number {
  return (
    compare(a.position?.file ?? '', b.position?.file ?? '') ||
    (a.position?.line ?? 0) - (b.position?.line ?? 0) ||
    (a.position?.column ?? 0) - (b.position?.column ?? 0) ||
    compare(a.code, b.code) ||
    compare(a.path, b.path) ||
    compare(a.message, b.message) ||
    compare(a.severity, b.severity) ||
    compare(a.cluster ?? '', b.cluster ?? '')
  );
}
