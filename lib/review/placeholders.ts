import type { Facts } from './cluster-facts';

/** The marks around the name of a placeholder; no text of ours has these characters. */
const [open, close] = ['\uE000', '\uE001'];

/** JSON text in which placeholders stand for facts. */
export type Template = string;

/** Takes the facts out of JSON text, the longest first; a text that has the marks of placeholders is left as it is. */
export function templateOf(text: string, facts: Facts): Template {
  if (text.includes(open)) return text;
  const words = new Map<string, string>();
  for (const [word, value] of Object.entries(facts)) {
    const quoted = JSON.stringify(value).slice(1, -1);
    if (!words.has(quoted)) words.set(quoted, word);
  }
  if (words.size === 0) return text;
  return text.replace(patternOf([...words.keys()]), (value) => `${open}${words.get(value) ?? ''}${close}`);
}

/** The text with facts for its placeholders; undefined if one is not known. */
export function filled(template: Template, facts: Facts): string | undefined {
  const text = filledWhereKnown(template, facts);
  return text.includes(open) && wordsOf(text).length > 0 ? undefined : text;
}

/** The text with facts for those placeholders that are known. */
export function filledWhereKnown(template: Template, facts: Facts): Template {
  return template.replace(placeholder, (mark, word: string) => {
    const value = facts[word];
    return value === undefined ? mark : JSON.stringify(value).slice(1, -1);
  });
}

/** The names of the placeholders, each once. */
export function wordsOf(template: Template): string[] {
  return [...new Set([...template.matchAll(placeholder)].map(([, word = '']) => word))];
}

/** The text as people read it: `{cluster}` for a placeholder. */
export function readable(text: string): string {
  return text.replace(placeholder, '{$1}');
}

const placeholder = new RegExp(`${open}([^${close}]*)${close}`, 'g');

/** A pattern of all facts, not within longer words. */
function patternOf(values: readonly string[]): RegExp {
  const longestFirst = [...values].sort((a, b) => b.length - a.length);
  const alternatives = longestFirst.map((value) => value.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
  return new RegExp(`(?<![A-Za-z0-9])(?:${alternatives.join('|')})(?![A-Za-z0-9])`, 'g');
}
