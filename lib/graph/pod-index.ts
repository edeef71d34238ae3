import { selects, type Selector } from './selector';

interface Entry<T> {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: T;
}

/** Pods by their labels, so that a selector is compared only with pods that have its first label. */
export class PodIndex<T> {
  private readonly byLabel = new Map<string, Entry<T>[]>();

  /** `place` keeps pods apart that no selector sees together: the namespace, with the cluster where there are several. */
  add(place: string, labels: Readonly<Record<string, string>>, value: T): void {
    const entry = { labels, value };
    this.put(place, entry);
    for (const name of Object.keys(labels)) this.put(`${place} ${name}=${labels[name] ?? ''}`, entry);
  }

  /** What was added for the pods of the place that the selector matches. */
  selected(place: string, selector: Selector): T[] {
    const [first] = Object.entries(selector.labels);
    const candidates = this.byLabel.get(first ? `${place} ${first.join('=')}` : place) ?? [];
    return candidates.flatMap(({ labels, value }) => (selects(selector, labels) ? [value] : []));
  }

  /** The labels of every pod of the place. */
  labels(place: string): Readonly<Record<string, string>>[] {
    return (this.byLabel.get(place) ?? []).map(({ labels }) => labels);
  }

  private put(key: string, entry: Entry<T>): void {
    const known = this.byLabel.get(key);
    if (known) known.push(entry);
    else this.byLabel.set(key, [entry]);
  }
}
