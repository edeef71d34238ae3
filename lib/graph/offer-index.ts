import { isKind } from '../kinds/group-kind';
import { groupOfDefinition } from '../kinds/resource-name';
import { outsideApi } from '../model/group-kind';
import { refKey, type Ref } from '../model/ref';
import { everyAgent, type Offer } from './edge';

/** What exists, found by Ref. */
export class OfferIndex {
  private readonly offers = new Map<string, Offer | Offer[]>();

  add(offer: Offer): void {
    const key = refKey(offer.ref);
    const known = this.offers.get(key);
    if (known === undefined) this.offers.set(key, offer);
    else if (Array.isArray(known)) known.push(offer);
    else this.offers.set(key, [known, offer]);
  }

  /** All that brings the object, on its cluster or on every cluster; a CRD is there too with its whole API group. */
  find(ref: Ref): readonly Offer[] {
    const found = this.at(ref);
    if (found.length > 0) return found;
    const everywhere = this.at({ ...ref, cluster: everyAgent });
    if (everywhere.length > 0 || !isKind('apiextensions.k8s.io/CustomResourceDefinition', ref)) return everywhere;
    return this.at({ cluster: ref.cluster, ...outsideApi('APIGroup'), name: groupOfDefinition(ref.name) });
  }

  /** Every offer, in the order in which they came. */
  *all(): Iterable<Offer> {
    for (const known of this.offers.values()) {
      if (Array.isArray(known)) yield* known;
      else yield known;
    }
  }

  /** Keys of a Secret or ConfigMap as all its offers tell them together; undefined where one of them cannot tell. */
  keys(offers: readonly Offer[]): readonly string[] | undefined {
    const keys: string[] = [];
    for (const offer of offers) {
      if (offer.keys === undefined) return undefined;
      keys.push(...offer.keys);
      for (const other of offer.keysOf ?? []) {
        const more = this.find(other);
        const inner = more.length === 0 ? undefined : this.keys(more);
        if (inner === undefined) return undefined;
        keys.push(...inner);
      }
    }
    return keys;
  }

  private at(ref: Ref): readonly Offer[] {
    const known = this.offers.get(refKey(ref));
    return known === undefined ? [] : Array.isArray(known) ? known : [known];
  }
}
