import { compare } from '../model/compare';
import { isObject, fieldsOf } from '../model/json';

/** The values that belong to one cluster, by the names of their placeholders: `cluster`, `address`, `labels.region`. */
export type Facts = Readonly<Record<string, string>>;

/** Shorter values occur in texts by chance. */
const shortest = 3;

/** The facts of each cluster of an environment, as its file or its inventory gives them. */
export function clusterFacts(clusters: unknown, others: Iterable<string> = []): Map<string, Facts> {
  const settings = fieldsOf(clusters);
  const names = new Set([...Object.keys(settings), ...others]);
  return new Map([...names].sort(compare).map((name) => [name, factsOf(name, settings[name])]));
}

function factsOf(name: string, settings: unknown): Facts {
  const facts: [string, string][] = [];
  const add = (word: string, value: unknown) => {
    if (typeof value === 'string' && value.length >= shortest) facts.push([word, value]);
    else if (isObject(value)) for (const [key, inner] of Object.entries(value)) add(`${word}.${key}`, inner);
  };
  for (const [key, value] of Object.entries(fieldsOf(settings)).sort(([a], [b]) => compare(a, b)))
    // Platform and role are not names: a cluster that differs by them does differ.
    if (key !== 'platform' && key !== 'role') add(key, value);
  return Object.fromEntries([['cluster', name], ...facts]);
}

/** The cluster that an object on the hub is for: its namespace or a part of its name is the cluster's name. */
export function subjectOf(texts: readonly (string | null)[], known: ReadonlyMap<string, unknown>): string | undefined {
  for (const text of texts) {
    if (text === null) continue;
    if (known.has(text)) return text;
    const words = text.split(/([./ -])/);
    for (let length = words.length - 1; length > 0; length--)
      for (let from = 0; from + length <= words.length; from++) {
        const part = words.slice(from, from + length).join('');
        if (known.has(part)) return part;
      }
  }
  return undefined;
}
