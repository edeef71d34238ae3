import { isAlias, isCollection, isMap, isScalar, isSeq, type Pair, type YAMLMap } from 'yaml';
import type { Path } from '../model/origin';
import type { ReadDocument } from './yaml-document';

/** The nodes of a document, found by the way to them; aliases are followed. */
export class YamlTree {
  private readonly contents: unknown;
  private readonly targets: ReadDocument['targets'];
  /** The pairs of a map by their keys, made when the map is first asked: a fleet has thousands of clusters in one. */
  private readonly pairs = new WeakMap<YAMLMap, ReadonlyMap<unknown, Pair>>();

  constructor({ document, targets }: ReadDocument) {
    this.contents = document?.contents;
    this.targets = targets;
  }

  /** The whole as plain JSON; `undefined` where there is nothing. */
  data(): unknown {
    return this.contents ? this.toData(this.contents) : undefined;
  }

  node(path: Path): unknown {
    return path.reduce<unknown>((node, key) => this.follow(this.child(node, key)), this.contents);
  }

  /** Where the value at `path` starts, or its key where it is in block style; where there is none, the nearest around it. */
  start(path: Path): number | undefined {
    for (let length = path.length; length > 0; length--) {
      const way = path.slice(0, length);
      const node = this.node(way);
      // What a map in block style says begins a line below its key, which is what people look for.
      const start = isBlock(node) ? (this.keyStart(way) ?? rangeStart(node)) : rangeStart(node);
      if (start !== undefined) return start;
    }
    return rangeStart(this.contents);
  }

  /** Where the key at the end of `path` starts, if it is there. */
  keyStart(path: Path): number | undefined {
    const parent = this.node(path.slice(0, -1));
    return isMap(parent) ? rangeStart(this.pairsOf(parent).get(path.at(-1))?.key) : undefined;
  }

  private child(node: unknown, key: string | number): unknown {
    if (isSeq(node)) return typeof key === 'number' ? node.items[key] : undefined;
    return isMap(node) ? this.pairsOf(node).get(key)?.value : undefined;
  }

  private pairsOf(map: YAMLMap): ReadonlyMap<unknown, Pair> {
    const known = this.pairs.get(map);
    if (known !== undefined) return known;
    const pairs = new Map(map.items.map((pair) => [isScalar(pair.key) ? pair.key.value : undefined, pair]));
    this.pairs.set(map, pairs);
    return pairs;
  }

  private follow(node: unknown): unknown {
    return isAlias(node) ? this.targets.get(node) : node;
  }

  private toData(contents: unknown): unknown {
    const node = this.follow(contents);
    if (isSeq(node)) return node.items.map((item) => this.toData(item));
    if (!isMap(node)) return isScalar(node) ? node.value : null;
    const entries = node.items.map(({ key, value }) => [isScalar(key) ? String(key.value) : '', this.toData(value)]);
    return Object.fromEntries(entries);
  }
}

function isBlock(node: unknown): boolean {
  return isCollection(node) && node.flow !== true;
}

function rangeStart(node: unknown): number | undefined {
  if (isScalar(node) || isCollection(node)) return node.range?.[0];
  return undefined;
}
