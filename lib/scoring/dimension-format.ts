import { nearest } from '../model/words';

/** The labels of a result that the agent passes on, as metric labels and as placeholders. */
export const resultLabels = ['node', 'device', 'namespace', 'app', 'pod', 'container', 'meta'] as const;
/** A label of a result that the agent passes on. */
export type ResultLabel = (typeof resultLabels)[number];

/** The nine that the agent replaces (`agent.go`, performScoring); anything else stays in the item's name as it is. */
export const placeholders = ['cluster', ...resultLabels, 'scoreName'] as const;
/** A name that the agent replaces, without `${}`. */
export type Placeholder = (typeof placeholders)[number];

/** What the agent takes when the DynamicScorer names no format. */
export const defaultFormat = '${scoreName}';

/** Those that name things which one cluster has and another has not. */
const local: readonly Placeholder[] = ['cluster', 'node', 'namespace', 'pod', 'container', 'meta'];

/** A piece of a format: text as it stands, or a placeholder. `column` counts from 1. */
export type Piece =
  | { readonly type: 'text'; readonly text: string; readonly column: number }
  | { readonly type: 'placeholder'; readonly name: Placeholder; readonly column: number };

/** Something that looks like a placeholder and is none. */
export interface UnknownPlaceholder {
  readonly text: string;
  readonly column: number;
  /** The placeholder that was probably meant, with its braces. */
  readonly suggestion?: string;
}

/** A `scoreDimensionFormat` in its pieces. */
export interface DimensionFormat {
  readonly pieces: readonly Piece[];
  readonly unknown: readonly UnknownPlaceholder[];
}

const lookalike = /\$\{[^}]*\}?|\$[A-Za-z]+|\{[A-Za-z]+\}/g;

/**
 * Splits a `scoreDimensionFormat`. What looks like a placeholder (`${Node}`, `$pod`, `{app}`, `${app`) is reported as
 * unknown.
 */
export function parseFormat(format: string): DimensionFormat {
  const pieces: Piece[] = [];
  const unknown: UnknownPlaceholder[] = [];
  let end = 0;
  for (const match of format.matchAll(lookalike)) {
    const name = placeholders.find((placeholder) => match[0] === `\${${placeholder}}`);
    if (name === undefined) {
      if (isMeant(match[0])) unknown.push({ text: match[0], column: match.index + 1, ...suggest(match[0]) });
      continue;
    }
    if (match.index > end) pieces.push({ type: 'text', text: format.slice(end, match.index), column: end + 1 });
    pieces.push({ type: 'placeholder', name, column: match.index + 1 });
    end = match.index + match[0].length;
  }
  if (end < format.length) pieces.push({ type: 'text', text: format.slice(end), column: end + 1 });
  return { pieces, unknown };
}

function isMeant(text: string): boolean {
  return text.startsWith('${') || placeholders.some((name) => name.toLowerCase() === bare(text).toLowerCase());
}

function bare(text: string): string {
  return text.replace(/[${}\s]/g, '');
}

function suggest(text: string): { suggestion?: string } {
  const name = nearest(bare(text), placeholders);
  return name === undefined ? {} : { suggestion: `\${${name}}` };
}

/** The placeholders of a format, each once, in the order of their first use. */
export function placeholdersOf(format: string): readonly Placeholder[] {
  return [
    ...new Set(parseFormat(format).pieces.flatMap((piece) => (piece.type === 'placeholder' ? [piece.name] : []))),
  ];
}

/**
 * The item's name as the agent makes it: every placeholder replaced, by nothing where the result lacks the label.
 * The agent writes no item whose name comes out empty.
 */
export function render(format: string, values: Readonly<Partial<Record<Placeholder, string>>>): string {
  return parseFormat(format)
    .pieces.map((piece) => (piece.type === 'text' ? piece.text : (values[piece.name] ?? '')))
    .join('');
}

/** Whether some values make the format come out as this item name; `known` fixes the values that are known. */
export function canProduce(
  format: string,
  itemName: string,
  known: Readonly<Partial<Record<Placeholder, string>>> = {},
): boolean {
  const seen = new Set<Placeholder>();
  const pattern = parseFormat(format).pieces.map((piece) => {
    if (piece.type === 'text') return escape(piece.text);
    const value = known[piece.name];
    if (value !== undefined) return escape(value);
    if (seen.has(piece.name)) return `\\k<${piece.name}>`;
    seen.add(piece.name);
    return `(?<${piece.name}>.*)`;
  });
  return itemName !== '' && new RegExp(`^${pattern.join('')}$`, 's').test(itemName);
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/**
 * The placeholders that make an item's name differ from cluster to cluster. A Placement asks every cluster for one
 * fixed name, and a cluster without that item counts as 0: a format that has one of these can hardly drive a Placement.
 */
export function variesByCluster(format: string): readonly Placeholder[] {
  return placeholdersOf(format).filter((name) => local.includes(name));
}
