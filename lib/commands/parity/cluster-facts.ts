import { isObject } from '../../model/json';
import type { Fleet } from '../../model/fleet';

/** The part of a name that follows from content. */
const hash = /(?<=-)[0-9a-f]{10}(?![0-9A-Za-z])/g;

const followed = /^scorewright\.dev\/(.*hash|hashed-name|tested)$/;

/** Whether a key is an annotation that follows from content that is compared itself. */
export function isFollowed(key: string): boolean {
  return followed.test(key);
}

/**
 * Replaces the facts of an environment's clusters, its own name and its place in Git by placeholders, so that values that differ
 * by these alone become equal. Equal items of a list become one, because fleets differ in their number of clusters.
 */
export class ClusterFacts {
  private readonly facts: readonly { readonly form: RegExp; readonly name: string }[];

  constructor({ environment, gitops, clusters, hub }: Fleet) {
    const named = [
      ...clusters.flatMap(({ name, address, appsDomain }) => [
        { text: name, name: name === hub.name ? '<hub>' : '<cluster>' },
        { text: address, name: '<address>' },
        { text: appsDomain, name: '<domain>' },
      ]),
      { text: gitops.repoURL, name: '<repository>' },
      { text: environment, name: '<environment>' },
    ];
    this.facts = named
      .flatMap(({ text, name }) => (text === undefined ? [] : [{ text, name }]))
      .sort((a, b) => b.text.length - a.text.length)
      .map(({ text, name }) => ({ form: new RegExp(`(?<![A-Za-z0-9])${escaped(text)}(?![A-Za-z0-9])`, 'g'), name }));
  }

  text(text: string): string {
    return this.facts.reduce((before, { form, name }) => before.replace(form, name), text).replace(hash, '<hash>');
  }

  value(value: unknown): unknown {
    if (typeof value === 'string') return this.text(value);
    if (Array.isArray(value)) return once(value.map((item) => this.value(item)));
    if (!isObject(value)) return value;
    const entries = Object.entries(value).filter(([key]) => !isFollowed(key));
    return Object.fromEntries(entries.map(([key, inner]) => [this.text(key), this.value(inner)]));
  }
}

function once(items: readonly unknown[]): unknown[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const text = JSON.stringify(item);
    return !seen.has(text) && seen.add(text);
  });
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
