import { number } from '../../plan/words/closing-line';

/** Text in which nothing becomes markup, a mention or a link. */
export function plain(text: string): string {
  return text.replace(/[\\`*_<>|[\]#@~&]/g, (character) => `&#${character.charCodeAt(0)};`).replace(/\s+/g, ' ');
}

/** Text as code on one line; no backtick in it ends the code. */
export function code(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const ticks = '`'.repeat(longest + 1);
  return longest === 0 ? `${ticks}${line}${ticks}` : `${ticks} ${line} ${ticks}`;
}

/** A value as a comment shows it, shortened where it is long. */
export function value(of: unknown, longest = 100): string {
  if (of === undefined) return '(none)';
  const text = JSON.stringify(of);
  return code(text.length <= longest ? text : `${text.slice(0, longest)}…`);
}

/** Names of clusters, all of a few. */
export function names(clusters: readonly string[], most = 3): string {
  const shown = clusters.slice(0, most).map(plain).join(', ');
  return clusters.length > most ? `${shown}, … (${number(clusters.length)})` : shown;
}

/** Lines between fences that none of them can end. */
export function fence(lines: readonly string[], language: string): string[] {
  const longest = Math.max(2, ...lines.flatMap((line) => [...line.matchAll(/`+/g)].map(([ticks]) => ticks.length)));
  const ticks = '`'.repeat(longest + 1);
  return [`${ticks}${language}`, ...lines, ticks];
}
